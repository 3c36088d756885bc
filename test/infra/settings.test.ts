import { beforeAll, describe, expect, it } from "vitest";
import { loadGrammar } from "./bicep/parse-bicep";
import { changed, filesOf } from "./project-files";
import { settingFaults } from "./setting-faults";

const files = filesOf("infra", "functions", "shared");
beforeAll(loadGrammar);

describe("application settings", () => {
  it("are those that the code reads, and usable, in every configuration", () => {
    expect(settingFaults(files)).toEqual([]);
  });

  it("fail the check when one is read and not written", () => {
    const without = changed(files, "infra/main.bicep", "TOKEN_ISSUER: tokenIssuer", "");
    expect(settingFaults(without).join("\n")).toMatch(/TOKEN_ISSUER is read and not written.*settings\.json/);
  });

  it("fail the check when one is written and not read", () => {
    const more = changed(files, "infra/settings.json", "{", '{ "JOB_9999_SCHEDULE": "0 * * * * *",');
    expect(settingFaults(more).join("\n")).toMatch(/JOB_9999_SCHEDULE is written and nothing reads it/);
  });

  it("fail the check when the code would refuse one, or another default is shown", () => {
    const refused = changed(
      files,
      "infra/settings.json",
      '"HEADQUARTERS_DEADLINE_MS": "1200"',
      '"HEADQUARTERS_DEADLINE_MS": "soon"',
    );
    expect(settingFaults(refused).join("\n")).toMatch(/HEADQUARTERS_DEADLINE_MS: Invalid input/);
    const drifted = changed(
      files,
      "infra/settings.json",
      '"HEADQUARTERS_DEADLINE_MS": "1200"',
      '"HEADQUARTERS_DEADLINE_MS": "1300"',
    );
    expect(settingFaults(drifted)).toContain(
      "HEADQUARTERS_DEADLINE_MS is 1300 in infra/settings.json, and by default 1200",
    );
  });
});

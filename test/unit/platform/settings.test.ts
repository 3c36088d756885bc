import { describe, expect, it } from "vitest";
import { localSettings } from "../../../local/environment/local-settings";
import { localPorts } from "../../../local/environment/ports";
import { readSettings } from "../../../shared/platform/settings";

const good = localSettings(localPorts({}));

/** The settings that one message complains of. */
function complaints(different: Record<string, string | undefined>): string[] {
  try {
    readSettings({ ...good, ...different });
    return [];
  } catch (error) {
    return [...(error as Error).message.matchAll(/^ {2}(\w+)/gm)].map(([, name = ""]) => name);
  }
}

describe("application settings", () => {
  it("those of the local environment are good", () => {
    expect(complaints({})).toEqual([]);
  });

  it("one message names every bad one", () => {
    const bad = {
      HEADQUARTERS_COSMOS__accountEndpoint: "somewhere",
      TOKEN_ISSUER: undefined,
      IDEMPOTENCY_HASH_SECRET: "short",
      CONFIGURATION_CACHE_SECONDS: "soon",
      HEADQUARTERS_DEADLINE_MS: "-1",
      KEY_VAULT_VERIFY_CHALLENGE: "perhaps",
      SERVICE_BUS: undefined,
      JOBS_SWITCHED_OFF: "1010, 9999",
    };
    expect(new Set(complaints(bad))).toEqual(new Set(Object.keys(bad)));
  });

  it("nothing at all names every one that is needed", () => {
    const nothing = Object.fromEntries(Object.keys(good).map((name) => [name, undefined]));
    expect(complaints(nothing)).toEqual(
      expect.arrayContaining(["KEY_VAULT_URL", "TOKEN_AUDIENCE", "SERVICE_BUS", "JOB_P_0001_SCHEDULE"]),
    );
  });

  it("P3: a bad value is not repeated", () => {
    const secret = "a-secret-too-short";
    expect(() => readSettings({ ...good, IDEMPOTENCY_HASH_SECRET: secret })).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining(secret) }),
    );
  });

  it("an empty one is as good as none", () => {
    expect(complaints({ TOKEN_AUDIENCE: "", HEADQUARTERS_COSMOS__key: "" })).toEqual(["TOKEN_AUDIENCE"]);
  });

  it("J4: names the jobs that are switched off", () => {
    expect(readSettings({ ...good, JOBS_SWITCHED_OFF: "1090, P-0001," }).JOBS_SWITCHED_OFF).toEqual(["1090", "P-0001"]);
  });
});

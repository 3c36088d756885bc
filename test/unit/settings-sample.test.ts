import { describe, expect, it } from "vitest";
import { localSettings } from "../../local/environment/local-settings";
import { localPorts } from "../../local/environment/ports";
import { IsEncrypted, Values } from "../../local.settings.sample.json";
import { readSettings, settingNames } from "../../shared/platform/settings";

describe("local.settings.sample.json", () => {
  it("can be used as it is", () => {
    expect(() => readSettings(Values)).not.toThrow();
    expect(IsEncrypted).toBe(false);
  });

  it("names every setting, and beside them only those of Azure's host", () => {
    const hostSettings = ["FUNCTIONS_WORKER_RUNTIME", "languageWorkers__node__arguments", "AzureWebJobsStorage"];
    expect(new Set(Object.keys(Values))).toEqual(new Set([...hostSettings, ...settingNames]));
  });

  it("holds what npm start uses", () => {
    const given = Object.entries(Values).filter(([, value]) => value !== "");
    const { functions: _, ...ports } = localPorts({});
    const used = Object.entries(localSettings(ports)).filter(([, value]) => value !== "");
    expect(Object.fromEntries(given)).toEqual(Object.fromEntries(used));
  });
});

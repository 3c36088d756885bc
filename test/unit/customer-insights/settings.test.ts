import { describe, expect, it } from "vitest";
import { insightsSettings } from "../../../shared/customer-insights";
import { expiryWarnings } from "../../../shared/customer-insights/expiry-warnings";
import type { SecretState } from "../../../shared/customer-insights/ports";
import { settings } from "./insights";

const isRefused = (changes: object) => !insightsSettings.safeParse({ ...settings, ...changes }).success;

describe("the settings of Customer Insights that are refused", () => {
  it.each([
    "http://api.ci.ai.dynamics.com",
    "https://api.example?a=1",
    "https://api.example#a",
    "https://anna@api.example",
    "https://:word@api.example",
    "ftp://localhost",
    `https://${"a".repeat(250)}.example`,
    "no address",
  ])("I1: the endpoint %s", (endpoint) => expect(isRefused({ endpoint })).toBe(true));

  it.each(["http://localhost:7076", "http://127.0.0.1", "http://[::1]:1", "https://contoso.crm.dynamics.com"])(
    "I1: but not %s",
    (endpoint) => expect(isRefused({ endpoint })).toBe(false),
  );

  it.each([
    [{ alternateCustomerId: "1st" }],
    [{ alternateCustomerId: "a b" }],
    [{ alternateCustomerId: `a${"b".repeat(100)}` }],
    [{ tenantId: ".tenant" }],
    [{ instanceId: "a/b" }],
    [{ clientId: "" }],
    [{ secretName: "a_b" }],
    [{ secretName: "a".repeat(128) }],
    [{ measures: ["A", "B", "A"] }],
    [{ measures: ["A", "B", "C", "D"] }],
    [{ api: "another" }],
    [{ more: 1 }],
  ])("I1: %j", (changes) => expect(isRefused(changes)).toBe(true));

  it("I1: but not what is just short and long enough", () => {
    const longest = {
      alternateCustomerId: `_${"b".repeat(99)}`,
      secretName: "a".repeat(127),
      measures: ["A", "B", "C"],
    };
    expect(isRefused(longest)).toBe(false);
  });
});

describe("warnings of a secret that expires", () => {
  const stored = { ...settings, measureLabels: {}, lastValidation: null };
  const expiresOn = new Date("2026-12-01T23:00:00Z");
  const warnings = (state: SecretState["state"], item: typeof stored | null = stored) =>
    expiryWarnings({
      insightsStore: { find: async () => (item === null ? undefined : { item, etag: "1" }) },
      readSecretState: async (name) => {
        expect(name).toBe(settings.secretName);
        return { state, expiresOn, daysLeft: 5 };
      },
    })();

  it("I4: say the day, before and after", async () => {
    expect(await warnings("nearExpiry")).toEqual(["The secret of Customer Insights expires in 5 days, on 2026-12-01."]);
    expect(await warnings("expired")).toEqual(["The secret of Customer Insights expired on 2026-12-01."]);
  });

  it("I4: are none while it lasts, or cannot be read, or nothing was configured", async () => {
    expect(await warnings("valid")).toEqual([]);
    expect(await warnings("unreadable")).toEqual([]);
    expect(await warnings("expired", null)).toEqual([]);
  });
});

import { beforeAll, describe, expect, it } from "vitest";
import { loadGrammar } from "./bicep/parse-bicep";
import { deployments } from "./deployments";
import { filesOf } from "./project-files";

const files = filesOf("infra");
beforeAll(loadGrammar);

describe("Cosmos DB accounts", () => {
  const accounts = (configuration: string) =>
    (deployments(files).get(configuration) ?? [])
      .filter(({ type }) => type === "Microsoft.DocumentDB/databaseAccounts")
      .map(({ body }) => body["properties"]);

  it("are two in production, so that they do not fail together, with a level at which instances read each other's writes", () => {
    const expected = {
      consistencyPolicy: { defaultConsistencyLevel: "BoundedStaleness" },
      capabilities: [],
      backupPolicy: { type: "Continuous", continuousModeProperties: { tier: "Continuous30Days" } },
    };
    expect(accounts("production")).toMatchObject([expected, expected]);
    const twice = [
      { locationName: "westeurope", failoverPriority: 0, isZoneRedundant: true },
      { locationName: "northeurope", failoverPriority: 1, isZoneRedundant: true },
    ];
    expect(accounts("everything")).toMatchObject([{ locations: twice }, { locations: twice }]);
  });

  it("are one serverless account in development", () => {
    expect(accounts("development")).toMatchObject([{ capabilities: [{ name: "EnableServerless" }] }]);
  });
});

describe("keys and passwords", () => {
  it("open nothing: every resource that can do without them does", () => {
    for (const deployed of deployments(files).values()) {
      const openers = deployed.filter(({ type, body }) => {
        const properties = (body["properties"] ?? {}) as Record<string, unknown>;
        const closed: Readonly<Record<string, boolean>> = {
          "Microsoft.DocumentDB/databaseAccounts": properties["disableLocalAuth"] === true,
          "Microsoft.ServiceBus/namespaces": properties["disableLocalAuth"] === true,
          "Microsoft.Insights/components": properties["DisableLocalAuth"] === true,
          "Microsoft.Storage/storageAccounts": properties["allowSharedKeyAccess"] === false,
          "Microsoft.KeyVault/vaults": properties["enableRbacAuthorization"] === true,
          "Microsoft.Web/sites/basicPublishingCredentialsPolicies": properties["allow"] === false,
        };
        return closed[type] === false;
      });
      expect(openers).toEqual([]);
    }
  });
});

describe("a private network", () => {
  it("is the only way to what holds data, and each has an endpoint in it", () => {
    const deployed = deployments(files).get("everything") ?? [];
    const closable = deployed.filter(({ body }) => "publicNetworkAccess" in ((body["properties"] ?? {}) as object));
    expect(closable).toHaveLength(6);
    for (const { body } of closable) expect(body["properties"]).toMatchObject({ publicNetworkAccess: "Disabled" });
    const targets = deployed
      .filter(({ type }) => type === "Microsoft.Network/privateEndpoints")
      .map(({ body }) => JSON.stringify(body));
    for (const { id } of closable) expect(targets.filter((target) => target.includes(`"${id}"`))).toHaveLength(1);
  });
});

describe("alerts", () => {
  it("look for events that the code logs", () => {
    const code = [...filesOf("functions", "shared").values()].join();
    const queries = [...(files.get("infra/modules/alerts.bicep") ?? "").matchAll(/event\) == "([^"]+)"/g)];
    const events = queries.map(([, event]) => event);
    expect(events).toContain("job.failed");
    expect(events.filter((event) => !code.includes(`"${event}"`))).toEqual([]);
  });
});

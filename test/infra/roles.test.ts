import { beforeAll, describe, expect, it } from "vitest";
import { loadGrammar } from "./bicep/parse-bicep";
import { changed, filesOf } from "./project-files";
import { roleFaults } from "./role-faults";

const files = filesOf("infra", "functions", "shared");
beforeAll(loadGrammar);

describe("roles of the functions' identity", () => {
  it("are those that the code needs, and no other, in every configuration", () => {
    expect(roleFaults(files)).toEqual([]);
  });

  it("fail the check when one is missing, too wide, or another", () => {
    const queues = "infra/modules/service-bus.bicep";
    const vault = "infra/modules/key-vault.bicep";
    expect(roleFaults(changed(files, queues, "roleDefinitionId: sender", "roleDefinitionId: receiver"))).toContain(
      "not given: serviceBusDataSender on /queues/job-runs (development)",
    );
    expect(roleFaults(changed(files, queues, "scope: queue[index]", "scope: namespace")).join("\n")).toMatch(
      /not needed: serviceBusDataReceiver on \/namespaces\//,
    );
    expect(
      roleFaults(
        changed(
          files,
          vault,
          "roles.keyVaultSecretsUser)\n    principalId: principalId",
          "roles.keyVaultSecretsOfficer)\n    principalId: principalId",
        ),
      ),
    ).toContain("not needed: keyVaultSecretsOfficer on /vaults/kv (production)");
  });
});

import { beforeAll, describe, expect, it } from "vitest";
import { loadGrammar } from "./bicep/parse-bicep";
import { changed, filesOf } from "./project-files";
import { topologyFaults } from "./topology-faults";

const files = filesOf("infra", "functions", "shared");
beforeAll(loadGrammar);

describe("containers and queues", () => {
  it("are the same on Azure, in the local environment and in the code", () => {
    expect(topologyFaults(files)).toEqual([]);
  });

  it("fail the check when a queue or a container is renamed in one place alone", () => {
    const queue = changed(files, "infra/topology.json", '"job-runs"', '"job-run"');
    expect(topologyFaults(queue)).toContain("the code names queue job-runs, infra/topology.json does not");
    const container = changed(files, "infra/topology.json", '"customer-keys"', '"keys"');
    expect(topologyFaults(container)).toContain(
      "the code names container headquarters/customer-keys, infra/topology.json does not",
    );
    const deployed = changed(files, "infra/modules/service-bus.bicep", "name: item.key", "name: take(item.key, 3)");
    expect(topologyFaults(deployed)).toContain("queue job-runs is not deployed (development)");
  });

  it("fail the check when Azure would index, lock or keep otherwise than the local environment", () => {
    const indexed = changed(files, "infra/modules/cosmos-database.bicep", "/?'", "/*'");
    expect(topologyFaults(indexed)).toContain("container headquarters/customers is deployed otherwise (production)");
    const lost = changed(
      files,
      "infra/main.bicep",
      "databases: { channels: topology.databases.channels }",
      "databases: {}",
    );
    expect(topologyFaults(lost)).toContain("container channels/customers is not deployed (production)");
  });
});

import { beforeAll, describe, expect, it } from "vitest";
import { loadGrammar } from "./bicep/parse-bicep";
import { bicepFaults } from "./bicep-faults";
import { changed, filesOf } from "./project-files";

const files = filesOf("infra", "functions", "shared");
beforeAll(loadGrammar);

describe("the Bicep files", () => {
  it("are whole: syntax, names, wiring of modules, published resource types", () => {
    expect(bicepFaults(files)).toEqual([]);
  });

  it.each([
    ["syntax", "modules/identity.bicep", "tags: tags", "tags: tags,,", /identity\.bicep:\d+: syntax/],
    ["a name that does not exist", "modules/identity.bicep", "tags: tags", "tags: tag", /the name tag does not exist/],
    [
      "a parameter that nothing uses",
      "modules/identity.bicep",
      "param name string",
      "param name string\nparam spare string",
      /nothing uses spare/,
    ],
    [
      "a misspelt property",
      "modules/service-bus.bicep",
      "requiresDuplicateDetection",
      "requireDuplicateDetection",
      /queues\.properties\.requireDuplicateDetection: this property does not exist/,
    ],
    [
      "a missing required property",
      "modules/cosmos-account.bicep",
      "databaseAccountOfferType: 'Standard'",
      "",
      /databaseAccounts\.properties\.databaseAccountOfferType: this property is required/,
    ],
    [
      "a value that the type does not know",
      "modules/cosmos-account.bicep",
      "'BoundedStaleness'",
      "'Bounded'",
      /defaultConsistencyLevel: "Bounded" is not/,
    ],
    [
      "a value of another type",
      "modules/service-bus.bicep",
      "disableLocalAuth: true",
      "disableLocalAuth: 'yes'",
      /disableLocalAuth: "yes" is not bool/,
    ],
    [
      "a version without a snapshot",
      "modules/service-bus.bicep",
      "namespaces@2024-01-01",
      "namespaces@2021-11-01",
      /is not the version of its snapshot/,
    ],
    [
      "a parameter that a module needs",
      "main.bicep",
      "    queues: topology.queues\n",
      "",
      /needs the parameter queues/,
    ],
    [
      "a parameter that a module does not have",
      "main.bicep",
      "queues: topology",
      "queue: topology",
      /has no parameter queue/,
    ],
    [
      "an output that a module does not have",
      "main.bicep",
      "serviceBus.outputs.id",
      "serviceBus.outputs.ids",
      /ids of serviceBus\.outputs\.ids does not exist/,
    ],
    [
      "a parameter that azd would not give",
      "main.parameters.json",
      '"tokenAudience"',
      '"audience"',
      /main\.bicep has no parameter audience\n.*main\.parameters\.json lacks tokenAudience/,
    ],
    [
      "a file that is not there",
      "main.bicep",
      "modules/identity.bicep",
      "modules/identities.bicep",
      /module infra\/modules\/identities\.bicep does not exist/,
    ],
    [
      "what is not deployed in every configuration",
      "main.bicep",
      "production ? channelsCosmos!.outputs.id",
      "!production ? channelsCosmos!.outputs.id",
      /does not exist/,
    ],
  ])("are refused with %s", (_fault, file, from, to, message) => {
    const faults = bicepFaults(changed(files, `infra/${file}`, from, to));
    expect(faults.join("\n")).toMatch(message);
  });
});

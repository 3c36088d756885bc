import type { ContainerTopology } from "../../local/environment/databases";
import { containerRequest } from "../../local/environment/databases";
import type { DeployedResource, Files } from "./bicep/deploy";
import { deployments } from "./deployments";

interface Topology {
  readonly databases: Readonly<Record<string, Readonly<Record<string, ContainerTopology>>>>;
  readonly queues: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Where what is deployed, what the local environment makes and what the code names are not the same. */
export function topologyFaults(files: Files): string[] {
  const topology = JSON.parse(files.get("infra/topology.json") ?? "{}") as Topology;
  return [
    ...[...deployments(files)].flatMap(([configuration, deployed]) =>
      differences(expectedOf(topology), actualOf(deployed)).map((fault) => `${fault} (${configuration})`),
    ),
    ...namedInCode(files)
      .filter((name) => !expectedOf(topology).has(name))
      .map((name) => `the code names ${name}, infra/topology.json does not`),
  ];
}

/** Containers as the local environment makes them, and queues, by where they are. */
function expectedOf({ databases, queues }: Topology): Map<string, unknown> {
  const containers = Object.entries(databases).flatMap(([database, inside]) =>
    Object.entries(inside).map(
      ([name, topology]) => [`container ${database}/${name}`, containerRequest(name, topology)] as const,
    ),
  );
  return new Map<string, unknown>([
    ...containers,
    ...Object.entries(queues).map(([name, queue]) => [`queue ${name}`, queue] as const),
  ]);
}

function actualOf(deployed: readonly DeployedResource[]): Map<string, unknown> {
  const found = new Map<string, unknown>();
  for (const { type, id, body } of deployed) {
    const parts = id.split("/");
    const properties = body["properties"] as Record<string, unknown>;
    if (type.endsWith("/sqlDatabases/containers")) {
      found.set(`container ${parts.at(-3)}/${parts.at(-1)}`, properties["resource"]);
    } else if (type.endsWith("/queues")) {
      const { lockDuration, maxDeliveryCount } = properties;
      found.set(`queue ${parts.at(-1)}`, { lockDuration, maxDeliveryCount });
    }
  }
  return found;
}

function differences(expected: ReadonlyMap<string, unknown>, actual: ReadonlyMap<string, unknown>): string[] {
  return [...new Set([...expected.keys(), ...actual.keys()])].flatMap((name) => {
    if (!actual.has(name)) return [`${name} is not deployed`];
    if (!expected.has(name)) return [`${name} is deployed and not in infra/topology.json`];
    return sorted(expected.get(name)) === sorted(actual.get(name)) ? [] : [`${name} is deployed otherwise`];
  });
}

/** As text that does not depend on the order of properties. */
const sorted = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  );

/** Queues and containers that the code opens, in the words of `expectedOf`. */
function namedInCode(files: Files): string[] {
  const code = [...files].filter(([file]) => file.endsWith(".ts")).map(([, text]) => text);
  const queues = code.flatMap((text) => [
    ...text.matchAll(/(?:queueFunction\(\s*|serviceBusQueue\([^,()]+, |serviceBusProbe\([^,()]+, )"([^"]+)"/g),
  ]);
  const databases = code.flatMap((text) => text.split(/(?=\.database\(")/).slice(1));
  const containers = databases.flatMap((text) => {
    const database = /^\.database\("([^"]+)"/.exec(text)?.[1];
    return [...text.matchAll(/\.container\("([^"]+)"/g)].map(([, name]) => `container ${database}/${name}`);
  });
  return [...new Set([...queues.map(([, name]) => `queue ${name}`), ...containers])];
}

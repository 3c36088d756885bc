import roles from "../../infra/roles.json";
import { databases, queues } from "../../infra/topology.json";
import type { DeployedResource, Files } from "./bicep/deploy";
import type { ObjectValue } from "./bicep/value";
import { deployments } from "./deployments";

/** A right, as `role on the end of a resource's id`. */
type Right = string;

/** What the functions need: each queue to send and to receive, each database's documents, and no more. */
const needed: readonly Right[] = [
  ...Object.keys(queues).flatMap((name) => [
    `serviceBusDataSender on /queues/${name}`,
    `serviceBusDataReceiver on /queues/${name}`,
  ]),
  ...Object.keys(databases).map((name) => `documents on /dbs/${name}`),
  "keyVaultSecretsUser on /vaults/kv",
  "monitoringMetricsPublisher on /components/appi",
  "storageBlobDataOwner on /storageAccounts/st",
  "storageBlobDataContributor on /containers/customer-imports",
];

/** Roles that the identity of the functions lacks, or has without need, in any configuration. */
export function roleFaults(files: Files): string[] {
  return [...deployments(files)].flatMap(([configuration, deployed]) => {
    const identity = `principal id of id-`;
    const given = deployed.flatMap((resource) => rightsOf(resource, identity));
    return [
      ...needed.filter((right) => !given.includes(right)).map((right) => `not given: ${right} (${configuration})`),
      ...given.filter((right) => !needed.includes(right)).map((right) => `not needed: ${right} (${configuration})`),
    ];
  });
}

const roleNames = new Map(Object.entries(roles).map(([name, id]) => [id, name]));
const documents = "00000000-0000-0000-0000-000000000002";

function rightsOf({ type, body, scopeId }: DeployedResource, identity: string): Right[] {
  const { principalId, roleDefinitionId, scope } = (body["properties"] ?? {}) as ObjectValue;
  if (typeof principalId !== "string" || !principalId.startsWith(identity)) return [];
  const role = String(roleDefinitionId).split("/").at(-1) ?? "";
  const name =
    type === "Microsoft.Authorization/roleAssignments" ? roleNames.get(role) : role === documents && "documents";
  return [`${name || role} on ${end(scopeId ?? String(scope))}`];
}

/** The last type and name of an id, without what makes the name unique. */
const end = (id: string) =>
  `/${id.split("/").slice(-2).join("/")}`.replace(
    /^(\/(?:vaults|components|storageAccounts)\/[a-z]+?)(?:-regulars)?-?[0-9a-f]{13}$/,
    "$1",
  );

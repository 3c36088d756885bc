import { type DeployedResource, deploy, type Files } from "./bicep/deploy";
import { configurations } from "./configurations";

/** What each configuration would deploy. */
export const deployments = (files: Files): Map<string, DeployedResource[]> =>
  new Map(Object.entries(configurations).map(([name, given]) => [name, deploy(files, "infra/main.bicep", given)]));

/** The application settings of a deployment. */
export function writtenSettings(deployed: readonly DeployedResource[]): Record<string, string> {
  const settings = deployed.find(
    ({ type, body }) => type === "Microsoft.Web/sites/config" && body["name"] === "appsettings",
  );
  return { ...(settings?.body["properties"] as Record<string, string>) };
}

import { BicepFault } from "./bicep/bicep-fault";
import { declarationsOf } from "./bicep/declarations";
import type { Files } from "./bicep/deploy";
import { nameFaults } from "./bicep/name-faults";
import { deployments } from "./deployments";
import { typeFaults } from "./type-faults";

/**
 * What is wrong with the Bicep files in themselves: syntax, names, the wiring of modules, and bodies that depart from
 * the published types. Deeper faults show when those before are repaired.
 */
export function bicepFaults(files: Files): string[] {
  try {
    const names = [...files.keys()]
      .filter((file) => file.endsWith(".bicep"))
      .flatMap((file) => nameFaults(files, file));
    if (names.length > 0) return names;
    const parameters = parameterFaults(files);
    if (parameters.length > 0) return parameters;
    return [...new Set([...deployments(files).values()].flat().flatMap(typeFaults))];
  } catch (error) {
    if (error instanceof BicepFault) return [error.message];
    throw error;
  }
}

/** Where main.parameters.json, which azd reads, does not fit the parameters of main.bicep. */
function parameterFaults(files: Files): string[] {
  const declared = declarationsOf("infra/main.bicep", files.get("infra/main.bicep") ?? "").filter(
    ({ kind }) => kind === "param",
  );
  const { parameters } = JSON.parse(files.get("infra/main.parameters.json") ?? "{}") as { parameters: object };
  const needed = declared.filter(({ value }) => value === undefined);
  return [
    ...Object.keys(parameters)
      .filter((name) => !declared.some((each) => each.name === name))
      .map((name) => `infra/main.bicep has no parameter ${name}`),
    ...needed
      .filter(({ name }) => !(name in parameters))
      .map(({ name }) => `infra/main.parameters.json lacks ${name}, which infra/main.bicep needs`),
  ];
}

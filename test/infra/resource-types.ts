import { readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * A type in the notation of the published resource types: a primitive, a literal, the name of an object type, an array
 * of one of them (`string[]`), or several (`Hash | Range`).
 */
export type TypeNotation = string;

/** An object without what only Azure writes. */
export interface ObjectType {
  readonly properties: Readonly<Record<string, TypeNotation>>;
  readonly required?: readonly string[];
  /** Of properties with any other name. */
  readonly others?: TypeNotation;
  /** The property whose value says which of `cases` the object is too. */
  readonly discriminator?: string;
  readonly cases?: Readonly<Record<string, TypeNotation>>;
}

/** The published type of a resource: where it was taken from, its body, and the object types that the body reaches. */
export interface ResourceType {
  readonly type: string;
  readonly apiVersion: string;
  readonly source: string;
  readonly body: TypeNotation;
  readonly types: Readonly<Record<string, ObjectType>>;
}

export const resourceTypesFolder = join("test", "infra", "resource-types");

export const fileOfType = (type: string) => `${type.replaceAll("/", "-")}.json`;

/** The snapshot of a type, or undefined when none was taken (`npm run resource-types` takes them). */
export function resourceType(type: string): ResourceType | undefined {
  try {
    return JSON.parse(readFileSync(join(resourceTypesFolder, fileOfType(type)), "utf8")) as ResourceType;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

import { readdirSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import type { ObjectType, ResourceType } from "../resource-types";
import { reachable } from "./reachable";

/** A type that the other package lacks, as the models of a management SDK have it. */
export interface ModelledType {
  readonly type: string;
  readonly apiVersion: string;
  /** Package of the SDK, and its interface for the `properties` of the resource. */
  readonly package: string;
  readonly model: string;
  /** An extension of another resource has neither location nor tags. */
  readonly extension?: true;
}

/** The SDK spells these as identifiers. */
const wireNames: Readonly<Record<string, string>> = { odataType: "odata.type" };

/** Reads a type from the declarations of the package that is unpacked in `folder`. */
export function modelledType(
  folder: string,
  { type, apiVersion, package: source, model, extension }: ModelledType,
): ResourceType {
  const types: Record<string, ObjectType> = { ...modelTypes(join(folder, "dist", "commonjs", "models")) };
  const tracked = { location: "string", tags: "Tags", kind: "string", identity: "any" };
  types[type] = {
    properties: { name: "string", properties: model, ...(extension ? {} : tracked) },
    required: ["name", "properties", ...(extension ? [] : ["location"])],
  };
  types["Tags"] = { properties: {}, others: "string" };
  return { type, apiVersion, source, body: type, types: reachable(type, types) };
}

function modelTypes(folder: string): Record<string, ObjectType> {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith("models.d.ts"),
  );
  const program = ts.createProgram(
    files.map((file) => join(folder, file)),
    { noLib: true },
  );
  const checker = program.getTypeChecker();
  const types: Record<string, ObjectType> = {};
  const models = new Set<string>();
  const notation = (node: ts.TypeNode | undefined): string => {
    if (node === undefined) return "any";
    if (ts.isArrayTypeNode(node)) return `${notation(node.elementType)}[]`;
    if (ts.isUnionTypeNode(node)) return node.types.map(notation).join(" | ");
    if (ts.isLiteralTypeNode(node)) return ts.isStringLiteral(node.literal) ? node.literal.text : node.getText();
    const written = node.getText();
    if (written === "boolean") return "bool";
    if (written === "Date") return "string";
    const record = /^Record<string, (\w+)>$/.exec(written);
    if (record !== null) {
      types[written] = { properties: {}, others: record[1] ?? "any" };
      return written;
    }
    return aliases.get(written) ?? written;
  };
  const aliases = new Map<string, string>();
  const sources = program.getSourceFiles().filter(({ fileName }) => fileName.endsWith("models.d.ts"));
  const nodes = sources.flatMap((source) => [...source.statements]);
  // `Operator` is a string, and the enum `KnownOperator` says which.
  for (const node of nodes.filter(ts.isEnumDeclaration)) {
    const values = node.members.map(({ initializer }) => initializer?.getText().replaceAll('"', "") ?? "");
    aliases.set(node.name.text.replace(/^Known/, ""), values.join(" | "));
  }
  const interfaces = nodes.filter(ts.isInterfaceDeclaration);
  for (const node of interfaces) models.add(node.name.text);
  for (const node of interfaces) types[node.name.text] = objectOf(node, checker, notation);
  for (const node of nodes.filter(ts.isTypeAliasDeclaration)) {
    if (!ts.isUnionTypeNode(node.type)) continue;
    const members = node.type.types.map((each) => each.getText()).filter((name) => models.has(name));
    const base = members.at(-1);
    if (base !== undefined) types[node.name.text] = choiceOf(base, members.slice(0, -1), types);
  }
  return types;
}

function objectOf(
  node: ts.InterfaceDeclaration,
  checker: ts.TypeChecker,
  notation: (type: ts.TypeNode | undefined) => string,
): ObjectType {
  const properties: Record<string, string> = {};
  const required: string[] = [];
  for (const member of checker.getTypeAtLocation(node).getProperties()) {
    const declaration = member.declarations?.find(ts.isPropertySignature);
    if (declaration?.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ReadonlyKeyword)) continue;
    const name = wireNames[member.name] ?? member.name;
    properties[name] = notation(declaration?.type);
    if (declaration?.questionToken === undefined) required.push(name);
  }
  return { properties, ...(required.length > 0 ? { required } : {}) };
}

/** A union of interfaces that one literal property tells apart. */
function choiceOf(base: string, members: readonly string[], types: Readonly<Record<string, ObjectType>>): ObjectType {
  const discriminator = ["odata.type", "criterionType"].find((name) => name in (types[base]?.properties ?? {})) ?? "";
  const cases = members.map((member) => [types[member]?.properties[discriminator] ?? "", member]);
  return { properties: {}, discriminator, cases: Object.fromEntries(cases) };
}

import { posix } from "node:path";
import type { Node } from "web-tree-sitter";
import { BicepFault } from "./bicep-fault";
import type { BuiltIns } from "./built-in-functions";
import { type Declaration, declarationsOf } from "./declarations";
import { evaluate, expressions, isTrue, loop } from "./evaluate";
import { checkParameter } from "./parameters";
import { resourceHandle } from "./resource-handle";
import { fileScope, type Scope } from "./scope";
import { Handle, isObject, type ObjectValue, type Value } from "./value";

/** Texts of files by their paths from the root of the project. */
export type Files = ReadonlyMap<string, string>;

/** A resource as a deployment would ask for it. */
export interface DeployedResource {
  readonly type: string;
  readonly apiVersion: string;
  readonly id: string;
  /** What is written in braces, without what says where it goes. */
  readonly body: ObjectValue;
  /** The resource that an extension, such as a role assignment, is of. */
  readonly scopeId: string | undefined;
  /** File and line. */
  readonly place: string;
}

interface Context {
  readonly files: Files;
  readonly deployed: DeployedResource[];
  /** Where resources without a scope of their own go: the subscription, or a resource group. */
  readonly group?: { readonly id: string; readonly name: string; readonly location: string };
}

const subscriptionId = "/subscriptions/00000000-0000-0000-0000-000000000000";
const tenantId = "11111111-1111-1111-1111-111111111111";

/** What `file` would deploy with these parameters. Throws a BicepFault at the first thing that cannot be. */
export function deploy(files: Files, file: string, parameters: ObjectValue): DeployedResource[] {
  const deployed: DeployedResource[] = [];
  deployFile({ files, deployed }, file, parameters);
  return deployed;
}

function deployFile(context: Context, file: string, parameters: ObjectValue): ObjectValue {
  const text = context.files.get(file);
  if (text === undefined) throw new Error(`${file} does not exist`);
  const declarations = declarationsOf(file, text);
  const builtIns: BuiltIns = {
    subscriptionId,
    tenantId,
    ...(context.group ? { resourceGroup: context.group } : {}),
    loadText: (path) => {
      const loaded = context.files.get(posix.join(posix.dirname(file), path));
      if (loaded === undefined) throw new Error(`the file ${path} does not exist`);
      return loaded;
    },
  };
  const named = declarations.filter(({ kind }) => kind !== "output");
  const scope: Scope = fileScope(
    file,
    new Map(named.map((each) => [each.name, () => declared(each, { context, scope, builtIns, parameters })])),
  );
  for (const { name } of named) scope.find(name);
  const outputs = declarations.filter(({ kind }) => kind === "output");
  return Object.fromEntries(
    outputs.flatMap(({ name, value }) => (value ? [[name, evaluate(value, scope, builtIns)]] : [])),
  );
}

interface Evaluation {
  readonly context: Context;
  readonly scope: Scope;
  readonly builtIns: BuiltIns;
  readonly parameters: ObjectValue;
}

function declared(declaration: Declaration, evaluation: Evaluation): Value {
  const { scope, builtIns, parameters } = evaluation;
  const { kind, name, node, value } = declaration;
  if (kind === "param") {
    const given = parameters[name];
    if (given === undefined && value === undefined)
      throw new BicepFault(`the parameter ${name} is not given`, scope.file, node);
    const used = given ?? (value ? evaluate(value, scope, builtIns) : null);
    checkParameter(declaration, used, scope, builtIns);
    return used;
  }
  if (!value) throw new BicepFault(`${name} has no value`, scope.file, node);
  if (kind === "var") return evaluate(value, scope, builtIns);
  if (value.type !== "for_statement") return placed(declaration, value, evaluation);
  return loop(value, scope, builtIns).map(({ body, inner }) =>
    placed(declaration, body, { ...evaluation, scope: inner }),
  );
}

/** One resource or module, where its condition holds. */
function placed(declaration: Declaration, written: Node, evaluation: Evaluation): Value {
  const { scope, builtIns } = evaluation;
  let body = written;
  if (written.type === "if_statement") {
    const [condition, then] = expressions(written);
    if (!condition || !then) throw new BicepFault("this condition is not understood", scope.file, written);
    if (!isTrue(evaluate(condition, scope, builtIns), condition, scope)) return notDeployed;
    body = then;
  }
  const value = evaluate(body, scope, builtIns);
  if (!isObject(value)) throw new BicepFault("braces are missing", scope.file, body);
  return declaration.kind === "module"
    ? deployModule(declaration, value, evaluation)
    : deployResource(declaration, value, evaluation);
}

function deployResource(declaration: Declaration, written: ObjectValue, { context, scope }: Evaluation): Handle {
  const { parent, scope: target, dependsOn: _, ...body } = written;
  const [type = "", apiVersion = ""] = declaration.target.split("@");
  const name = String(body["name"]);
  const scopeId = idOf(target);
  const parentId = idOf(parent);
  const own = type.split("/").at(-1) ?? "";
  const id =
    parentId !== undefined
      ? `${parentId}/${own}/${name}`
      : type === "Microsoft.Resources/resourceGroups"
        ? `${subscriptionId}/resourceGroups/${name}`
        : `${scopeId ?? context.group?.id ?? subscriptionId}/providers/${type}/${name}`;
  if (!declaration.existing) {
    const place = `${scope.file}:${declaration.node.startPosition.row + 1}`;
    if (context.deployed.some((other) => other.id === id))
      throw new BicepFault(`two resources have the id ${id}`, scope.file, declaration.node);
    context.deployed.push({ type, apiVersion, id, body, scopeId, place });
  }
  return resourceHandle(type, id, body);
}

function deployModule(declaration: Declaration, written: ObjectValue, evaluation: Evaluation): Handle {
  const { context, scope } = evaluation;
  const { params = {}, scope: target } = written;
  const file = posix.join(posix.dirname(scope.file), declaration.target);
  const accepted = declarationsOf(file, context.files.get(file) ?? "").filter(({ kind }) => kind === "param");
  if (!context.files.has(file)) throw new BicepFault(`the module ${file} does not exist`, scope.file, declaration.node);
  if (!isObject(params)) throw new BicepFault("params are no object", scope.file, declaration.node);
  for (const name of Object.keys(params)) {
    if (!accepted.some((each) => each.name === name))
      throw new BicepFault(`${file} has no parameter ${name}`, scope.file, declaration.node);
  }
  for (const { name, value } of accepted) {
    if (!value && !Object.hasOwn(params, name))
      throw new BicepFault(`${file} needs the parameter ${name}`, scope.file, declaration.node);
  }
  const group = target instanceof Handle ? groupOf(target) : context.group;
  const outputs = deployFile({ ...context, ...(group ? { group } : {}) }, file, params);
  return new Handle((name) => (name === "outputs" ? outputs : undefined));
}

const idOf = (value: Value | undefined) => (value instanceof Handle ? String(value.member("id")) : undefined);

const groupOf = ({ member }: Handle) => ({
  id: String(member("id")),
  name: String(member("name")),
  location: String(member("location")),
});

/** What a condition left out: nothing of it may be read. */
const notDeployed = new Handle(() => undefined);

import type { Node } from "web-tree-sitter";
import { BicepFault } from "./bicep-fault";
import { type BuiltIns, callBuiltIn, type Lambda } from "./built-in-functions";
import { operate } from "./operators";
import { innerScope, type Scope } from "./scope";
import { Handle, isArray, isObject, type ObjectValue, type Value } from "./value";

/**
 * The value of an expression. Throws a BicepFault for what would not compile, or has no value in this deployment.
 *
 * The grammar binds `.member` and `[index]` weaker than operators, Bicep stronger: in `a ? b : c.d` the grammar reads
 * a member of the whole. So accesses are handed down to the last operand.
 */
export function evaluate(node: Node, scope: Scope, builtIns: BuiltIns, accesses: readonly Node[] = []): Value {
  const operand = (name: string, handedDown: readonly Node[] = []) =>
    evaluate(field(node, name, scope), scope, builtIns, handedDown);
  switch (node.type) {
    case "member_expression":
    case "subscript_expression":
      return operand("object", [node, ...accesses]);
    case "ternary_expression":
      return isTrue(operand("condition"), node, scope) ? operand("consequence") : operand("alternative", accesses);
    case "binary_expression":
      return operate(node.child(1)?.type ?? "", operand("left"), () => operand("right", accesses));
    case "unary_expression":
      return !isTrue(operand("argument", accesses), node, scope);
    default:
      return accesses.reduce((owner, each) => accessed(owner, each, scope, builtIns), term(node, scope, builtIns));
  }
}

function term(node: Node, scope: Scope, builtIns: BuiltIns): Value {
  switch (node.type) {
    case "identifier":
      return found(scope.find(node.text), `the name ${node.text} does not exist`, node, scope);
    case "string":
      return text(node, scope, builtIns);
    case "number":
      return Number(node.text);
    case "boolean":
      return node.text === "true";
    case "null":
      return null;
    case "parenthesized_expression":
      return evaluate(onlyExpression(node, scope), scope, builtIns);
    case "array":
      return expressions(node).map((each) => evaluate(each, scope, builtIns));
    case "object":
      return object(node, scope, builtIns);
    case "for_statement":
      return loop(node, scope, builtIns).map(({ body, inner }) => evaluate(body, inner, builtIns));
    case "call_expression":
      return call(node, scope, builtIns);
    default:
      throw new BicepFault(`${node.type} is not understood here`, scope.file, node);
  }
}

/** The passes of a `for`: its body, and the scope that the body sees. */
export function loop(node: Node, scope: Scope, builtIns: BuiltIns): { body: Node; inner: Scope }[] {
  const body = node.childForFieldName("body");
  const names = expressions(node)[0];
  const over = expressions(node).find((each) => each.id !== body?.id && each.id !== names?.id);
  if (!body || !names || !over) throw new BicepFault("this loop is not understood", scope.file, node);
  const items = evaluate(over, scope, builtIns);
  if (!isArray(items)) throw new BicepFault(`${over.text} is no array`, scope.file, over);
  const [item = "", index] =
    names.type === "for_loop_parameters" ? names.namedChildren.map((each) => each.text) : [names.text];
  return items.map((each, at) => ({
    body,
    inner: innerScope(scope, { [item]: each, ...(index ? { [index]: at } : {}) }),
  }));
}

/** Named children that are no comments. */
export const expressions = (node: Node): Node[] => node.namedChildren.filter((each) => each.type !== "comment");

export function isTrue(value: Value, node: Node, scope: Scope): boolean {
  if (typeof value !== "boolean") throw new BicepFault(`${node.text} needs a bool`, scope.file, node);
  return value;
}

function found<Found extends Value>(value: Found | undefined, message: string, node: Node, scope: Scope): Found {
  if (value === undefined) throw new BicepFault(message, scope.file, node);
  return value;
}

function text(node: Node, scope: Scope, builtIns: BuiltIns): string {
  const quotes = node.text.startsWith("'''") ? 3 : 1;
  let result = "";
  let at = quotes;
  for (const part of node.namedChildren) {
    const start = part.startIndex - node.startIndex;
    result += node.text.slice(at, start);
    at = part.endIndex - node.startIndex;
    if (part.type === "string_content") result += part.text;
    if (part.type === "escape_sequence") result += part.text.replace(/^\\n/, "\n").replace(/^\\/, "");
    if (part.type === "interpolation") {
      const value = evaluate(onlyExpression(part, scope), scope, builtIns);
      if (typeof value === "object") throw new BicepFault(`${part.text} is no text`, scope.file, part);
      result += String(value);
    }
  }
  return result + node.text.slice(at, node.text.length - quotes);
}

function field(node: Node, name: string, scope: Scope): Node {
  const child = node.childForFieldName(name);
  if (!child) throw new BicepFault("an expression is missing", scope.file, node);
  return child;
}

function onlyExpression(node: Node, scope: Scope): Node {
  const child = expressions(node)[0];
  if (!child) throw new BicepFault("an expression is missing", scope.file, node);
  return child;
}

function object(node: Node, scope: Scope, builtIns: BuiltIns): ObjectValue {
  const entries = expressions(node).map((property) => {
    const [key, written] = expressions(property);
    if (property.type !== "object_property" || !key || !written)
      throw new BicepFault(`${property.text} is not understood here`, scope.file, property);
    const name = key.type === "string" ? text(key, scope, builtIns) : key.text;
    return [name, evaluate(written, scope, builtIns)] as const;
  });
  return Object.fromEntries(entries);
}

function accessed(owner: Value, node: Node, scope: Scope, builtIns: BuiltIns): Value {
  const index = node.childForFieldName("index");
  const key = index ? evaluate(index, scope, builtIns) : field(node, "property", scope).text;
  const value = memberOf(owner, key);
  if (value !== undefined) return value;
  if (node.children.some((each) => each?.type.includes("?"))) return null;
  throw new BicepFault(`${index ? `[${key}]` : key} of ${node.text} does not exist`, scope.file, node);
}

function memberOf(owner: Value, key: Value): Value | undefined {
  if (owner instanceof Handle) return owner.member(String(key));
  if (isArray(owner)) return owner[Number(key)];
  return isObject(owner) && Object.hasOwn(owner, String(key)) ? owner[String(key)] : undefined;
}

function call(node: Node, scope: Scope, builtIns: BuiltIns): Value {
  const name = node.childForFieldName("function")?.text ?? "";
  const written = node.childForFieldName("arguments");
  const given = written ? expressions(written) : [];
  const values = given.map((argument): Value | Lambda =>
    argument.type === "lambda_expression" ? lambda(argument, scope, builtIns) : evaluate(argument, scope, builtIns),
  );
  try {
    return callBuiltIn(name, values, builtIns);
  } catch (error) {
    if (error instanceof BicepFault) throw error;
    throw new BicepFault(error instanceof Error ? error.message : String(error), scope.file, node);
  }
}

function lambda(node: Node, scope: Scope, builtIns: BuiltIns): Lambda {
  const [names, body] = expressions(node);
  if (!names || !body) throw new BicepFault("this lambda is not understood", scope.file, node);
  const parameters = names.type === "identifier" ? [names.text] : names.namedChildren.map((each) => each.text);
  return (...values) =>
    evaluate(
      body,
      innerScope(scope, Object.fromEntries(parameters.map((name, at) => [name, values[at] ?? null]))),
      builtIns,
    );
}

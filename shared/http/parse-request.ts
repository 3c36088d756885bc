import type { HttpRequest } from "@azure/functions";
import type { z } from "zod";
import { escapePointer, Failure, type InputFault, inputFaults } from "../failure";

/** The largest body of an ordinary request, in bytes. */
export const ordinaryBodyLimit = 256 * 1024;

/** The largest body of a batch, in bytes. */
export const batchBodyLimit = 4 * 1024 * 1024;

/** The content types of a body; a patch may say that it is a merge patch (RFC 7396). */
export const bodyTypes = (method: string): readonly string[] =>
  method === "PATCH" ? ["application/json", "application/merge-patch+json"] : ["application/json"];

/**
 * The JSON body of a request. Rejects with `unsupported-media-type`, `request-too-large` (over `limit` bytes), and
 * `invalid-request` when it is no JSON.
 */
export async function readBody(request: HttpRequest, limit: number): Promise<unknown> {
  const [type = ""] = (request.headers.get("content-type") ?? "").split(";");
  const types = bodyTypes(request.method);
  if (!types.includes(type.trim().toLowerCase())) {
    throw new Failure("unsupported-media-type", `The body is expected as ${types.join(" or ")}.`);
  }
  const tooLarge = () => new Failure("request-too-large", `The body may have at most ${limit} bytes.`);
  if (Number(request.headers.get("content-length") ?? 0) > limit) throw tooLarge();
  const bytes = Buffer.from(await request.arrayBuffer());
  if (bytes.length > limit) throw tooLarge();
  try {
    return parseJson(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (error) {
    const fault = error instanceof Failure ? error.message : "The body is no JSON.";
    const errors = [{ pointer: "", message: bytes.length === 0 ? "A body is needed." : fault }];
    throw new Failure("invalid-request", "The body cannot be read.", { errors });
  }
}

/** Schemas of records pass over a member `__proto__` in silence; nothing that we serve has one. */
function parseJson(text: string): unknown {
  if (!/proto|\\u/.test(text)) return JSON.parse(text);
  return JSON.parse(text, (key, value: unknown) => {
    if (key === "__proto__") throw new Failure("invalid-request", "A property __proto__ is not known.");
    return value;
  });
}

/**
 * Query parameters by name; one that is repeated is a list. The runtime joins repeated ones, so the URL is read. Rejects
 * with `invalid-request` for `__proto__`, which open schemas pass over in silence.
 */
export function readQuery(request: HttpRequest): Record<string, string | string[]> {
  const { searchParams } = new URL(request.url);
  if (searchParams.has("__proto__")) {
    const errors = [{ pointer: "query/__proto__", message: "This parameter is not known." }];
    throw new Failure("invalid-request", "The request does not fit its schema.", { errors });
  }
  const query: Record<string, string | string[]> = Object.create(null);
  for (const name of new Set(searchParams.keys())) {
    const values = searchParams.getAll(name);
    query[name] = values.length > 1 ? values : (values[0] ?? "");
  }
  return query;
}

/** A path that can name nothing is `not-found`, before any other fault is looked for; a PUT may make what it names. */
export function requireKnownPath(path: z.ZodType, parameters: Record<string, string>, method: string): void {
  const issues = path.safeParse(parameters).error?.issues ?? [];
  const unknown = issues.some(({ code }) => method !== "PUT" || code === "invalid_value");
  if (unknown) throw new Failure("not-found", "There is nothing under this path.");
}

/** Collects the faults of each part of a request, so that one answer names them all. */
export function partParser() {
  const faults: InputFault[] = [];
  return {
    parse<Schema extends z.ZodType>(schema: Schema, value: unknown, prefix: string): z.output<Schema> | undefined {
      const parsed = schema.safeParse(value);
      if (parsed.success) return parsed.data;
      faults.push(...parsed.error.issues.flatMap((issue) => inputFaults(issue, prefix)));
      return undefined;
    },
    /** Adds the faults of the rules to those of the schema, if it found any in the body. */
    rule<Schema extends z.ZodType>(schema: Schema, body: unknown, rules: BodyRules<z.output<Schema>>): void {
      const inBody = faults.filter(({ pointer }) => pointer.startsWith("/")).map(({ pointer }) => pointer.split("/"));
      const faulty = new Set(inBody.map(([, member = ""]) => member));
      const sound = schema.safeParse(withoutFaults(body, inBody));
      if (faulty.size > 0 && sound.success) faults.push(...rules(sound.data, faulty));
    },
    /** Rejects with `invalid-request` when any part had a fault. */
    finish(): void {
      if (faults.length > 0)
        throw new Failure("invalid-request", "The request does not fit its schema.", { errors: faults });
    },
  };
}

/** A body against its schema; rejects with `invalid-request`, naming every fault, those of `rules` too. */
export function parseBody<Schema extends z.ZodType>(
  schema: Schema,
  body: unknown,
  rules?: BodyRules<z.output<Schema>>,
): z.output<Schema> {
  const { parse, rule, finish } = partParser();
  const parsed = parse(schema, body, "");
  if (rules) rule(schema, body, rules);
  finish();
  return parsed as z.output<Schema>;
}

/**
 * Faults of a body that its schema cannot see, such as a name that is missing. They are asked for when the schema finds
 * others, so that one answer names them all: `sound` is what fits the schema, `faulty` names the members that do not.
 */
export type BodyRules<Body> = (sound: Body, faulty: ReadonlySet<string>) => readonly InputFault[];

/** A body without its faulty members, and without the faulty members of these where they are objects. */
function withoutFaults(body: unknown, pointers: readonly (readonly string[])[]): unknown {
  if (!isObject(body)) return body;
  const sound = { ...body };
  for (const [, member = "", inner] of pointers) {
    const value = sound[member];
    if (inner !== undefined && isObject(value)) sound[member] = omit(value, inner);
    else delete sound[member];
  }
  return sound;
}

const omit = (value: Readonly<Record<string, unknown>>, left: string) =>
  Object.fromEntries(Object.entries(value).filter(([name]) => escapePointer(name) !== left));

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

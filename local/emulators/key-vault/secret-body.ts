import type { SecretContent, SecretUpdate } from "./secret-store";

/** What was wrong with a body, in words. */
export type BodyFault = string;

const known = ["contentType", "tags", "attributes"];
const maximumValueBytes = 25_600;

export function readContent(body: unknown): SecretContent | BodyFault {
  if (!isObject(body)) return "The request body is no JSON object.";
  const { value, ...rest } = body;
  if (typeof value !== "string") return "Property value has invalid value.";
  if (Buffer.byteLength(value) > maximumValueBytes) return `The value exceeds ${maximumValueBytes} bytes.`;
  const update = readUpdate(rest);
  return typeof update === "string" ? update : { attributes: {}, ...update, value };
}

export function readUpdate(body: unknown): SecretUpdate | BodyFault {
  if (!isObject(body)) return "The request body is no JSON object.";
  const unknown = Object.keys(body).find((name) => !known.includes(name));
  if (unknown !== undefined) return `Property ${unknown} is not known.`;
  const { contentType, tags, attributes } = body;
  if (contentType !== undefined && typeof contentType !== "string") return "Property contentType has invalid value.";
  if (tags !== undefined && !(isObject(tags) && Object.values(tags).every((tag) => typeof tag === "string"))) {
    return "Property tags has invalid value.";
  }
  const fault = attributes === undefined ? undefined : attributesFault(attributes);
  return fault ?? (body as SecretUpdate);
}

function attributesFault(attributes: unknown): BodyFault | undefined {
  if (!isObject(attributes)) return "Property attributes has invalid value.";
  const valid: Record<string, (value: unknown) => boolean> = {
    enabled: (value) => typeof value === "boolean",
    nbf: Number.isInteger,
    exp: Number.isInteger,
  };
  const wrong = Object.entries(attributes).find(([name, value]) => !valid[name]?.(value));
  return wrong && `Property attributes.${wrong[0]} has invalid value.`;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

import { z } from "zod";
import { line } from "./identifiers";

const kind = z.enum(["text", "list", "integer", "decimal", "currency", "date", "boolean"]);
const numeric: ReadonlySet<string> = new Set(["integer", "decimal", "currency"]);

/** An attribute that customers or members of client books may have (B6). */
export const attribute = z
  .strictObject({
    label: line(100),
    type: kind,
    /** What a list attribute may be. */
    values: z.array(line(100)).max(1000).optional(),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
    mandatory: z.boolean().default(false),
    default: z.union([z.string(), z.number(), z.boolean()]).optional(),
    refinable: z.boolean().default(false),
  })
  .superRefine((given, context) => {
    for (const [name, message] of contradictions(given)) context.addIssue({ code: "custom", path: [name], message });
  });
export type Attribute = z.infer<typeof attribute>;
export type AttributeValue = string | number | boolean;

/** What no value could ever meet, by the name of the property that is at fault. */
function* contradictions(given: Attribute): Generator<[name: keyof Attribute, message: string]> {
  const { type, values, minimum, maximum } = given;
  if (type === "list" && (values ?? []).length === 0) yield ["values", "A list attribute needs values."];
  if (type !== "list" && values !== undefined) yield ["values", `An attribute of type ${type} has no list of values.`];
  if (values && new Set(values).size < values.length) yield ["values", "A value stands there twice."];
  if (!numeric.has(type)) {
    if (minimum !== undefined) yield ["minimum", `An attribute of type ${type} has no bounds.`];
    if (maximum !== undefined) yield ["maximum", `An attribute of type ${type} has no bounds.`];
  } else if (minimum !== undefined && maximum !== undefined && minimum > maximum) {
    yield ["minimum", `minimum is above maximum, ${maximum}.`];
  }
  const fault = given.default === undefined ? undefined : attributeFault(given, given.default);
  if (fault) yield ["default", fault];
}

/** What is wrong with a value; `undefined` when it fits. Dates are `YYYY-MM-DD`. */
export function attributeFault(definition: Attribute, value: AttributeValue): string | undefined {
  switch (definition.type) {
    case "text":
      return typeof value === "string" ? undefined : "A text is expected.";
    case "list":
      return typeof value === "string" && definition.values?.includes(value)
        ? undefined
        : `One of ${definition.values?.join(", ")} is expected.`;
    case "boolean":
      return typeof value === "boolean" ? undefined : "true or false is expected.";
    case "date":
      return typeof value === "string" && isDate(value) ? undefined : "A date such as 1990-05-04 is expected.";
    default:
      return numberFault(definition, value);
  }
}

function numberFault({ type, minimum, maximum }: Attribute, value: AttributeValue): string | undefined {
  if (typeof value !== "number") return "A number is expected.";
  if (type === "integer" && !Number.isInteger(value)) return "A whole number is expected.";
  if (minimum !== undefined && value < minimum) return `At least ${minimum} is expected.`;
  if (maximum !== undefined && value > maximum) return `At most ${maximum} is expected.`;
  return undefined;
}

function isDate(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

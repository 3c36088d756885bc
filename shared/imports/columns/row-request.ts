import type { ChannelConfiguration } from "../../headquarters";
import type { ImportPlan } from "../import-plan";
import { attributeCell, cellOf, consentCell, countryCell, listCell, lowerCase } from "./cells";
import { completedRequest } from "./completed-request";
import type { ImportField } from "./import-field";

export interface RowRequest {
  /** A create request as the API takes it, not checked yet. */
  readonly request: unknown;
  /** The columns that its values came from, by their pointer in the request. */
  readonly columnAt: ReadonlyMap<string, string>;
}

type Content = Readonly<Record<string, unknown>>;
type Definitions = ChannelConfiguration["products"]["attributes"];

/** What a row asks for. Empty cells are left out. */
export function rowRequest(
  content: Content,
  plan: Pick<ImportPlan, "columns" | "preset">,
  definitions: Definitions,
): RowRequest {
  if (plan.columns === null) return { request: content, columnAt: new Map() };
  const request: Record<string, unknown> = {};
  const columnAt = new Map<string, string>();
  for (const [field, column] of Object.entries(plan.columns) as [ImportField, string][]) {
    const cell = cellOf(content[column]);
    if (cell === undefined) continue;
    const [pointer, value] = placed(field, cell, definitions);
    columnAt.set(pointer, column);
    put(request, pointer, value);
  }
  return { request: completedRequest(request, plan.preset), columnAt };
}

/** Where a cell goes in the request, and what becomes of it. */
function placed(field: ImportField, cell: unknown, definitions: Definitions): [pointer: string, value: unknown] {
  switch (field) {
    case "customerType":
    case "receiptPreference":
      return [`/${field}`, lowerCase(cell)];
    case "affiliations":
      return ["/affiliations", listCell(cell)];
    case "email":
      return ["/emails/0/address", cell];
    case "phone":
      return ["/phones/0/number", cell];
    case "emailMarketingConsent":
      return ["/emails/0/marketingConsent", consentCell(cell)];
    case "phoneMarketingConsent":
      return ["/phones/0/marketingConsent", consentCell(cell)];
    case "country":
      return ["/addresses/0/country", countryCell(cell)];
    case "addressName":
      return ["/addresses/0/name", cell];
    case "addressPhone":
      return ["/addresses/0/phone", cell];
    case "purpose":
    case "street":
    case "street2":
    case "city":
    case "state":
    case "postalCode":
      return [`/addresses/0/${field}`, cell];
    default: {
      const [, attribute] = /^attributes\.(.+)$/.exec(field) ?? [];
      return attribute
        ? [`/attributes/${attribute}`, attributeCell(cell, definitions[attribute])]
        : [`/${field}`, cell];
    }
  }
}

/** Sets what a pointer names, and makes the objects and the lists of one on the way. */
function put(request: Record<string, unknown>, pointer: string, value: unknown): void {
  const path = pointer.split("/").slice(1);
  const last = path.pop() ?? "";
  let target = request as Record<string, unknown>;
  path.forEach((name, index) => {
    target[name] ??= (path[index + 1] ?? last) === "0" ? [] : {};
    target = target[name] as Record<string, unknown>;
  });
  target[last] = value;
}

import { isDeepStrictEqual } from "node:util";
import { Failure } from "../../failure";
import type { ChannelConfiguration } from "../../headquarters";
import type { Customer } from "../customer";
import type { CustomerChange } from "./customer-change";

/** A customer's affiliations replaced; undefined when they are the same. Rejects with `reference-missing`. */
export function planAffiliations(
  given: readonly string[],
  customer: Customer,
  { global }: ChannelConfiguration,
): CustomerChange | undefined {
  const errors = given.flatMap((id, index) =>
    global.affiliationIds.includes(id)
      ? []
      : [{ pointer: `/affiliations/${index}`, message: `There is no affiliation ${id}.` }],
  );
  if (errors.length > 0) throw new Failure("reference-missing", "The change names what is not there.", { errors });
  const affiliations = [...new Set(given)];
  if (isDeepStrictEqual(affiliations, customer.affiliations)) return undefined;
  return { kind: "replaceAffiliations", payload: { affiliations } };
}

import type { Answer } from "../control";
import { customerIdOf, isKnown, measuresOf } from "./customers";
import { parseFilter } from "./filter";
import { badQuery } from "./insights-error";

const understood = ["$filter", "$expand", "$top"];
const measureTable = "Customer_Measure";

/** The customers that a query names by their alternate key, in the order in which it names them. */
export function answerCustomerQuery(query: URLSearchParams, alternateKey: string, context: string): Answer {
  const names = [...query.keys()];
  const odd = names.find((name, at) => !understood.includes(name) || names.indexOf(name) !== at);
  if (odd !== undefined) return badQuery(`The query option ${odd} is repeated or not supported here.`);
  const expand = query.get("$expand");
  if (expand !== null && expand !== measureTable) return badQuery(`Only ${measureTable} can be expanded here.`);
  const top = query.get("$top");
  if (top !== null && !/^[1-9]\d*$/.test(top)) return badQuery("$top is a whole number from 1.");
  const filter = parseFilter(query.get("$filter") ?? "");
  if (!filter || filter.field !== alternateKey) {
    return badQuery(`$filter is ${alternateKey} eq 'a' or ${alternateKey} in ('a','b') here.`);
  }
  const found = [...new Set(filter.values)].filter(isKnown).slice(0, top === null ? undefined : Number(top));
  const value = found.map((accountNumber) => {
    const CustomerId = customerIdOf(accountNumber);
    const customer = { CustomerId, [alternateKey]: accountNumber };
    return expand === null ? customer : { ...customer, [measureTable]: [{ CustomerId, ...measuresOf(accountNumber) }] };
  });
  return { status: 200, body: { "@odata.context": context, value } };
}

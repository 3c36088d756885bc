import { searchWords } from "../../../shared/customers/search/search-keys";
import { generatedCustomer } from "../customers/customer-generator";
import { isRareLastName } from "../customers/names";
import type { PreloadedCustomer } from "../customers/preloaded-customer";
import type { Answer } from "../load/http-client";
import { checkedWork } from "../load/load-generator";
import { existingCustomers } from "./existing-customers";
import { loopScenario } from "./loop-scenario";
import type { ScenarioContext } from "./scenario";

const usualTop = 50;
const frequentName = "smith";

interface Hit {
  readonly customerId: string;
  readonly name: string;
  readonly matchedOn: readonly string[];
}

const searchPath = (query: string, { top }: Pick<ScenarioContext, "top">) =>
  `/api/v1/channels/houston/customers?${query}${top === undefined ? "" : `&top=${top}`}`;

interface Search {
  readonly name: string;
  /** Whom it is about, of those who are there; all if it is not said. */
  suits?(wanted: PreloadedCustomer): boolean;
  query(wanted: PreloadedCustomer): string;
  finds(hits: readonly Hit[], wanted: PreloadedCustomer, top: number): boolean;
}

const searchScenario = ({ name, suits = () => true, query, finds }: Search) =>
  loopScenario({
    name,
    async work(context) {
      const houston = await context.client("houston");
      const next = existingCustomers(context, suits);
      return checkedWork(houston, () => {
        const wanted = next();
        return {
          call: { method: "GET", path: searchPath(query(wanted), context) },
          isRight: (answer) => finds(hitsOf(answer), wanted, context.top ?? usualTop),
        };
      });
    },
  });

/** The whole e-mail of a customer: that customer, and no other. */
export const searchByEmail = searchScenario({
  name: "searchByEmail",
  query: ({ request }) => `email=${encodeURIComponent(request.email)}`,
  finds: (hits, { customerId }) =>
    hits.length === 1 && hits[0]?.customerId === customerId && hits[0].matchedOn.includes("email"),
});

/** The phone of a customer as people write it: that customer, and whoever else has it. */
export const searchByPhone = searchScenario({
  name: "searchByPhone",
  suits: ({ request }) => Boolean(request.phone),
  query: ({ request: { phone = "" } }) =>
    `phone=${encodeURIComponent(phone?.replace(/^\+1(...)(...)(....)$/, "($1) $2-$3") ?? "")}`,
  finds: (hits, { customerId }, top) =>
    hits.every(({ matchedOn }) => matchedOn.includes("phone")) &&
    (hits.some((hit) => hit.customerId === customerId) || hits.length === top),
});

/** The whole name of a customer in the one box, as a till sends it. */
export const searchByName = searchScenario({
  name: "searchByName",
  query: ({ request: { firstName, lastName } }) => `q=${encodeURIComponent(`${firstName} ${lastName}`)}`,
  finds: findsName,
});

/** A last name that one of ten thousand people bears. */
export const searchByRareName = searchScenario({
  name: "searchByRareName",
  suits: ({ request }) => isRareLastName(request.lastName),
  query: ({ request }) => `q=${encodeURIComponent(request.lastName)}`,
  finds: (hits, { customerId, request }, top) =>
    hits.every(({ name }) => hasWord(name, request.lastName.toLowerCase())) &&
    (hits.some((hit) => hit.customerId === customerId) || hits.length === top),
});

/** The customer is among the hits, or a whole page of namesakes is. */
function findsName(hits: readonly Hit[], { customerId, request }: PreloadedCustomer, top: number): boolean {
  if (hits.some((hit) => hit.customerId === customerId)) return true;
  const wanted = searchWords(`${request.firstName} ${request.lastName}`);
  const isNamesake = ({ name }: Hit) => wanted.every((word) => hasWord(name, word));
  return hits.length === top && hits.every(isNamesake);
}

/** The most frequent last name, which about 1 % bear: a page of them. */
export const searchByFrequentName = loopScenario({
  name: "searchByFrequentName",
  async work(context) {
    const houston = await context.client("houston");
    const path = searchPath(`q=${frequentName}`, context);
    const fewest = Math.min(context.top ?? usualTop, knownBearers(context));
    return checkedWork(houston, () => ({
      call: { method: "GET", path },
      isRight: (answer) => {
        const hits = hitsOf(answer);
        return (
          hits.length >= fewest &&
          hits.every((hit) => hasWord(hit.name, frequentName) && hit.matchedOn.includes("name"))
        );
      },
    }));
  },
});

/** How many of the first preloaded customers bear the frequent name: as many hits there have to be. */
function knownBearers({ seed, customers }: Pick<ScenarioContext, "seed" | "customers">): number {
  const some = Array.from({ length: Math.min(customers, 20_000) }, (_, index) => generatedCustomer(seed, index));
  return some.filter(({ lastName }) => hasWord(lastName, frequentName)).length;
}

const hasWord = (name: string, beginning: string) => searchWords(name).some((word) => word.startsWith(beginning));

const hitsOf = ({ status, body }: Answer): readonly Hit[] => (status === 200 ? body.items : []);

import { z } from "zod";
import { Failure } from "../../failure";
import type { ChannelConfiguration } from "../../headquarters";
import type { ChannelCustomer } from "../channel-customers";
import type { HeadquartersCustomer } from "../headquarters-customers";
import type { RealTimeService } from "../real-time-service";
import { synchronizedCopy } from "../synchronization/synchronized-copy";
import type { MatchedOn } from "./search-keys";
import { type Criterion, matchOf, type SearchCriteria, searchTerms } from "./search-terms";

/** `all`: customers that match every word of every criterion; `some`: at least one word of each, but not every one. */
export type SearchPhase = "all" | "some";

export interface SearchRequest {
  readonly legalEntityId: string;
  readonly criteria: readonly Criterion[];
  readonly phase: SearchPhase;
  readonly top: number;
  readonly continuation?: string | undefined;
}

export interface SearchPage<Found> {
  readonly hits: readonly { readonly found: Found; readonly keys: readonly string[] }[];
  readonly continuation: string | undefined;
}

/** Rejects with `channel-database-unavailable`. */
export type SearchChannelCustomers = (
  request: SearchRequest & { readonly channelDatabaseGroupId: string; readonly addressBookIds: readonly string[] },
) => Promise<SearchPage<ChannelCustomer>>;

/** Rejects with `headquarters-unavailable`. */
export type SearchHeadquartersCustomers = (
  request: SearchRequest,
  signal: AbortSignal,
) => Promise<SearchPage<HeadquartersCustomer>>;

export interface SearchInput {
  readonly criteria: SearchCriteria;
  /** `local`: the customers of the channel's address books; `allStores`: those of the legal entity, from headquarters (Q3). */
  readonly scope: "local" | "allStores";
  readonly top: number;
  readonly continuationToken?: string | undefined;
}

export interface SearchHit {
  readonly found: ChannelCustomer;
  readonly matchedOn: readonly MatchedOn[];
}

export interface SearchResult {
  readonly hits: readonly SearchHit[];
  readonly continuationToken: string | null;
}

/**
 * Customers that match the criteria, those that match every word before those that match only some (Q1–Q4); among
 * the latter the order is exact within a page. Its cost grows with the hits of a page alone (Q5). Rejects with
 * `invalid-request`, and for all stores with `headquarters-unavailable`.
 */
export type SearchCustomers = (channel: ChannelConfiguration, input: SearchInput) => Promise<SearchResult>;

export interface SearchPorts {
  readonly searchChannel: SearchChannelCustomers;
  readonly searchHeadquarters: SearchHeadquartersCustomers;
  readonly realTime: RealTimeService;
  now(): Date;
}

export function searchCustomers(ports: SearchPorts): SearchCustomers {
  return async (channel, input) => {
    const criteria = searchTerms(input.criteria, channel.organization.country);
    const search = pageReader(ports, channel, input.scope);
    const start = readToken(input.continuationToken);
    const first = await search({ ...start, criteria, top: input.top });
    const token =
      first.continuation === undefined ? undefined : { phase: start.phase, continuation: first.continuation };
    const exhausted = token === undefined && start.phase === "all" && criteria.some((groups) => groups.length > 1);
    if (!exhausted) return result(criteria, first, token);
    const left = input.top - first.hits.length;
    if (left === 0) return result(criteria, first, { phase: "some", continuation: undefined });
    const second = await search({ phase: "some", continuation: undefined, criteria, top: left });
    const more =
      second.continuation === undefined ? undefined : ({ phase: "some", continuation: second.continuation } as const);
    return result(criteria, { hits: [...first.hits, ...second.hits] }, more);
  };
}

const position = z.object({
  phase: z.enum(["all", "some"]),
  /** Goes into a header. */
  continuation: z
    .string()
    .regex(/^[\x20-\x7e]+$/)
    .optional(),
});
type Position = z.infer<typeof position>;
type ReadPage = (request: Omit<SearchRequest, "legalEntityId">) => Promise<SearchPage<ChannelCustomer>>;

function pageReader(ports: SearchPorts, { organization }: ChannelConfiguration, scope: SearchInput["scope"]): ReadPage {
  const { legalEntityId, channelDatabaseGroupId, addressBookIds } = organization;
  if (scope === "local") {
    return (request) => ports.searchChannel({ ...request, legalEntityId, channelDatabaseGroupId, addressBookIds });
  }
  return async (request) => {
    const page = await ports.realTime((signal) => ports.searchHeadquarters({ ...request, legalEntityId }, signal));
    const now = ports.now();
    const hits = page.hits.map(({ found, keys }) => ({
      found: synchronizedCopy(found, channelDatabaseGroupId, now),
      keys,
    }));
    return { ...page, hits };
  };
}

function result(
  criteria: readonly Criterion[],
  { hits }: Pick<SearchPage<ChannelCustomer>, "hits">,
  next: Position | undefined,
): SearchResult {
  const ranked = hits
    .map(({ found, keys }) => ({ found, match: matchOf(criteria.flat(), keys) }))
    .sort((a, b) => b.match.groups - a.match.groups);
  return {
    hits: ranked.map(({ found, match }) => ({ found, matchedOn: match.matchedOn })),
    continuationToken: next ? Buffer.from(JSON.stringify(next)).toString("base64url") : null,
  };
}

function readToken(token: string | undefined): Position {
  if (token === undefined) return { phase: "all", continuation: undefined };
  try {
    return position.parse(JSON.parse(Buffer.from(token, "base64url").toString()));
  } catch {
    const errors = [{ pointer: "query/continuationToken", message: "This is no continuation token of a search." }];
    throw new Failure("invalid-request", "The continuation token cannot be read.", { errors });
  }
}

import { z } from "zod";
import { Failure } from "../../failure";
import type { ChannelConfiguration } from "../../headquarters";
import type { ChannelCustomer } from "../channel-customers";
import type { HeadquartersCustomer } from "../headquarters-customers";
import type { RealTimeService } from "../real-time-service";
import { synchronizedCopy } from "../synchronization/synchronized-copy";
import type { MatchedOn } from "./search-keys";
import { type Criterion, matchOf, mayBeNames, type SearchCriteria, searchTerms } from "./search-terms";

/**
 * Whom a part of a search finds. `all`: who matches every word of every criterion. They come in two parts where a word
 * may be a name or something else: `named`, who is called so, and `otherwise`, the others. `some`: who matches at least
 * one word of each criterion, but not every one.
 */
export type SearchPhase = "all" | "named" | "otherwise" | "some";

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
 * Customers that match the criteria, those that match every word before those that match only some (Q1–Q4), and first of
 * all those who are called so: Ana Houston before whoever lives there. Among those that match some words the order is
 * exact within a page. Its cost grows with the hits of a page alone (Q5). Rejects with
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
    const phases = phasesOf(criteria);
    const hits: SearchPage<ChannelCustomer>["hits"][number][] = [];
    let next: Position | undefined = readToken(input.continuationToken, phases);
    while (next !== undefined && hits.length < input.top) {
      const { phase } = next;
      const page = await search({ ...next, criteria, top: input.top - hits.length });
      hits.push(...page.hits);
      next = positionAfter(phase, page.continuation, phases);
    }
    return result(criteria, hits, next);
  };
}

/** The parts of a search in their order, without those that can find nobody. */
function phasesOf(criteria: readonly Criterion[]): readonly [SearchPhase, ...SearchPhase[]] {
  const some: readonly SearchPhase[] = criteria.some((groups) => groups.length > 1) ? ["some"] : [];
  return mayBeNames(criteria) ? ["named", "otherwise", ...some] : ["all", ...some];
}

const position = z.object({
  phase: z.enum(["all", "named", "otherwise", "some"]),
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

function positionAfter(
  phase: SearchPhase,
  continuation: string | undefined,
  phases: readonly SearchPhase[],
): Position | undefined {
  if (continuation !== undefined) return { phase, continuation };
  const following = phases[phases.indexOf(phase) + 1];
  return following && { phase: following };
}

function result(
  criteria: readonly Criterion[],
  hits: SearchPage<ChannelCustomer>["hits"],
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

function readToken(token: string | undefined, phases: readonly [SearchPhase, ...SearchPhase[]]): Position {
  if (token === undefined) return { phase: phases[0] };
  const read = position.safeParse(fromJson(Buffer.from(token, "base64url").toString()));
  if (read.success && phases.includes(read.data.phase)) return read.data;
  const errors = [{ pointer: "query/continuationToken", message: "This is no continuation token of this search." }];
  throw new Failure("invalid-request", "The continuation token cannot be read.", { errors });
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

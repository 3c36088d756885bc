import type { HttpFunctionOptions, HttpMethod, HttpRequest, HttpResponseInit } from "@azure/functions";
import type { z } from "zod";
import { Failure } from "../failure";
import type { ChannelConfiguration, FindChannelConfiguration } from "../headquarters";
import type { Log } from "../log";
import {
  authenticate,
  type ClientBookOperation,
  requireAdministrator,
  requireChannel,
  requireOperation,
} from "./authorize";
import { actorIn, administratorActor, type Caller, type CheckAccessToken } from "./caller";
import type { Endpoint } from "./endpoint";
import { httpOptions } from "./http-options";
import { ordinaryBodyLimit, partParser, readBody, readQuery, requireKnownPath } from "./parse-request";
import { readUpload, type Upload } from "./read-upload";

/** What every HTTP function needs besides its use case. */
export interface HttpServices {
  readonly checkAccessToken: CheckAccessToken;
  readonly findChannelConfiguration: FindChannelConfiguration;
  readonly log: Log;
}

export interface ParsedRequest<Path, Query, Body> {
  readonly path: Path;
  readonly query: Query;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Body;
}

export interface ChannelRequest<Path, Query, Body> extends ParsedRequest<Path, Query, Body> {
  readonly channel: ChannelConfiguration;
  readonly caller: Caller;
  /** The caller, as the audit trail names it. */
  readonly actor: string;
}

export interface AdministratorRequest<Path, Query, Body> extends ParsedRequest<Path, Query, Body> {
  /** The caller, as the audit trail names them. */
  readonly actor: string;
}

export interface AssociateRequest<Path, Query, Body> extends ChannelRequest<Path, Query, Body> {
  readonly workerId: string;
}

/** An endpoint and the function that serves it, ready to be registered under its operation id. */
export interface HttpOperation {
  readonly endpoint: Endpoint;
  readonly options: HttpFunctionOptions;
}

type Handle<Request> = (request: Request) => Promise<HttpResponseInit>;

/**
 * The function of an endpoint: checks token and rights, then the whole request against its schemas, then calls
 * `handle`. Failures become problem details; anything else is logged and answered without its message.
 */
export function channelFunction<Path extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType>(
  endpoint: Endpoint<Path, Query, Body>,
  services: HttpServices,
  handle: Handle<ChannelRequest<z.output<Path>, z.output<Query>, z.output<Body>>>,
): HttpOperation {
  return httpFunction(endpoint, services, async (request) => {
    const caller = await authenticate(request, services.checkAccessToken);
    const channel = await requireChannel(caller, request.params["channelId"] ?? "", services.findChannelConfiguration);
    const parsed = await parse(endpoint, request, channel);
    return handle({ ...parsed, channel, caller, actor: actorIn(channel, caller) });
  });
}

/**
 * The same for an endpoint on one thing in the channel: `find` is asked for it, and may reject with `not-found`, before
 * the rest of the request is looked at.
 */
export function channelResourceFunction<
  Path extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Resource,
>(
  endpoint: Endpoint<Path, Query, Body>,
  services: HttpServices,
  find: (channel: ChannelConfiguration, path: z.output<Path>) => Promise<Resource>,
  handle: Handle<ChannelRequest<z.output<Path>, z.output<Query>, z.output<Body>> & { readonly resource: Resource }>,
): HttpOperation {
  return httpFunction(endpoint, services, async (request) => {
    const caller = await authenticate(request, services.checkAccessToken);
    const channel = await requireChannel(caller, request.params["channelId"] ?? "", services.findChannelConfiguration);
    const resource = await find(channel, parsePath(endpoint, request));
    const parsed = await parse(endpoint, request);
    return handle({ ...parsed, channel, caller, actor: actorIn(channel, caller), resource });
  });
}

/** The same for an associate whose permission group grants an operation on client books (B3). */
export function associateFunction<Path extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType>(
  endpoint: Endpoint<Path, Query, Body>,
  operation: ClientBookOperation,
  services: HttpServices,
  handle: Handle<AssociateRequest<z.output<Path>, z.output<Query>, z.output<Body>>>,
): HttpOperation {
  return httpFunction(endpoint, services, async (request) => {
    const caller = await authenticate(request, services.checkAccessToken);
    const channel = await requireChannel(caller, request.params["channelId"] ?? "", services.findChannelConfiguration);
    const workerId = requireOperation(caller, channel, operation);
    const actor = actorIn(channel, caller);
    return handle({ ...(await parse(endpoint, request)), channel, caller, actor, workerId });
  });
}

/** The same for administrators. */
export function administratorFunction<Path extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType>(
  endpoint: Endpoint<Path, Query, Body>,
  services: HttpServices,
  handle: Handle<AdministratorRequest<z.output<Path>, z.output<Query>, z.output<Body>>>,
): HttpOperation {
  return httpFunction(endpoint, services, async (request) => {
    const caller = await authenticate(request, services.checkAccessToken);
    requireAdministrator(caller);
    return handle({ ...(await parse(endpoint, request)), actor: administratorActor(caller) });
  });
}

/** The same for administrators who send a file. */
export function uploadFunction<Path extends z.ZodType, Query extends z.ZodType>(
  endpoint: Endpoint<Path, Query>,
  services: HttpServices,
  handle: Handle<AdministratorRequest<z.output<Path>, z.output<Query>, undefined> & { readonly upload: Upload }>,
): HttpOperation {
  return httpFunction(endpoint, services, async (request) => {
    const caller = await authenticate(request, services.checkAccessToken);
    requireAdministrator(caller);
    const upload = readUpload(request, endpoint.upload ?? []);
    const parsed = await parse(endpoint, request);
    return handle({ ...parsed, body: undefined, upload, actor: administratorActor(caller) });
  });
}

/** The same for everybody. */
export function anonymousFunction(
  endpoint: Endpoint,
  services: Pick<HttpServices, "log">,
  handle: () => Promise<HttpResponseInit>,
): HttpOperation {
  return httpFunction(endpoint, services, handle);
}

function httpFunction(
  endpoint: Endpoint,
  services: Pick<HttpServices, "log">,
  handle: (request: HttpRequest) => Promise<HttpResponseInit>,
): HttpOperation {
  return { endpoint, options: httpOptions(methodsOf(endpoint), endpoint.route, services, handle) };
}

/** What serves GET serves HEAD too; the runtime leaves out the body (RFC 9110). */
export const methodsOf = ({ method }: Pick<Endpoint, "method">): HttpMethod[] =>
  method === "GET" ? ["GET", "HEAD"] : [method];

/** Rejects with `not-found`: a path that fits no schema names nothing. */
function parsePath<Path extends z.ZodType>({ path }: Endpoint<Path>, request: HttpRequest): z.output<Path> {
  const parsed = path?.safeParse(pathParameters(request));
  if (parsed?.success === false) throw new Failure("not-found", "There is nothing under this path.");
  return parsed?.data as z.output<Path>;
}

async function parse<Path extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType>(
  { method, path, query, headers, body, rules, bodyLimit = ordinaryBodyLimit }: Endpoint<Path, Query, Body>,
  request: HttpRequest,
  channel?: ChannelConfiguration,
): Promise<ParsedRequest<z.output<Path>, z.output<Query>, z.output<Body>>> {
  if (path) requireKnownPath(path, pathParameters(request), method);
  const { parse: part, rule, finish } = partParser();
  const sent = body && (await readBody(request, bodyLimit));
  const parsed = {
    path: path && part(path, pathParameters(request), "path"),
    query: query && part(query, readQuery(request), "query"),
    headers: Object.fromEntries(
      Object.entries(headers ?? {}).map(([name, schema]) => [
        name,
        part(schema, request.headers.get(name) ?? undefined, `header/${name}`),
      ]),
    ),
    body: body && part(body, sent, ""),
  };
  if (body && rules && channel) rule(body, sent, rules(channel));
  finish();
  return parsed as ParsedRequest<z.output<Path>, z.output<Query>, z.output<Body>>;
}

function pathParameters(request: HttpRequest): Record<string, string> {
  const { channelId: _, ...parameters } = request.params;
  return parameters;
}

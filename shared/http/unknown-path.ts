import type { HttpFunctionOptions, HttpMethod } from "@azure/functions";
import { Failure } from "../failure";
import type { Endpoint } from "./endpoint";
import { type HttpServices, methodsOf } from "./http-function";
import { httpOptions } from "./http-options";

const everyMethod: HttpMethod[] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/**
 * The function for what no other answers, so that it is a problem too: `method-not-allowed` where an endpoint serves
 * the path with another method, else `not-found`.
 */
export function unknownPathFunction(
  endpoints: readonly Endpoint[],
  services: Pick<HttpServices, "log">,
): HttpFunctionOptions {
  const routes = endpoints.map((endpoint) => ({ pattern: patternOf(endpoint), methods: methodsOf(endpoint) }));
  return httpOptions(everyMethod, "{*path}", services, async (request) => {
    const { pathname } = new URL(request.url);
    const allowed = new Set(routes.flatMap(({ pattern, methods }) => (pattern.test(pathname) ? methods : [])));
    if (allowed.size === 0) throw new Failure("not-found", "There is nothing under this path.");
    const allow = [...allowed].join(", ");
    throw new Failure("method-not-allowed", `This path serves ${allow}.`, { allow });
  });
}

/** Paths are compared without regard to case, as the runtime does. */
const patternOf = ({ route }: Endpoint) => new RegExp(`^/${route.replace(/\{[^}]+\}/g, "[^/]+")}/?$`, "i");

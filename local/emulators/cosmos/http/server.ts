import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { faultList, fitsHttp, type HttpMatch, readJson, requestCounter, serveControl } from "../../control";
import { authorization } from "./authorization";
import type { Gateway, Route } from "./gateway";
import { type GatewayRequest, readGatewayRequest } from "./gateway-request";
import { errorReply, type Reply, refusal, sendReply } from "./reply";
import { budgetSettings, type RequestUnitBudgets } from "./request-unit-budgets";
import { routeOf } from "./route";
import { spoil, throttled } from "./spoil";

/** Longer than the SDK keeps idle connections: a connection that the server closes first can cost a request. */
const keepAliveMs = 120_000;

/** The HTTP side of the gateway: control routes, faults, authorization, counting. `signal` ends delays. */
export function gatewayServer(gateway: Gateway, key: string, budgets: RequestUnitBudgets, signal: AbortSignal): Server {
  const authorize = authorization(key);
  const faults = faultList<HttpMatch>();
  const counter = requestCounter();

  const perform = async (request: GatewayRequest, route: Route): Promise<Reply> => {
    try {
      authorize(request);
      // Metadata have no container, and a plan costs nothing: neither is ever refused.
      const [container = "", operation] = route.name.split(" ");
      const waitMs = operation === undefined || operation === "query-plan" ? undefined : budgets.waitMs(container);
      if (waitMs !== undefined) return throttled("The request rate is too large.", waitMs);
      const reply = await route.run();
      if (operation !== undefined) budgets.spend(container, reply.charge);
      return reply;
    } catch (error) {
      return errorReply(error);
    }
  };

  const answer = async (request: GatewayRequest): Promise<Reply | "drop"> => {
    const route = routeOf(gateway, request);
    const fault = faults.strike(fitsHttp(request.method, request.path, route.name));
    const before = fault && !fault.afterCommit ? await spoil(fault, faults, signal) : undefined;
    const reply = before ?? (await perform(request, route));
    counter.count(route.name, reply === "drop" ? 0 : reply.charge);
    const after = fault?.afterCommit ? await spoil(fault, faults, signal) : undefined;
    return after ?? reply;
  };

  const handle = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (message.url?.startsWith("/_emulator/") && (await serveControl(message, response, faults, counter))) return;
    if (message.method === "PUT" && message.url === "/_emulator/request-units") {
      sendReply(response, putBudgets(budgets, await readJson(message)));
      return;
    }
    const reply = await readGatewayRequest(message).then(answer).catch(errorReply);
    if (reply === "drop") response.destroy();
    else sendReply(response, reply);
  };

  return createServer({ keepAliveTimeout: keepAliveMs, maxHeaderSize: 65_536 }, (message, response) => {
    handle(message, response).catch((error: unknown) => {
      console.error(error);
      response.destroy();
    });
  });
}

function putBudgets(budgets: RequestUnitBudgets, read: unknown): Reply {
  try {
    budgets.replace(budgetSettings(read));
    return { status: 204, charge: 0 };
  } catch (error) {
    return refusal(400, (error as Error).message);
  }
}

import type { IncomingMessage, ServerResponse } from "node:http";
import type { Fault, FaultList } from "./faults";
import type { RequestCounter } from "./request-counter";

/**
 * Serves what every emulator offers beside its protocol: `PUT /_emulator/faults` (a list, replaces) and
 * `GET` (how many requests they hold), `GET` and `DELETE /_emulator/requests`. Answers whether the request was one of these.
 */
export async function serveControl<Match>(
  request: IncomingMessage,
  response: ServerResponse,
  faults: FaultList<Match>,
  counter: RequestCounter,
): Promise<boolean> {
  const route = `${request.method} ${(request.url ?? "").split("?")[0]}`;
  switch (route) {
    case "PUT /_emulator/faults": {
      const list = await readJson(request);
      if (!Array.isArray(list)) return answer(response, 400, { error: "The body is a list of faults." });
      faults.replace(list as Fault<Match>[]);
      return answer(response, 204);
    }
    case "GET /_emulator/faults":
      return answer(response, 200, { held: faults.held() });
    case "GET /_emulator/requests":
      return answer(response, 200, counter.read());
    case "DELETE /_emulator/requests":
      counter.reset();
      return answer(response, 204);
    default:
      return false;
  }
}

/** The parsed body; `undefined` when it is no JSON. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  try {
    return JSON.parse(Buffer.concat(chunks).toString("utf8"));
  } catch {
    return undefined;
  }
}

function answer(response: ServerResponse, status: number, body?: unknown): true {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(body === undefined ? undefined : JSON.stringify(body));
  return true;
}

import type { IncomingMessage, ServerResponse } from "node:http";
import type { HasHostKey } from "./host-key";
import { readBody } from "./read-body";
import type { RequestTarget } from "./request-target";
import { writeEmpty } from "./write-response";

/** Starts a function by hand; answers false for one that cannot be. The run's own end is not waited for. */
export type RunByHand = (functionName: string, input: unknown) => boolean;

const inputLimitBytes = 1_000_000;

/** `POST /admin/functions/{name}` with the master key. Without a configured key there is no such door: 404. */
export async function serveAdmin(
  request: IncomingMessage,
  response: ServerResponse,
  target: RequestTarget,
  door: { readonly open: boolean; readonly hasKey: HasHostKey; readonly run: RunByHand },
): Promise<void> {
  const [, area, name, ...more] = target.segments;
  if (!door.open || area?.toLowerCase() !== "functions" || !name || more.length > 0) return writeEmpty(response, 404);
  if (!door.hasKey(request, target.search)) return writeEmpty(response, 401);
  if (request.method !== "POST") return writeEmpty(response, 405, { allow: "POST" });
  const body = await readBody(request, inputLimitBytes);
  if (body === "tooLarge") return writeEmpty(response, 413, { connection: "close" });
  const parsed = parseInput(body);
  if (!parsed) return writeEmpty(response, 400);
  writeEmpty(response, door.run(name, parsed.input) ? 202 : 404);
}

function parseInput(body: Buffer | undefined): { input?: unknown } | undefined {
  if (!body) return {};
  try {
    const json: unknown = JSON.parse(body.toString("utf8"));
    return typeof json === "object" && json !== null && !Array.isArray(json) ? json : undefined;
  } catch {
    return undefined;
  }
}

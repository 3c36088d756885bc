/**
 * Loaded into the functions host before everything else (`--require`): answers, on a port of its own, what only the
 * process itself can say. `GET /usage`, `GET /memory` (after a forced collection; needs `--expose-gc`),
 * `GET /profile/start` and `GET /profile/stop`.
 */
import { createServer } from "node:http";
import { Session } from "node:inspector/promises";
import type { AddressInfo } from "node:net";

const session = new Session();
const { gc } = globalThis as { gc?: () => void };

const answers: Readonly<Record<string, () => unknown>> = {
  "/usage": () => process.cpuUsage(),
  "/memory": () => {
    gc?.();
    gc?.();
    const { heapUsed, rss } = process.memoryUsage();
    return { heapUsed, rss };
  },
  "/profile/start": async () => {
    session.connect();
    await session.post("Profiler.enable");
    await session.post("Profiler.start");
    return {};
  },
  "/profile/stop": async () => {
    const { profile } = await session.post("Profiler.stop");
    session.disconnect();
    return profile;
  },
};

const server = createServer(async (request, response) => {
  response.end(JSON.stringify((await answers[request.url ?? ""]?.()) ?? {}));
});
server.listen(0, "127.0.0.1", () => {
  console.log(`host-probe ${(server.address() as AddressInfo).port}`);
});
server.unref();

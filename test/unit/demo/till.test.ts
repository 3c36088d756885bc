import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { RefusedByServer } from "../../../local/demo/patient-call";
import { openTill } from "../../../local/demo/till";

const ana = { externalReference: "7", customerType: "person" as const, addresses: [], attributes: {} };

describe("a till of the demo", () => {
  let server: Server;
  const keys: unknown[] = [];
  afterEach(() => {
    keys.length = 0;
    server.closeAllConnections();
    server.close();
  });

  /** Opens a till at a server that gives these answers in turn. */
  async function tillAt(...answers: readonly ((response: ServerResponse) => unknown)[]) {
    const left = [...answers];
    server = createServer((request: IncomingMessage, response) => {
      keys.push(request.headers["idempotency-key"]);
      request.resume().once("end", () => left.shift()?.(response));
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const controller = new AbortController();
    const till = openTill({ baseUrl, channelId: "houston", token: "token", signal: controller.signal });
    return { till, controller };
  }
  const busy = (response: ServerResponse) => response.writeHead(503, { "retry-after": "0" }).end();
  const dropped = (response: ServerResponse) => response.destroy();
  const created = (response: ServerResponse) => response.writeHead(201).end('{"customerId":"c"}');

  it("C6: repeats a create with its key when the server is busy or the connection is lost", async () => {
    const { till } = await tillAt(busy, dropped, created);
    await expect(till.create(ana, "key-1")).resolves.toEqual({ customerId: "c" });
    expect(keys).toEqual(["key-1", "key-1", "key-1"]);
  });

  it("does not repeat what the server refuses, and says what it answered", async () => {
    const { till } = await tillAt((response) => response.writeHead(400).end("no name"), created);
    const refusal = till.create(ana, "key-1");
    await expect(refusal).rejects.toThrow(RefusedByServer);
    await expect(refusal).rejects.toThrow("400 no name");
    expect(keys).toHaveLength(1);
  });

  it("stops trying when the demo is stopped", async () => {
    const { till, controller } = await tillAt((response) => {
      controller.abort(new Error("stopped"));
      busy(response);
    }, created);
    await expect(till.create(ana, "key-1")).rejects.toThrow();
    expect(keys).toHaveLength(1);
  });
});

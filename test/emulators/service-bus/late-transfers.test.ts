import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { create_container } from "rhea";
import { expect, it, onTestFinished, vi } from "vitest";
import { startServiceBus } from "../../../local/emulators/service-bus";

it("a message that comes after its sender's detach ends its session, and nothing else on the connection", async () => {
  const complaints = vi.spyOn(console, "error");
  const folder = await mkdtemp(join(tmpdir(), "service-bus-"));
  const queues = { orders: { lockMs: 30_000, maxDeliveryCount: 5 } };
  const emulator = await startServiceBus({ port: 0, adminPort: 0, file: join(folder, "broker.db"), queues });
  const connection = create_container().connect({ port: emulator.port, host: "127.0.0.1", reconnect: false });
  connection.on("disconnected", () => undefined);
  onTestFinished(async () => {
    connection.close();
    await emulator.close();
    await rm(folder, { recursive: true });
  });
  const [late, other] = [connection.create_session(), connection.create_session()].map((session) => {
    session.begin();
    return session.open_sender("orders");
  });
  if (!late || !other) throw new Error("There are no senders.");
  await Promise.all([once(late, "sendable"), once(other, "sendable")]);

  late.close();
  // The detach goes out in the next tick; what is sent after it is written all the same.
  await new Promise((resolve) => process.nextTick(() => process.nextTick(resolve)));
  late.send({ body: "late" });
  const [{ session }] = await once(connection, "session_error");
  expect(session.error).toMatchObject({ condition: "amqp:session:unattached-handle" });

  other.send({ body: "in time" });
  await once(other, "accepted");
  expect(complaints).not.toHaveBeenCalled();
});

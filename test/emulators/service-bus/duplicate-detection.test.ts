import { describe, expect, it, vi } from "vitest";
import { useNamespace } from "./namespace";

describe("a queue that detects duplicates", () => {
  const namespace = useNamespace({ duplicateDetectionWindowMs: 60_000 });

  it("drops the second message of an identifier while the sender sees success", async () => {
    await namespace.sender.sendMessages({ body: 1, messageId: "same" });
    await namespace.sender.sendMessages({ body: 2, messageId: "same" });
    await namespace.sender.sendMessages([
      { body: 3, messageId: "same" },
      { body: 4, messageId: "other" },
      { body: 5, messageId: "other" },
    ]);
    expect((await namespace.receiver.peekMessages(10)).map(({ body }) => body)).toEqual([1, 4]);
  });

  it("remembers identifiers of messages that are gone, over a restart too", async () => {
    await namespace.sender.sendMessages({ body: 1, messageId: "same" });
    await namespace.receiver.completeMessage(await namespace.receiveOne());
    await namespace.restart();
    await namespace.sender.sendMessages({ body: 2, messageId: "same" });
    expect(await namespace.backlog()).toMatchObject({ active: 0 });
  });

  it("does not look at messages without an identifier", async () => {
    await namespace.sender.sendMessages([{ body: 1 }, { body: 2 }]);
    expect(await namespace.backlog()).toMatchObject({ active: 2 });
  });
});

describe("the window", () => {
  const namespace = useNamespace({ duplicateDetectionWindowMs: 100 });

  it("ends", async () => {
    await namespace.sender.sendMessages({ body: 1, messageId: "same" });
    const end = Date.now() + 100;
    await vi.waitUntil(() => Date.now() > end);
    await namespace.sender.sendMessages({ body: 2, messageId: "same" });
    expect(await namespace.backlog()).toMatchObject({ active: 2 });
  });
});

describe("a queue that does not", () => {
  const namespace = useNamespace();

  it("takes every message", async () => {
    await namespace.sender.sendMessages({ body: 1, messageId: "same" });
    await namespace.sender.sendMessages({ body: 2, messageId: "same" });
    expect(await namespace.backlog()).toMatchObject({ active: 2 });
  });
});

import { describe, expect, it, vi } from "vitest";
import { parseQueues } from "../../../local/emulators/service-bus/queue-settings";
import { useNamespace } from "./namespace";

const namespace = useNamespace();

describe("what is not there", () => {
  it("refuses senders and receivers of unknown entities", async () => {
    const sent = namespace.client.createSender("nope").sendMessages({ body: 1 });
    await expect(sent).rejects.toMatchObject({ code: "MessagingEntityNotFound" });
    const received = namespace.receive(1, namespace.client.createReceiver("nope"));
    await expect(received).rejects.toMatchObject({ code: "MessagingEntityNotFound" });
  });

  it("finds a queue in any case of its name", async () => {
    await namespace.client.createSender("ORDERS").sendMessages({ body: 1 });
    expect(await namespace.backlog()).toMatchObject({ active: 1 });
  });

  it("refuses to have messages sent to the dead letters", async () => {
    const sent = namespace.client.createSender("orders/$deadletterqueue").sendMessages({ body: 1 });
    await expect(sent).rejects.toThrow("cannot be sent to a dead-letter queue");
  });
});

describe("what is not supported is refused by name", () => {
  it("sessions", async () => {
    // The SDK loses the reason of a refused session, so the emulator says it on its own account.
    const log = vi.spyOn(console, "error").mockReturnValue();
    await expect(namespace.client.acceptSession("orders", "s1")).rejects.toThrow();
    await expect(namespace.client.acceptNextSession("orders")).rejects.toThrow();
    expect(log).toHaveBeenCalledTimes(2);
    expect(log).toHaveBeenCalledWith(expect.stringContaining("does not support sessions"));
    log.mockRestore();
  });

  it("topics and subscriptions", async () => {
    const received = namespace.receive(1, namespace.client.createReceiver("topic", "subscription"));
    await expect(received).rejects.toThrow("does not support topics and subscriptions");
  });

  it("rules", async () => {
    const rules = namespace.client.createRuleManager("topic", "subscription");
    await expect(rules.deleteRule("r")).rejects.toThrow("does not support topics and subscriptions");
  });

  it("settings of a queue", () => {
    expect(() => parseQueues('{"q":{"lockMs":1,"maxDeliveryCount":1,"requiresSession":true}}')).toThrow(
      'the setting "requiresSession" is not supported',
    );
    expect(() => parseQueues('{"q":{"lockMs":0,"maxDeliveryCount":1}}')).toThrow('"lockMs" is a whole number');
    expect(() => parseQueues('{"q":{"lockMs":1}}')).toThrow('"maxDeliveryCount" is a whole number');
  });
});

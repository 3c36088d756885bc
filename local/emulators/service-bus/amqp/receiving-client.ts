import type { Delivery, Sender } from "rhea";
import type { MessageQueue } from "../broker/message-queue";
import type { FaultGate } from "../faults";
import { deliveryTag, tokenOfTag } from "../message/lock-token";
import { messageLockLost, type ServiceBusError } from "../service-bus-error";
import type { OutcomeWriter } from "./outcome-writer";
import { accepted, answerDrain, rejected, remainingCredit, sendSettled, wantsDrain } from "./rhea-gaps";
import { settlementOf } from "./settlement-of";

/** A link on which a client receives from a queue. */
export interface ReceivingClient {
  readonly link: Sender;
  isReady(): boolean;
  /** Gives it the next message of the queue, if there is one. */
  deliverNext(): void;
  /** Answers a wish to drain, when nothing is under way to this client. */
  finishDrain(): void;
  /** The client's outcome for a message. */
  decided(delivery: Delivery): void;
}

export interface ReceivingClientOptions {
  readonly link: Sender;
  readonly queue: MessageQueue;
  readonly gate: FaultGate;
  readonly answer: OutcomeWriter;
  /** Called when the client can take messages again. */
  readonly onReady: () => void;
}

export function receivingClient({ link, queue, gate, answer, onReady }: ReceivingClientOptions): ReceivingClient {
  const deletes = link.snd_settle_mode === 1;
  const answered = new WeakSet<Delivery>();
  let held = false;
  let underWay = 0;
  if (deletes) sendSettled(link);

  const hasCredit = () => link.is_open() && remainingCredit(link) > underWay;

  const deliverRemoved = () => {
    const found = queue.removeNext((message) => {
      underWay -= 1;
      if (link.is_open()) link.send(message, undefined, 0);
      onReady();
    });
    if (found) underWay += 1;
  };

  const deliver = () => {
    if (!hasCredit()) return;
    if (deletes) return deliverRemoved();
    const lock = queue.lockNext();
    if (lock) link.send(queue.delivered(lock.entry), deliveryTag(lock.token), 0);
  };

  const close = ({ condition, description }: ServiceBusError) => link.close({ condition, description });

  return {
    link,
    isReady: () => !held && hasCredit(),
    deliverNext() {
      held = true;
      const release = (then: () => void) => () => {
        held = false;
        then();
        if (delayed) onReady();
      };
      let delayed = false;
      delayed = gate.pass("receive", queue.name, {
        connection: link.connection,
        proceed: release(deliver),
        refuse: (error) => release(() => close(error))(),
      });
    },
    finishDrain() {
      if (!held && underWay === 0 && wantsDrain(link)) answerDrain(link);
    },
    decided(delivery) {
      // An outcome is reported again when the client confirms the settlement.
      if (answered.has(delivery)) return;
      answered.add(delivery);
      const token = tokenOfTag(delivery.tag as Buffer);
      const refuse = ({ condition, description }: ServiceBusError) =>
        answer(delivery, rejected(condition, description));
      const settle = () => {
        const known = queue.settle(token, settlementOf(delivery), () => {
          answer(delivery, accepted);
          onReady();
        });
        if (!known) refuse(messageLockLost);
      };
      gate.pass("settle", queue.name, { connection: link.connection, proceed: settle, refuse });
    },
  };
}

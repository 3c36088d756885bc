import { type Delivery, message, type Receiver, type Sender, type Session } from "rhea";

// What this emulator needs of rhea 3.0.5 beyond its public interface, all in this file.

/** Any message format but 0: rhea then hands over a message's bytes as they came, instead of decoding them. */
const asBytes = 0x52415721;
export const batchFormat = 0x80013700;

interface TransferFrame {
  readonly performative: { readonly handle: number; message_format: number | null };
}

interface InternalSession {
  on_transfer(frame: TransferFrame): void;
  readonly remote: { readonly handles: Readonly<Record<number, Receiver | undefined>> };
}

const unattachedHandle = {
  condition: "amqp:session:unattached-handle",
  description: "A message came on a link that its sender has detached.",
};

/**
 * Makes the session hand over every message encoded: a broker passes on what it was given, byte for byte.
 *
 * A client that gave a send up may send it after its detach: the SDK stands on rhea, which writes what waits as soon as
 * there is credit, whether or not its link is there. AMQP ends the session then; rhea would throw, and cut the whole
 * connection.
 */
export function keepMessagesEncoded(session: Session): void {
  const internal = session as unknown as InternalSession;
  const onTransfer = internal.on_transfer.bind(session);
  internal.on_transfer = (frame) => {
    if (!internal.remote.handles[frame.performative.handle]?.is_remote_open()) return session.close(unattachedHandle);
    if (frame.performative.message_format === 0) frame.performative.message_format = asBytes;
    onTransfer(frame);
  };
}

interface InternalSender {
  readonly local: { readonly attach: { snd_settle_mode?: number } };
  credit: number;
  delivery_count: number;
  issue_flow: boolean;
  _draining: boolean;
  _get_drain: () => boolean;
}

interface InternalOutgoing {
  readonly next_delivery_id: number;
  readonly next_pending_delivery: number;
  available(): number;
}

/** How many more messages may be sent: rhea takes credit off only when it writes, and keeps 2048 unsettled. */
export function remainingCredit(sender: Sender): number {
  const { credit } = sender as unknown as InternalSender;
  const { outgoing } = sender.session as unknown as { outgoing: InternalOutgoing };
  return Math.min(credit - (outgoing.next_delivery_id - outgoing.next_pending_delivery), outgoing.available());
}

/** Messages of this link count as settled as soon as they are sent (receive-and-delete). */
export function sendSettled(sender: Sender): void {
  (sender as unknown as InternalSender).local.attach.snd_settle_mode = 1;
}

export function wantsDrain(sender: Sender): boolean {
  return (sender as unknown as InternalSender)._draining;
}

/**
 * Tells the receiver that there is nothing more for the credit it gave. rhea's own answer lacks the drain flag when
 * the last credit was used up while the request was under way, and the receiver waits for it in vain.
 */
export function answerDrain(sender: Sender): void {
  const internal = sender as unknown as InternalSender;
  internal._draining = false;
  internal._get_drain = () => {
    internal._get_drain = () => false;
    internal.delivery_count += internal.credit;
    internal.credit = 0;
    return true;
  };
  internal.issue_flow = true;
  (sender.connection as unknown as { _register(): void })._register();
}

/** An outcome ready for the wire, such as `message.accepted()`. */
export type Outcome = object;

export const accepted: Outcome = outcome("accepted", {});

export function rejected(condition: string, description: string): Outcome {
  return outcome("rejected", { error: { condition, description } });
}

function outcome(name: "accepted" | "rejected", fields: object): Outcome {
  const outcomes = message as unknown as Record<string, (fields: object) => { described(): Outcome }>;
  return outcomes[name]?.(fields).described() as Outcome;
}

/** Settles with this outcome. The other side need not confirm it; rhea would keep the delivery until it did. */
export function settle(delivery: Delivery, withOutcome: Outcome): void {
  delivery.update(true, withOutcome);
  (delivery as { remote_settled: boolean }).remote_settled = true;
}

export function limitMessageSize(receiver: Receiver, bytes: number): void {
  const { local } = receiver as unknown as { local: { attach: { max_message_size: number } } };
  local.attach.max_message_size = bytes;
}

import { sectionCode, sectionsOf } from "./sections";

export const messageState = { active: 0, deferred: 1, scheduled: 2 } as const;
export type MessageState = keyof typeof messageState;

/** What the broker writes on a message each time it hands it out. Times in milliseconds since 1970. */
export interface DeliveryFacts {
  readonly sequence: number;
  readonly state: MessageState;
  readonly enqueuedAt: number;
  readonly lockedUntil: number | undefined;
  readonly timeToLiveMs: number | undefined;
  /** Earlier deliveries that ended without settlement. */
  readonly priorDeliveries: number;
}

/**
 * The stored message with the broker's header and annotations before it, written by hand: encoding them through
 * rhea for every delivery took longer than everything else the broker does with a message.
 */
export function deliveredMessage(stored: Buffer, facts: DeliveryFacts): Buffer {
  const [first, ...rest] = stored[2] === sectionCode.messageAnnotations ? sectionsOf(stored) : [];
  const bare = first === undefined ? [stored] : rest.map(({ bytes }) => bytes);
  return Buffer.concat([header(facts), annotations(facts, first?.value), ...bare]);
}

/** durable, priority, ttl, first-acquirer, delivery-count */
function header({ timeToLiveMs, priorDeliveries }: DeliveryFacts): Buffer {
  const ttl = timeToLiveMs === undefined ? nothing : tagged(0x70, uint(timeToLiveMs));
  const fields = [nothing, nothing, ttl, nothing, tagged(0x70, uint(priorDeliveries))];
  const list = Buffer.concat(fields);
  return Buffer.concat([Buffer.from([0x00, 0x53, sectionCode.header, 0xc0, list.length + 1, fields.length]), list]);
}

/** `given` is the sender's own map as it was sent: 0xd1, size, count, items. */
function annotations(facts: DeliveryFacts, given: Buffer | undefined): Buffer {
  const own = [
    names.sequence,
    tagged(0x81, long(facts.sequence)),
    names.enqueuedAt,
    tagged(0x83, long(facts.enqueuedAt)),
    names.state,
    Buffer.from([0x54, messageState[facts.state]]),
  ];
  if (facts.lockedUntil !== undefined) own.push(names.lockedUntil, tagged(0x83, long(facts.lockedUntil)));
  const items = Buffer.concat(given === undefined ? own : [given.subarray(9), ...own]);
  const count = own.length + (given === undefined ? 0 : given.readUInt32BE(5));
  return Buffer.concat([annotationsStart, uint(items.length + 4), uint(count), items]);
}

const annotationsStart = Buffer.from([0x00, 0x53, sectionCode.messageAnnotations, 0xd1]);
const nothing = Buffer.from([0x40]);
const names = {
  sequence: symbol("x-opt-sequence-number"),
  enqueuedAt: symbol("x-opt-enqueued-time"),
  lockedUntil: symbol("x-opt-locked-until"),
  state: symbol("x-opt-message-state"),
};

function symbol(name: string): Buffer {
  return Buffer.concat([Buffer.from([0xa3, name.length]), Buffer.from(name, "ascii")]);
}

function tagged(typeCode: number, value: Buffer): Buffer {
  return Buffer.concat([Buffer.from([typeCode]), value]);
}

function uint(value: number): Buffer {
  const bytes = Buffer.allocUnsafe(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function long(value: number): Buffer {
  const bytes = Buffer.allocUnsafe(8);
  bytes.writeBigInt64BE(BigInt(Math.trunc(value)));
  return bytes;
}

import type { Typed } from "rhea";
import { type Section, sectionCode, sectionsOf } from "./sections";
import { decode, mapItems, mapSection, withoutKeys } from "./typed-values";

/** A message as a sender gave it, with what the broker has to know of it. */
export interface ArrivedMessage {
  /** Encoded: the sender's annotations, and the bare message untouched. The header is the broker's to write. */
  readonly bytes: Buffer;
  readonly messageId: string | undefined;
  readonly scheduledFor: number | undefined;
  readonly timeToLiveMs: number | undefined;
}

const brokerAnnotations = new Set([
  "x-opt-sequence-number",
  "x-opt-enqueued-time",
  "x-opt-locked-until",
  "x-opt-message-state",
]);

/** Throws when the bytes are no AMQP message. */
export function arrivedMessage(encoded: Buffer): ArrivedMessage {
  const sections = sectionsOf(encoded);
  const find = (code: number) => sections.find((section) => section.code === code);
  const annotations = annotationItems(find(sectionCode.messageAnnotations));
  const bare = sections.filter(({ code }) => code >= sectionCode.properties).map(({ bytes }) => bytes);
  const kept = withoutKeys(annotations, brokerAnnotations);
  const head = kept.length === 0 ? [] : [mapSection(sectionCode.messageAnnotations, kept)];
  return {
    bytes: Buffer.concat([...head, ...bare]),
    messageId: messageId(find(sectionCode.properties)),
    scheduledFor: scheduledFor(annotations),
    timeToLiveMs: timeToLiveMs(find(sectionCode.header)),
  };
}

function annotationItems(section: Section | undefined): readonly Typed[] {
  return section === undefined ? [] : mapItems(decode(section.value));
}

function scheduledFor(annotations: readonly Typed[]): number | undefined {
  const key = annotations.findIndex(({ value }, index) => index % 2 === 0 && value === "x-opt-scheduled-enqueue-time");
  const time: unknown = key < 0 ? undefined : annotations[key + 1]?.value;
  return time === undefined || time === null ? undefined : Number(time);
}

/** Identifiers of different AMQP types are different identifiers. */
function messageId(section: Section | undefined): string | undefined {
  const first = section && listItem(section, 0);
  if (first?.value === undefined || first.value === null) return undefined;
  if (typeof first.value === "string") return `string:${first.value}`;
  return `${first.type.name}:${Buffer.isBuffer(first.value) ? first.value.toString("hex") : String(first.value)}`;
}

function timeToLiveMs(section: Section | undefined): number | undefined {
  const ttl: unknown = section && listItem(section, 2)?.value;
  return typeof ttl === "number" ? ttl : undefined;
}

function listItem(section: Section, index: number): Typed | undefined {
  return (decode(section.value).value as Typed[])[index];
}

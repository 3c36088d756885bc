/** The sections of an AMQP message, by descriptor. */
export const sectionCode = {
  header: 0x70,
  messageAnnotations: 0x72,
  properties: 0x73,
  applicationProperties: 0x74,
} as const;

/** One section as it came over the wire: `bytes` with its descriptor, `value` without. */
export interface Section {
  readonly code: number;
  readonly bytes: Buffer;
  readonly value: Buffer;
}

/**
 * Cuts an encoded message into sections without decoding what is in them: a broker hands on the bytes it was
 * given, and only sizes are needed to find where a section ends. Throws when the bytes are no message.
 */
export function sectionsOf(message: Buffer): Section[] {
  const sections: Section[] = [];
  let start = 0;
  while (start < message.length) {
    if (message[start] !== 0x00) throw new Error("An AMQP message consists of described sections.");
    const valueStart = endOfValue(message, start + 1);
    const end = endOfValue(message, valueStart);
    if (end > message.length) throw new Error("An AMQP message ends within a section.");
    sections.push({
      code: descriptorCode(message, start + 1),
      bytes: message.subarray(start, end),
      value: message.subarray(valueStart, end),
    });
    start = end;
  }
  return sections;
}

function descriptorCode(message: Buffer, at: number): number {
  if (message[at] === 0x53) return message.readUInt8(at + 1);
  if (message[at] === 0x80) return Number(message.readBigUInt64BE(at + 1));
  throw new Error("A section of an AMQP message has a numeric descriptor.");
}

const fixedWidths = [0, 1, 2, 4, 8, 16];

/** Where the value that starts here ends; the first half of its type code says how its size is written. */
function endOfValue(message: Buffer, at: number): number {
  const typeCode = message.readUInt8(at);
  if (typeCode === 0x00) return endOfValue(message, endOfValue(message, at + 1));
  const category = typeCode >> 4;
  const width = fixedWidths[category - 4];
  if (width !== undefined) return at + 1 + width;
  const sizeWidth = category % 2 === 0 ? 1 : 4;
  return at + 1 + sizeWidth + message.readUIntBE(at + 1, sizeWidth);
}

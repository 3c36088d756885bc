import { type Typed, types } from "rhea";

/** What rhea's type declarations leave out of its `types`. */
interface WireTypes {
  readonly Reader: new (buffer: Buffer) => { read(): Typed };
  readonly Writer: new () => { write(value: Typed): void; toBuffer(): Buffer };
  readonly Map32: (items: readonly Typed[]) => Typed;
  wrap(value: unknown): Typed;
  wrap_ulong(value: number): Typed;
  described(descriptor: Typed, value: Typed): Typed;
}

const wire = types as unknown as WireTypes;

export function decode(value: Buffer): Typed {
  return new wire.Reader(value).read();
}

export function encode(value: Typed): Buffer {
  const writer = new wire.Writer();
  writer.write(value);
  return writer.toBuffer();
}

/** A map on the wire: keys and values in turn, each with the AMQP type it was sent with. */
export type MapItems = readonly Typed[];

export function mapItems(map: Typed): MapItems {
  return map.value as Typed[];
}

/** An encoded section that holds one map. */
export function mapSection(code: number, items: MapItems): Buffer {
  return encode(wire.described(wire.wrap_ulong(code), wire.Map32(items)));
}

/** The map with these keys set; values of other keys keep the AMQP type they came with. */
export function withKeys(items: MapItems, changes: Readonly<Record<string, unknown>>): MapItems {
  const kept = withoutKeys(items, new Set(Object.keys(changes)));
  const added = Object.entries(changes).flatMap(([key, value]) => [wire.wrap(key), wire.wrap(value)]);
  return [...kept, ...added];
}

export function withoutKeys(items: MapItems, keys: ReadonlySet<string>): MapItems {
  return items.filter((_, index) => !keys.has(String(items[index - (index % 2)]?.value)));
}

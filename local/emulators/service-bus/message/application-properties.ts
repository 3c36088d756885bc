import { sectionCode, sectionsOf } from "./sections";
import { decode, mapItems, mapSection, withKeys } from "./typed-values";

/** The stored message with these application properties set, everything else byte for byte as it was. */
export function withApplicationProperties(stored: Buffer, changes: Readonly<Record<string, unknown>>): Buffer {
  const given = Object.entries(changes).filter(([, value]) => value !== undefined && value !== null);
  if (given.length === 0) return stored;
  const sections = sectionsOf(stored);
  const before = sections.filter(({ code }) => code < sectionCode.applicationProperties);
  const after = sections.filter(({ code }) => code > sectionCode.applicationProperties);
  const present = sections.find(({ code }) => code === sectionCode.applicationProperties);
  const items = withKeys(present === undefined ? [] : mapItems(decode(present.value)), Object.fromEntries(given));
  return Buffer.concat([
    ...before.map(({ bytes }) => bytes),
    mapSection(sectionCode.applicationProperties, items),
    ...after.map(({ bytes }) => bytes),
  ]);
}

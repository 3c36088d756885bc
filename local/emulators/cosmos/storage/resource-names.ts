import { randomBytes } from "node:crypto";

const run = randomBytes(4).toString("hex");
let etags = 0;

/** A new quoted etag, unlike any other, also after a restart. */
export function newEtag(): string {
  etags += 1;
  return `"${etags.toString(16).padStart(8, "0")}-0000-${run}-${Date.now().toString(16)}"`;
}

/** The `_rid` of a database, made of its number. */
export function databaseRid(number: number): string {
  return base64(number.toString(16).padStart(8, "0"));
}

/** The `_rid` of a container, made of its number. */
export function containerRid(number: number): string {
  return base64(`00000001${(0x80000000 + number).toString(16)}`);
}

/** The `_rid` of a document: that of its container, and its row number. */
export function documentRid(container: string, row: number): string {
  const prefix = Buffer.from(container.replaceAll("-", "/"), "base64").toString("hex");
  return base64(prefix + row.toString(16).padStart(16, "0"));
}

export function secondsNow(): number {
  return Math.floor(Date.now() / 1000);
}

function base64(hex: string): string {
  return Buffer.from(hex, "hex").toString("base64").replaceAll("/", "-");
}

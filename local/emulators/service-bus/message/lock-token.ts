/** A lock token as the management operations write it (RFC 4122), in hexadecimal. */
export function tokenOf(uuid: Buffer): string {
  return uuid.toString("hex");
}

export function uuidOf(token: string): Buffer {
  return Buffer.from(token, "hex");
}

/** The delivery tag of a lock: the same 16 bytes as .NET orders a GUID, the first three groups turned round. */
export function deliveryTag(token: string): Buffer {
  return swapped(uuidOf(token));
}

export function tokenOfTag(tag: Buffer): string {
  return tokenOf(swapped(tag));
}

function swapped(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  copy.subarray(0, 4).reverse();
  copy.subarray(4, 6).reverse();
  copy.subarray(6, 8).reverse();
  return copy;
}

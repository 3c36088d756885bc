/** A line of a file, without its end. */
export interface TextLine {
  readonly text: string;
  /** Why the line cannot be read; its text is empty then. */
  readonly fault?: string;
  /** Where the next line begins, in bytes from the beginning of the file. */
  readonly end: number;
}

/** The bytes of a file, piece by piece. */
export type Bytes = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** A longer line is no row of customers; it is read past, not kept. */
const longestLine = 256 * 1024;
const newline = 0x0a;

/** The lines of a file that is read from byte `from` on; never more of it in memory than a chunk and a line. */
export async function* textLines(bytes: Bytes, from = 0): AsyncGenerator<TextLine> {
  let begun: Buffer = Buffer.alloc(0);
  let begunBytes = 0;
  let end = from;
  for await (const chunk of bytes) {
    let rest = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    for (let at = rest.indexOf(newline); at >= 0; at = rest.indexOf(newline)) {
      end += begunBytes + at + 1;
      yield textLine(Buffer.concat([begun, rest.subarray(0, at)]), begunBytes + at, end);
      rest = rest.subarray(at + 1);
      begun = Buffer.alloc(0);
      begunBytes = 0;
    }
    begunBytes += rest.length;
    begun = Buffer.concat([begun, rest.subarray(0, longestLine)]).subarray(0, longestLine);
  }
  if (begunBytes > 0) yield textLine(begun, begunBytes, end + begunBytes);
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

function textLine(bytes: Buffer, length: number, end: number): TextLine {
  if (length > longestLine) return { text: "", fault: "The row is too long.", end };
  try {
    return { text: utf8.decode(bytes).replace(/\r$/, ""), end };
  } catch {
    return { text: "", fault: "The row is not encoded in UTF-8.", end };
  }
}

import type { IncomingMessage } from "node:http";

export type Body = Buffer | undefined;

/** Reads the body, `undefined` for none; answers "tooLarge" as soon as it is. Rejects when the client goes away. */
export function readBody(request: IncomingMessage, limitBytes: number): Promise<Body | "tooLarge"> {
  const declared = request.headers["content-length"];
  if (declared === undefined && request.headers["transfer-encoding"] === undefined) return Promise.resolve(undefined);
  if (Number(declared) > limitBytes) return Promise.resolve("tooLarge");
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > limitBytes) return resolve("tooLarge");
      chunks.push(chunk);
    });
    request.on("end", () => resolve(size === 0 ? undefined : chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)));
    request.on("error", reject);
    request.on("close", () => reject(new Error("The client went away before its request was complete.")));
  });
}

import type { HttpRequest } from "@azure/functions";
import { Failure, isFailure } from "../failure";

/** The largest file that can be sent, in bytes. */
const uploadLimit = 100 * 1024 * 1024;

export interface Upload {
  /** Without its parameters. */
  readonly contentType: string;
  /** Rejects with `request-too-large` as soon as it is, and with `invalid-request` when the sender breaks it off. */
  readonly content: AsyncIterable<Uint8Array>;
}

/** A file in the body, as it streams in. Rejects with `unsupported-media-type` and `request-too-large`. */
export function readUpload(request: HttpRequest, contentTypes: readonly string[]): Upload {
  const [type = "", ...parameters] = (request.headers.get("content-type") ?? "").split(";");
  const contentType = type.trim().toLowerCase();
  const [charset] = parameters.flatMap((parameter) => /^\s*charset="?([^"]*)"?\s*$/i.exec(parameter)?.[1] ?? []);
  if (!contentTypes.includes(contentType) || !/^utf-?8$/i.test(charset ?? "utf-8")) {
    throw new Failure("unsupported-media-type", `The body is expected as ${contentTypes.join(" or ")}, in UTF-8.`);
  }
  if (Number(request.headers.get("content-length") ?? 0) > uploadLimit) throw tooLarge();
  return { contentType, content: limited(request.body) };
}

const tooLarge = () => new Failure("request-too-large", `The file may have at most ${uploadLimit} bytes.`);

async function* limited(body: AsyncIterable<Uint8Array> | null): AsyncGenerator<Uint8Array> {
  let size = 0;
  try {
    for await (const piece of body ?? []) {
      size += piece.length;
      if (size > uploadLimit) throw tooLarge();
      yield piece;
    }
  } catch (error) {
    if (isFailure(error)) throw error;
    throw new Failure("invalid-request", "The upload broke off.", { cause: error });
  }
}

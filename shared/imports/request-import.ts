import { Failure } from "../failure";
import type { FindChannelConfiguration } from "../headquarters";
import type { RequestTask } from "../tasks";
import { importKind } from "./import-customers";
import type { ImportFiles } from "./import-files";
import { type PlanOptions, planImport } from "./plan-import";
import type { Bytes } from "./reading/text-lines";

export interface RequestImportPorts {
  readonly files: Pick<ImportFiles, "keep">;
  readonly findChannelConfiguration: FindChannelConfiguration;
  readonly requestTask: RequestTask;
  newId(): string;
}

export interface ImportRequest extends PlanOptions {
  readonly content: Bytes;
  readonly actor: string;
}

/**
 * Keeps a file of customers, as it streams in, and queues its import; answers the import's id. Rejects with
 * `invalid-request` when nothing can be read of it, `reference-missing` for an unknown channel, `dependency-unavailable`
 * when the storage is away, `headquarters-unavailable`, and as `content` does. A crash between the two writes leaves a
 * file that nobody reads; the storage lets it expire.
 */
export type RequestImport = (request: ImportRequest) => Promise<string>;

export function requestImport(ports: RequestImportPorts): RequestImport {
  const { files, findChannelConfiguration, requestTask, newId } = ports;

  return async ({ content, actor, ...options }) => {
    if ((await findChannelConfiguration(options.channelId)) === undefined) {
      const errors = [{ pointer: "query/channelId", message: `There is no channel ${options.channelId}.` }];
      throw new Failure("reference-missing", "The import names what is not there.", { errors });
    }
    const { head, whole } = await headOf(content);
    const input = await planImport(head, options);
    const importId = newId();
    await files.keep(importId, whole);
    await requestTask({ taskId: importId, kind: importKind, input, actor });
    return importId;
  };
}

/** Enough for any header. */
const headBytes = 64 * 1024;

/** The beginning of a file, and all of it. */
async function headOf(content: Bytes): Promise<{ head: Uint8Array; whole: Bytes }> {
  const pieces = joined([], content);
  const taken: Uint8Array[] = [];
  for (let size = 0; size < headBytes; ) {
    const next = await pieces.next();
    if (next.done === true) break;
    taken.push(next.value);
    size += next.value.length;
  }
  return { head: Buffer.concat(taken), whole: joined(taken, pieces) };
}

async function* joined(first: readonly Uint8Array[], rest: Bytes): AsyncGenerator<Uint8Array> {
  yield* first;
  yield* rest;
}

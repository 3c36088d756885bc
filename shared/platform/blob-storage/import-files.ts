import type { TokenCredential } from "@azure/identity";
import { BlobServiceClient, type BlockBlobClient, RestError } from "@azure/storage-blob";
import { Failure } from "../../failure";
import type { Bytes, ImportFiles } from "../../imports";
import type { Settings } from "../settings";

const containerName = "customer-imports";

/** A file goes up and comes down in pieces of this size, so that none is ever whole in memory. */
const pieceBytes = 4 * 1024 * 1024;

const retryOptions = { maxTries: 3, tryTimeoutInMs: 30_000, retryDelayInMs: 200, maxRetryDelayInMs: 5_000 };

export type ImportStorageSettings = Pick<Settings, "IMPORT_STORAGE" | "IMPORT_STORAGE__blobServiceUri">;

/** A blob a file, named after its import. */
export function blobImportFiles(settings: ImportStorageSettings, credential: TokenCredential): ImportFiles {
  const { IMPORT_STORAGE, IMPORT_STORAGE__blobServiceUri } = settings;
  const service =
    IMPORT_STORAGE === undefined
      ? new BlobServiceClient(IMPORT_STORAGE__blobServiceUri ?? "", credential, { retryOptions })
      : BlobServiceClient.fromConnectionString(IMPORT_STORAGE, { retryOptions });
  const container = service.getContainerClient(containerName);
  const blob = (importId: string): BlockBlobClient => container.getBlockBlobClient(importId);
  let made: Promise<unknown> | undefined;

  /** A container that could not be made is tried again with the next file. */
  const makeContainer = () => {
    made ??= container.createIfNotExists().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };

  return {
    async keep(importId, content) {
      await reaching(makeContainer);
      const blockIds: string[] = [];
      // What the content rejects with is no fault of the storage.
      for await (const piece of pieces(content)) {
        const blockId = Buffer.from(String(blockIds.length).padStart(6, "0")).toString("base64");
        await reaching(() => blob(importId).stageBlock(blockId, piece, piece.length));
        blockIds.push(blockId);
      }
      // Only this makes a blob of the blocks; those of an upload that broke off are dropped by the storage.
      await reaching(() => blob(importId).commitBlockList(blockIds));
    },

    async *read(importId, from) {
      const { contentLength = 0 } = await reaching(() => blob(importId).getProperties());
      for (let at = from; at < contentLength; at += pieceBytes) {
        const count = Math.min(pieceBytes, contentLength - at);
        yield await reaching(() => blob(importId).downloadToBuffer(at, count));
      }
    },

    remove: (importId) => reaching(async () => void (await blob(importId).deleteIfExists())),
  };
}

async function* pieces(content: Bytes): AsyncGenerator<Buffer> {
  let gathered: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of content) {
    gathered.push(chunk);
    size += chunk.length;
    if (size < pieceBytes) continue;
    yield Buffer.concat(gathered);
    gathered = [];
    size = 0;
  }
  if (size > 0) yield Buffer.concat(gathered);
}

async function reaching<Answer>(call: () => Promise<Answer>): Promise<Answer> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof RestError && error.statusCode === 404)
      throw new Failure("not-found", "The import's file is gone.", { cause: error });
    throw new Failure("dependency-unavailable", "The storage of import files cannot be reached.", { cause: error });
  }
}

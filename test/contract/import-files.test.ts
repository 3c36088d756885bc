import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Failure } from "../../shared/failure";
import type { ImportFiles } from "../../shared/imports";
import { blobImportFiles } from "../../shared/platform/blob-storage/import-files";

const account = "devstoreaccount1";
/** Azurite's published key. */
const key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
const noCredential = { getToken: () => Promise.reject(new Error("The key is used, not an identity.")) };

/** The built form, whose process starts from the file beside it. */
const { startRestartable } = require(
  join(process.cwd(), "dist/local/environment/restartable"),
) as typeof import("../../local/environment/restartable");

const filesAt = (port: number) => {
  const endpoint = `http://127.0.0.1:${port}/${account}`;
  const IMPORT_STORAGE = `DefaultEndpointsProtocol=http;AccountName=${account};AccountKey=${key};BlobEndpoint=${endpoint};`;
  return blobImportFiles({ IMPORT_STORAGE, IMPORT_STORAGE__blobServiceUri: undefined }, noCredential);
};

describe("import files in blob storage", () => {
  let folder: string;
  let stop: () => Promise<void>;
  let files: ImportFiles;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "regulars-"));
    const azurite = await startRestartable({
      name: "Azurite",
      entry: join(process.cwd(), "dist/local/environment/azurite.js"),
      environment: { DATA_FOLDER: folder, BLOB_PORT: "0", QUEUE_PORT: "0", TABLE_PORT: "0" },
    });
    files = filesAt(azurite.ready.port);
    stop = () => azurite.stop();
  });
  afterAll(async () => {
    await stop?.();
    await rm(folder, { recursive: true, force: true });
  });

  async function read(importId: string, from = 0): Promise<Buffer> {
    const pieces: Uint8Array[] = [];
    for await (const piece of files.read(importId, from)) pieces.push(piece);
    return Buffer.concat(pieces);
  }
  const notThere = { kind: "not-found" };

  it("keep a file whole as it streams in, whatever its pieces, and give it back from any byte on", async () => {
    // More than two of the pieces in which it goes up.
    const content = Buffer.alloc(9 * 1024 * 1024 + 7, "customers, ");
    async function* streamed() {
      for (let at = 0; at < content.length; at += 1_000_003) yield content.subarray(at, at + 1_000_003);
    }
    await files.keep("large", streamed());
    expect((await read("large")).equals(content)).toBe(true);
    for (const from of [1, 4 * 1024 * 1024, content.length - 3])
      expect((await read("large", from)).equals(content.subarray(from))).toBe(true);
    expect(await read("large", content.length)).toHaveLength(0);
  });

  it("keep an empty file", async () => {
    await files.keep("empty", []);
    expect(await read("empty")).toHaveLength(0);
  });

  it.each([
    ["what it is refused for", new Failure("request-too-large", "Too large.")],
    ["a connection that breaks", new Error("aborted")],
  ])("keep nothing when the content rejects, and reject with that: %s", async (name, fault) => {
    async function* brokenOff() {
      yield Buffer.alloc(5 * 1024 * 1024, "x");
      throw fault;
    }
    await expect(files.keep(name, brokenOff())).rejects.toBe(fault);
    await expect(read(name)).rejects.toMatchObject(notThere);
  });

  it("take a file away, also one that is gone", async () => {
    await files.keep("gone", [Buffer.from("x")]);
    await files.remove("gone");
    await files.remove("gone");
    await expect(read("gone")).rejects.toMatchObject(notThere);
  });

  it("reject with dependency-unavailable when the storage is away", async () => {
    const nowhere = filesAt(1);
    const away = { kind: "dependency-unavailable" };
    await expect(nowhere.keep("x", [Buffer.from("x")])).rejects.toMatchObject(away);
    await expect(nowhere.read("x", 0)[Symbol.asyncIterator]().next()).rejects.toMatchObject(away);
    await expect(nowhere.remove("x")).rejects.toMatchObject(away);
  });
});

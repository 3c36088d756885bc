import { HttpRequest } from "@azure/functions";
import { describe, expect, it } from "vitest";
import { readUpload } from "../../../shared/http/read-upload";

const upload = (body: ReadableStream<Uint8Array>) => {
  const headers = { "content-type": "text/csv" };
  const request = new HttpRequest({ method: "POST", url: "http://localhost/", headers });
  Object.defineProperty(request, "body", { value: body });
  return readUpload(request, ["text/csv"]).content;
};

async function all(content: AsyncIterable<Uint8Array>): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of content) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

describe("an upload", () => {
  it("is what was sent, in its order", async () => {
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const piece of ["a,", "b"]) controller.enqueue(Buffer.from(piece));
        controller.close();
      },
    });
    expect(await all(upload(body))).toBe("a,b");
  });

  it("that the sender breaks off is the sender's fault", async () => {
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(Buffer.from("a,"));
        controller.error(new Error("aborted"));
      },
    });
    await expect(all(upload(body))).rejects.toMatchObject({ kind: "invalid-request" });
  });
});

import { describe, expect, it } from "vitest";
import { csvRecords, delimiterOf } from "../../../shared/imports/reading/csv-records";
import { textLines } from "../../../shared/imports/reading/text-lines";

async function read(text: string | Buffer, width = 2, pieces = 7, from = 0) {
  const bytes = Buffer.from(text).subarray(from);
  const chunks = Array.from({ length: Math.ceil(bytes.length / pieces) }, (_, at) =>
    bytes.subarray(at * pieces, (at + 1) * pieces),
  );
  const records = [];
  for await (const record of csvRecords(textLines(chunks, from), ",", width)) records.push(record);
  return records;
}

const cells = async (text: string, width?: number) =>
  (await read(text, width)).map((record) => (record.fault === undefined ? record.cells : record.fault));

describe("import: the records of a CSV file", () => {
  it("has quoted cells with commas, quotation marks and line ends, CRLF, a byte order mark, and no empty lines", async () => {
    expect(await cells('\ufeffa,b\r\n"x, y","say ""hi"""\r\n\r\n"two\nlines",2')).toEqual([
      ["a", "b"],
      ["x, y", 'say "hi"'],
      ["two\nlines", "2"],
    ]);
  });

  it("loses to a quotation mark that is not closed, or stands alone, no other row", async () => {
    const notClosed = "The row is no CSV: a quotation mark is not closed.";
    expect(await cells('a,b\n"x,1\ny,2\nz,3')).toEqual([["a", "b"], notClosed, ["y", "2"], ["z", "3"]]);
    expect(await cells('a,b\n5" pipe,1\ny,2\n6" pipe,3')).toEqual([
      ["a", "b"],
      ['5" pipe', "1"],
      ["y", "2"],
      ['6" pipe', "3"],
    ]);
    const many = Array.from({ length: 300 }, (_, index) => `row,${index}`);
    expect((await cells(`"x,1\n${many.join("\n")}`)).length).toBe(301);
  });

  it("says of a row that it is too long, or no UTF-8, and goes on", async () => {
    const long = `${"x".repeat(300_000)},1\ny,2`;
    expect((await read(long, 2, 50_000)).map(({ fault }) => fault)).toEqual(["The row is too long.", undefined]);
    const latin = Buffer.from("Zo\xeb,1\ny,2", "latin1");
    expect((await read(latin)).map(({ fault }) => fault)).toEqual(["The row is not encoded in UTF-8.", undefined]);
  });

  it("says where each record ends, so that reading goes on there", async () => {
    const text = 'Zoë,1\r\n"two\nlines",2\nlast,3';
    const [, second] = await read(text);
    expect(await read(text, 2, 7, second?.end)).toEqual([{ cells: ["last", "3"], end: Buffer.byteLength(text) }]);
  });

  it("is separated by what its header has most of", () => {
    expect([delimiterOf("a,b"), delimiterOf("a;b;c,d"), delimiterOf("a\tb"), delimiterOf("a")]).toEqual([
      ",",
      ";",
      "\t",
      ",",
    ]);
  });
});

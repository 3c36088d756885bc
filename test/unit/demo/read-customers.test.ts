import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readCustomers } from "../../../local/demo/read-customers";

const header = "externalReference,firstName,lastName,organizationName,street,street2,country,birthday";

describe("reading a customers file", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "regulars-read-customers-"));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const read = async (rows: readonly string[], limit = Number.POSITIVE_INFINITY) => {
    const file = join(folder, `${Math.random()}.csv`);
    await writeFile(file, rows.join("\n"));
    return readCustomers({ file, columns: {}, limit });
  };

  it("makes the request of a row, with its country's code", async () => {
    const { customers } = await read([header, "7,Ana,Bowman,,1 Main St,Apt 6,Germany,1990-05-04"]);
    expect(customers).toEqual([
      {
        line: 2,
        request: {
          externalReference: "7",
          customerType: "person",
          firstName: "Ana",
          lastName: "Bowman",
          addresses: [{ street: "1 Main St, Apt 6", country: "DE" }],
          attributes: { birthday: "1990-05-04" },
        },
      },
    ]);
  });

  it("makes an organization of a row with its name, and no address of one without", async () => {
    const { customers } = await read([header, "7,,,Bayview Hotels,,,,"]);
    expect(customers[0]?.request).toMatchObject({ customerType: "organization", addresses: [], attributes: {} });
  });

  it("takes the first row of each external reference and counts the others", async () => {
    const { customers, rows, repeatedRows } = await read([header, "7,Ana,,,,,,", "8,Bo,,,,,,", "7,Cy,,,,,,"]);
    expect(customers.map(({ request }) => request.firstName)).toEqual(["Ana", "Bo"]);
    expect({ rows, repeatedRows }).toEqual({ rows: 3, repeatedRows: 1 });
  });

  it("stops at the limit", async () => {
    const { customers, rows } = await read([header, "7,Ana,,,,,,", "8,Bo,,,,,,", "9,Cy,,,,,,"], 2);
    expect({ customers: customers.length, rows }).toEqual({ customers: 2, rows: 2 });
  });

  it("reports broken rows with the line where they begin", async () => {
    const { customers, rows, brokenRows } = await read([
      header,
      '1,"Ana\nMaria",,,,,,',
      "2,too,few",
      ",nobody,,,,,,",
      "4,,,,,,,",
      "5,Bo,,,,,Atlantis,",
      "6,Cy,,,,,,31.12.1990",
      "7,Di,,,,,,",
      '8,"Ed,,,,,,',
      "9,Flo,,,,,,",
    ]);
    expect(customers.map(({ request }) => request.externalReference)).toEqual(["1", "7"]);
    expect(brokenRows).toEqual([
      { line: 4, reason: expect.stringMatching(/Invalid Record Length/) },
      { line: 5, reason: "it has no external reference" },
      { line: 6, reason: "it has no name" },
      { line: 7, reason: 'its country "Atlantis" is not known' },
      { line: 8, reason: 'its birthday "31.12.1990" is no date such as 1990-05-04' },
      { line: 10, reason: expect.stringMatching(/Quote Not Closed.*\(lines 10 to 11\)/) },
    ]);
    expect(rows).toBe(8);
  });

  it.each([
    [[], /has no customers/],
    [[header], /has no customers/],
    [[header, ",x,,,,,,"], /all its 1 rows are broken, from line 2 on: it has no external reference/],
    [["id,lastName", "7,Bowman"], /no external reference/],
    [['"id,lastName', "7,Bowman"], /The header of .* cannot be read: Quote Not Closed/],
  ])("refuses a file without customers: %j", async (rows, message) => {
    await expect(read(rows)).rejects.toThrow(message);
  });

  it("says which file is not there, and that a folder is none", async () => {
    const missing = join(folder, "missing.csv");
    const options = { columns: {}, limit: 1 };
    await expect(readCustomers({ ...options, file: missing })).rejects.toThrow(`There is no file ${missing}.`);
    await expect(readCustomers({ ...options, file: folder })).rejects.toThrow(`${folder} cannot be read`);
  });
});

import { describe, expect, it } from "vitest";
import type { NumberedCustomer } from "../../../local/demo/await-account-numbers";
import { type DemoRun, figuresOf } from "../../../local/demo/figures";
import { clientBookText, faultsText } from "../../../local/demo/summary";

const customerAt = (line: number) => ({
  line,
  request: { externalReference: `C-${line}`, customerType: "person" as const, addresses: [], attributes: {} },
});

/** An async customer that got its number after so many ms. */
function numbered(line: number, accountNumber: string, afterMs: number): NumberedCustomer {
  const created = "2030-01-01T00:00:00.000Z";
  const distributed = new Date(Date.parse(created) + afterMs).toISOString();
  const shown = {
    customerId: `${line}`,
    accountNumber,
    syncState: "synchronized",
    syncTimeline: { created, distributed },
  };
  return {
    customer: customerAt(line),
    till: { channelId: "san-francisco", create: Promise.reject, find: Promise.reject },
    answer: { ...shown, accountNumber: null, creationMode: "async", asyncReason: "profile" },
    accountNumber,
    shown,
  };
}

function run(customers: readonly NumberedCustomer[], more: Partial<DemoRun> = {}): DemoRun {
  return {
    created: customers,
    refused: [],
    numbered: customers,
    withoutNumber: [],
    reads: customers.length,
    startSeconds: 5,
    createSeconds: 2,
    customersSeconds: 4,
    cosmos: { total: 20, requestUnits: 100 },
    clientBook: undefined,
    ...more,
  };
}

describe("the summary of a demo", () => {
  it("gives the median and the 99th percentile of create to number", () => {
    const customers = Array.from({ length: 100 }, (_, index) => numbered(index, `00-${index}`, 10 * (index + 1)));
    const file = { rows: 100, repeatedRows: 0, brokenRows: [], customers: [] };
    expect(figuresOf(file, run(customers))).toMatchObject({
      asyncNumberedMedianMs: 500,
      asyncNumberedP99Ms: 990,
      customersPerSecond: 25,
      cosmosRequestsPerCustomer: 0.2,
      distinctAccountNumbers: 100,
    });
  });

  it("shows a card of the client book, without lines for what it lacks", () => {
    const slots = [{ label: "Favourite brand", value: "Contoso" }];
    const card = { name: "Ana", accountNumberDisplay: "00-1", email: null, phone: null, worker: "000160", slots };
    expect(clientBookText({ clientBookId: "CB-00001", clients: 3, card })).toEqual([
      "Client book CB-00001 of worker 000160 with 3 clients; one of its cards:",
      "  Ana, 00-1",
      "  Favourite brand: Contoso",
      "",
    ]);
    expect(clientBookText(undefined)).toEqual([]);
  });

  it("finds no fault when every customer has a number of its own", () => {
    expect(faultsText(run([numbered(2, "00-1", 1), numbered(3, "00-2", 1)]))).toEqual([]);
  });

  it("names a number that was given twice", () => {
    expect(faultsText(run([numbered(2, "00-1", 1), numbered(3, "00-1", 1)])).join("\n")).toMatch(
      /account number 00-1 was given more than once/,
    );
  });

  it("names the customers that were refused or got no number", () => {
    const refused = [{ customer: customerAt(2), reason: "400 no" }];
    const withoutNumber = [{ customer: customerAt(3), reason: "it did not come" }];
    expect(faultsText(run([], { refused, withoutNumber })).slice(1)).toEqual([
      "  customer C-2 (line 2): 400 no",
      "  customer C-3 (line 3): it did not come",
    ]);
  });
});

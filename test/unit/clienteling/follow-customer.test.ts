import { describe, expect, it } from "vitest";
import { followCustomer, type Memberships } from "../../../shared/clienteling";
import { entry } from "./members";
import { memoryMemberships } from "./memory";

const noRecords = { list: async () => ({ records: [], continuation: undefined }) } as never;
const kept = { legalEntityId: "usrt", lastContactAt: null, revision: 1, etag: undefined };

/** Merges Bo into Ana, and Bo's place in the book is changed to this before the write with this number. */
async function mergeAmid(write: number, bosEntries: ReturnType<typeof entry>[], anasEntries = [] as typeof bosEntries) {
  let writes = 0;
  const { port, of } = memoryMemberships(async (put: Memberships["put"]) => {
    writes += 1;
    const bo = of("bo");
    if (writes === write && bo) await put([{ ...bo, entries: bosEntries, revision: bo.revision + 1 }]);
  });
  await port.put([{ ...kept, customerId: "ana", entries: anasEntries }]);
  await port.put([{ ...kept, customerId: "bo", entries: [entry("1", { brand: "Fabrikam" })] }]);
  await followCustomer({ memberships: port, records: noRecords }).merge("bo", "ana");
  return { ana: of("ana")?.entries, bo: of("bo")?.entries };
}

describe("the client book of one who is merged", () => {
  const changed = entry("1", { brand: "Contoso" });
  const [thirdWrite, fourthWrite] = [3, 4];

  it.each([thirdWrite, fourthWrite])("C7, B6: takes what was changed before write %i", async (write) => {
    expect(await mergeAmid(write, [changed])).toEqual({ ana: [changed], bo: [] });
  });

  it("C7: of one who is in a book it keeps that, whatever was changed meanwhile", async () => {
    const own = entry("2");
    expect(await mergeAmid(fourthWrite, [changed], [own])).toEqual({ ana: [own], bo: [] });
  });
});

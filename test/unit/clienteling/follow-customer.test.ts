import { describe, expect, it } from "vitest";
import { type CustomerRecords, type FollowUp, followCustomer, type Memberships } from "../../../shared/clienteling";
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

const followUp = { kind: "followUp", recordId: "1", text: "Call", at: "2026-01-01", dueOn: "2026-02-01" } as const;
const asked: FollowUp = { ...followUp, customerId: "bo", legalEntityId: "usrt", actor: "worker:1", state: "open" };

/** Merges Bo, who has a follow-up, into Ana, who has it from before a crash: which were written at these seconds. */
async function mergeAgain(ofBo: { state: "open" | "done"; at: number }, ofAna: { state: "open" | "done"; at: number }) {
  const held = new Map([
    ["bo", { ...asked, state: ofBo.state }],
    ["ana", { ...asked, customerId: "ana", state: ofAna.state }],
  ]);
  const records: Pick<CustomerRecords, "list" | "find" | "add" | "put" | "writtenAt" | "remove"> = {
    list: async (id, kind) =>
      ({ records: [held.get(id)].filter((one) => one?.kind === kind), continuation: undefined }) as never,
    find: async (id) => ({ ...held.get(id), etag: "1" }) as never,
    add: async ({ customerId }) => !held.has(customerId),
    put: async (record) => void held.set(record.customerId, record as FollowUp),
    writtenAt: async (id) => (id === "bo" ? ofBo : ofAna).at,
    remove: async ({ customerId }) => (held.delete(customerId) ? "removed" : "gone"),
  };
  await followCustomer({ memberships: memoryMemberships().port, records: records as CustomerRecords }).merge(
    "bo",
    "ana",
  );
  expect([...held.keys()]).toEqual(["ana"]);
  return held.get("ana")?.state;
}

describe("what is recorded on one whose merge goes on after a crash", () => {
  it("C7, B10: is as it was last", async () => {
    expect(await mergeAgain({ state: "done", at: 2 }, { state: "open", at: 2 })).toBe("done");
    expect(await mergeAgain({ state: "open", at: 1 }, { state: "done", at: 2 })).toBe("done");
  });
});

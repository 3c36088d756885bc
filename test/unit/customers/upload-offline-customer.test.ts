import { describe, expect, it } from "vitest";
import { channel } from "./houston";
import { outage } from "./memory";
import { store } from "./store";

const customerId = "0b7c3f0a-6b5d-4a53-9d0b-2d9b5b1f6c11";
const yesterday = "2026-02-28T18:30:00+01:00";
const ana = { customerId, createdAt: yesterday, firstName: "Ana", lastName: "Bowman" };

describe("uploading a customer that was made offline", () => {
  it("C5: keeps it under the till's GUID and time, and signals headquarters", async () => {
    const { upload, channel: database, signals, now } = store();
    expect(await upload({ ...ana, customerId: customerId.toUpperCase() })).toBe("created");
    expect(database.copy(customerId)).toMatchObject({
      asyncReason: "offline",
      syncState: "pendingUpload",
      customer: { createdAt: "2026-02-28T17:30:00.000Z", accountNumber: null },
    });
    expect(database.operations()).toMatchObject([{ kind: "create", customerId, createdAt: now().toISOString() }]);
    expect(signals.sent).toEqual([{ channelDatabaseGroupId: "default", customerId }]);
  });

  it("C5: changes nothing when it is uploaded again, also where it could not be uploaded any more", async () => {
    const { upload, channel: database } = store();
    await upload(ana);
    const before = database.copies();
    expect(await upload(ana)).toBe("alreadyUploaded");
    expect(await upload(ana, channel({ allowOfflineCreation: false }))).toBe("alreadyUploaded");
    expect(database.copies()).toEqual(before);
    expect(database.operations()).toHaveLength(1);
  });

  it.each([
    ["another name", { lastName: "Bauman" }],
    ["another time", { createdAt: "2026-02-28T18:31:00+01:00" }],
  ])("C5: refuses a GUID that is known with %s", async (_, other) => {
    const { upload, channel: database } = store();
    await upload(ana);
    await expect(upload({ ...ana, ...other })).rejects.toMatchObject({ kind: "idempotency-key-reused" });
    expect(database.copies()).toMatchObject([{ customer: { lastName: "Bowman" } }]);
  });

  it("C5: refuses a time in the future, and names every other fault with it", async () => {
    const { upload } = store();
    const future = { customerId, createdAt: "2026-03-01T09:00:00.001Z", attributes: { "shoe-size": 99 } };
    await expect(upload(future)).rejects.toMatchObject({
      kind: "invalid-request",
      details: {
        errors: [{ pointer: "/createdAt" }, { pointer: "/lastName" }, { pointer: "/attributes/shoe-size" }],
      },
    });
    expect(await upload({ ...ana, createdAt: "2026-03-01T09:00:00Z" })).toBe("created");
  });

  it.each([
    ["filters shared customer data tables", { filterSharedCustomerData: true }],
    ["does not allow offline creation", { allowOfflineCreation: false }],
  ])("C5: refuses it where the channel %s", async (why, different) => {
    const { upload, channel: database } = store();
    const refused = { kind: "offline-creation-disabled", message: expect.stringContaining(why) };
    await expect(upload(ana, channel(different))).rejects.toMatchObject(refused);
    expect(database.copies()).toEqual([]);
  });

  it("C5, D4: keeps what the channel may not show in the operation, and headquarters gets it", async () => {
    const { upload, synchronize, channel: database, headquarters } = store();
    const emails = [{ address: "ana@example.com" }, { address: "work@example.com" }];
    const features = { multipleContacts: true };
    await upload({ ...ana, title: "Dr.", affiliations: ["vip"], emails }, channel({ features }));
    expect(database.copy(customerId)?.customer).toMatchObject({ title: null, affiliations: [] });
    expect(database.copy(customerId)?.customer.emails).toHaveLength(1);
    await synchronize(customerId);
    expect(headquarters.customers()[0]?.customer).toMatchObject({ title: "Dr.", affiliations: ["vip"], emails });
    expect(database.copy(customerId)?.customer).toMatchObject({ title: "Dr.", affiliations: ["vip"], emails });
  });

  it("C5, A6: refuses several e-mails where nobody may have them", async () => {
    const { upload } = store();
    const emails = [{ address: "ana@example.com" }, { address: "work@example.com" }];
    await expect(upload({ ...ana, emails })).rejects.toMatchObject({ kind: "feature-disabled" });
  });

  it("C5, S5: is tried for as long as any other, however long ago the till made it", async () => {
    const away = outage("headquarters-unavailable", "create");
    const { upload, synchronize, channel: database } = store({ headquarters: away.before });
    await upload({ ...ana, createdAt: "2026-01-01T09:00:00Z" });
    await synchronize(customerId);
    expect(database.copy(customerId)).toMatchObject({ syncState: "pendingAccount" });
    away.end();
    await synchronize(customerId);
    expect(database.copy(customerId)).toMatchObject({ syncState: "synchronized" });
  });

  it("C5: fails visibly when headquarters knows another customer under its GUID", async () => {
    const { upload, create, synchronize, headquarters, channel: database } = store();
    const { customer } = await create({ firstName: "Bo" });
    database.forget(customer.customerId);
    await upload({ ...ana, customerId: customer.customerId });
    await synchronize(customer.customerId);
    expect(database.copy(customer.customerId)).toMatchObject({ syncState: "failed", customer: { firstName: "Ana" } });
    expect(headquarters.customers()).toMatchObject([{ customer: { firstName: "Bo" } }]);
  });
});

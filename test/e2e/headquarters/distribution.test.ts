import { beforeAll, describe, expect, it } from "vitest";
import type { Api } from "../../environment/api";
import { serviceBusControls } from "../../environment/emulator-controls";
import { until } from "../../environment/until";
import { headquarters } from "./headquarters";

describe("distribution of configuration", () => {
  const { environment, administrator, asWorker, get, put, remove, run } = headquarters();
  let houston: Api;
  beforeAll(async () => {
    houston = await asWorker("000160");
  });

  const create = (body: object) => houston.post("/channels/houston/customers", body);
  const twoEmails = { lastName: "Two", emails: [{ address: "a@example.com" }, { address: "b@example.com" }] };

  it("J1: 1110, a feature has effect in a channel after it, and not before", async () => {
    await put("/features/multipleContacts", { enabled: true });
    await run("1070");
    expect((await create(twoEmails)).status).toBe(409);
    await run("1110");
    const created = await until("the cache time", async () => {
      const answer = await create(twoEmails);
      return answer.status === 201 && answer;
    });
    expect(created.body.emails).toHaveLength(2);
    await put("/features/multipleContacts", { enabled: false });
    expect((await create(twoEmails)).status).toBe(201);
    await run("1110");
    await until("the cache time", async () => (await create(twoEmails)).status === 409);
  });

  const others = (jobId: string) => ["1040", "1060", "1070", "1090", "1110", "1150"].filter((id) => id !== jobId);

  it("J1: 1040, an attribute can be given after it, and not before", async () => {
    const members = (await get("/attribute-groups/customer-attributes")).body;
    const { id: _, ...group } = members;
    await put("/attributes/hat-size", { label: "Hat size", type: "integer", minimum: 50, maximum: 70 });
    const added = { name: "hat-size", displayOrder: 9 };
    await put("/attribute-groups/customer-attributes", { ...group, attributes: [...group.attributes, added] });
    const withHat = () => create({ lastName: "Hatter", attributes: { "hat-size": 58 } });
    for (const jobId of others("1040")) await run(jobId);
    expect((await withHat()).status).toBe(400);
    await run("1040");
    await until("the cache time", async () => (await withHat()).status === 201);
    await put("/attribute-groups/customer-attributes", group);
    await run("1040");
    await until("the cache time", async () => (await withHat()).status === 400);
  });

  it("J1: 1090, an operation is granted to a permission group after it, and not before", async () => {
    const associate = await asWorker("000161");
    const storeBooks = async () => (await associate.get("/channels/houston/store-client-books")).status;
    const { id: _, ...group } = (await get("/permission-groups/associate")).body;
    await put("/permission-groups/associate", { ...group, operations: [...group.operations, 713] });
    for (const jobId of others("1090")) await run(jobId);
    expect(await storeBooks()).toBe(403);
    await run("1090");
    await until("the cache time", async () => (await storeBooks()) === 200);
    await put("/permission-groups/associate", group);
    await run("1090");
    await until("the cache time", async () => (await storeBooks()) === 403);
  });

  it("J1: 1150, an attribute filters client books after it, and not before", async () => {
    const filtered = async () => (await houston.get("/channels/houston/client-book?attr.ring-size=7")).status;
    const { id: _, ...attribute } = (await get("/attributes/ring-size")).body;
    await put("/attributes/ring-size", { ...attribute, refinable: true });
    for (const jobId of others("1150")) await run(jobId);
    expect(await filtered()).toBe(400);
    await run("1150");
    await until("the cache time", async () => (await filtered()) === 200);
    await put("/attributes/ring-size", attribute);
    await run("1150");
    await until("the cache time", async () => (await filtered()) === 400);
  });

  it("J1: P-0001, an operation whose signal was lost gets to headquarters after it, and not before", async () => {
    const { faults } = serviceBusControls(environment());
    await faults([{ match: { operation: "send", entity: "customer-synchronization" }, respond: { status: 503 } }]);
    const sanFrancisco = await asWorker("000170");
    const { body } = await sanFrancisco.post("/channels/san-francisco/customers", { lastName: "Unheard" });
    await faults([]);
    const state = async () =>
      (await sanFrancisco.get(`/channels/san-francisco/customers/${body.customerId}`)).body.syncState;
    for (const jobId of ["1010", "1070"]) await run(jobId);
    expect(await state()).toBe("pendingUpload");
    await until("it is past due, and P-0001 has run", async () => {
      await run("P-0001");
      return (await state()) === "synchronized";
    });
  });

  it("J1: 1070, a profile has effect after it, and not before", async () => {
    const { body } = await get("/channels/houston");
    const { id: _, ...channel } = body;
    await put("/channels/houston", { ...channel, functionalityProfileId: "async" });
    for (const jobId of others("1070")) await run(jobId);
    expect((await create({ lastName: "Before" })).status).toBe(201);
    await run("1070");
    await until("the cache time", async () => (await create({ lastName: "After" })).status === 202);
    await put("/channels/houston", channel);
    await run("1070");
    await until("the cache time", async () => (await create({ lastName: "Again" })).status === 201);
  });

  it("J1: 1010, a group has the customers of a book that its channel gained after it, and not before (J6)", async () => {
    const { id: _, ...channel } = (await get("/channels/us-web")).body;
    await put("/channel-database-groups/outlets", { name: "Outlets", filterSharedCustomerData: false });
    const outlet = { ...channel, clientIds: [], channelDatabaseGroupId: "outlets", addressBookIds: ["us-web-book"] };
    await put("/channels/outlet", outlet);
    await create({ lastName: "Traveller" });
    for (const jobId of ["1010", "1070", "1060", "1110"]) await run(jobId);
    await put("/channels/outlet", { ...outlet, addressBookIds: ["us-web-book", "houston-book"] });
    for (const jobId of ["1070", "1060"]) await run(jobId);
    const found = () => houston.get("/channels/outlet/customers?q=traveller");
    await until("the channel's new book", async () => (await found()).status === 200);
    expect((await found()).body.items).toEqual([]);
    await run("1010");
    expect((await found()).body.items).toMatchObject([{ lastName: "Traveller" }]);
    await remove("/channels/outlet");
    for (const jobId of ["1070", "1010"]) await run(jobId);
    expect((await remove("/channel-database-groups/outlets")).status).toBe(204);
  });

  it("J1: 1060, a worker who leaves a book loses the channel after it, and not before; a deleted channel is gone after 1070", async () => {
    const worker = {
      name: "Trial",
      legalEntityIds: ["usrt"],
      permissionGroupId: "associate",
      externalId: "worker-trial",
    };
    const { body } = await get("/channels/us-web");
    const { id: _, ...channel } = body;
    await put("/address-books/trial", { name: "Trial" });
    await put("/channels/trial", { ...channel, addressBookIds: ["trial"] });
    await put("/workers/trial", { ...worker, addressBookIds: ["trial"] });
    for (const jobId of ["1060", "1070", "1110"]) await run(jobId);
    const trial = await asWorker("trial");
    const status = async (caller: Api) => (await caller.get("/channels/trial/customers?q=nobody")).status;
    await until("the channel", async () => (await status(trial)) === 200);

    await put("/workers/trial", worker);
    for (const jobId of others("1060")) await run(jobId);
    expect(await status(trial)).toBe(200);
    await run("1060");
    await until("the worker's end", async () => (await status(trial)) === 403);

    expect((await remove("/channels/trial")).status).toBe(204);
    expect(await status(administrator())).toBe(200);
    await run("1070");
    await until("the channel's end", async () => (await status(administrator())) === 403);
    for (const path of ["/workers/trial", "/address-books/trial"]) expect((await remove(path)).status).toBe(204);
  });
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Api, api } from "../environment/api";
import { cosmosControls, serviceBusControls } from "../environment/emulator-controls";
import { startTestEnvironment, type TestEnvironment } from "../environment/test-environment";
import { until } from "../environment/until";

const jobIds = ["P-0001", "1010", "1040", "1060", "1070", "1090", "1110", "1150"];
const problem = (kind: string) => expect.stringMatching(new RegExp(`/problems/${kind}$`));

describe("headquarters", () => {
  let environment: TestEnvironment;
  let administrator: Api;
  let houston: Api;

  beforeAll(async () => {
    environment = await startTestEnvironment({
      settings: { CONFIGURATION_CACHE_SECONDS: "1", SIGNAL_GRACE_SECONDS: "1", JOBS_SWITCHED_OFF: "1090,1150" },
      partitionKeyRanges: 3,
    });
    administrator = api(environment, await environment.token.administrator());
    houston = api(environment, await environment.token.worker("000160"));
  }, 60_000);
  afterAll(() => environment?.stop());

  const get = (path: string) => administrator.get(`/headquarters${path}`);
  const put = (path: string, body: unknown, headers?: Record<string, string>) =>
    administrator.put(`/headquarters${path}`, body, headers);
  const remove = (path: string, headers?: Record<string, string>) =>
    administrator.delete(`/headquarters${path}`, headers);

  async function run(jobId: string, mode = "delta") {
    const asked = await administrator.post(`/headquarters/jobs/${jobId}/runs`, { mode });
    expect(asked.status).toBe(202);
    expect(asked.body).toMatchObject({ jobId, mode, trigger: "admin", state: "queued", endedAt: null, error: null });
    expect(asked.body.actor).toMatch(/^administrator:./);
    const location = String(asked.headers.get("location"));
    expect(location).toBe(`/api/v1/headquarters/jobs/${jobId}/runs/${asked.body.runId}`);
    return until(`the end of ${jobId}`, async () => {
      const { body, headers } = await administrator.get(location.replace("/api/v1", ""));
      expect(headers.get("etag")).toBeTruthy();
      return body.endedAt !== null && body;
    });
  }

  describe("jobs", () => {
    it("J3, J4: lists every job with its name, its last run, and whether it is switched off", async () => {
      const { body } = await get("/jobs");
      expect(new Set(body.items.map((job: { jobId: string }) => job.jobId))).toEqual(new Set(jobIds));
      for (const job of body.items) expect(job.switchedOff).toBe(["1090", "1150"].includes(job.jobId));
      expect(body.items.find((job: { jobId: string }) => job.jobId === "1070")).toMatchObject({
        name: "Channel configuration",
        lastRun: { state: "succeeded", mode: "full" },
      });
    });

    it("short lists go page by page too", async () => {
      for (const path of ["/jobs", "/features"]) {
        const all = (await get(path)).body;
        const first = (await get(`${path}?top=3`)).body;
        const second = (await get(`${path}?continuationToken=${encodeURIComponent(first.continuationToken)}`)).body;
        const idsOf = ({ items }: typeof all) => items.map(({ id, jobId }: Record<string, string>) => id ?? jobId);
        expect([all.continuationToken, idsOf(first).length, second.continuationToken]).toEqual([null, 3, null]);
        expect([...idsOf(first), ...idsOf(second)]).toEqual(idsOf(all));
      }
    });

    it("J2, J3: a run by hand answers 202 and where it is, and ends with its counts", async () => {
      expect(await run("1070", "full")).toMatchObject({
        state: "succeeded",
        groups: expect.arrayContaining([
          { channelDatabaseGroupId: "default", rowsRead: 3, rowsWritten: 3 },
          { channelDatabaseGroupId: "filtered", rowsRead: 1, rowsWritten: 1 },
        ]),
      });
    });

    it("J2: a delta of configuration writes where it changed, and reads nothing when it did not", async () => {
      await run("1060");
      expect((await run("1060")).groups).toEqual([]);
      const { id: _, ...worker } = (await get("/workers/000170")).body;
      await put("/workers/000170", { ...worker, permissionGroupId: "associate" });
      expect((await run("1090")).groups).toEqual([]);
      expect((await run("1060")).groups).toEqual(
        expect.arrayContaining([
          { channelDatabaseGroupId: "default", rowsRead: 3, rowsWritten: 1 },
          { channelDatabaseGroupId: "filtered", rowsRead: 1, rowsWritten: 0 },
        ]),
      );
      await put("/workers/000170", worker);
      await run("1060");
    });

    it("J2: a delta of 1010 reads what changed since the last run, a full run everything", async () => {
      await run("1010");
      for (const lastName of ["One", "Two"]) await houston.post("/channels/houston/customers", { lastName });
      const changed = await run("1010");
      expect(changed.groups).toEqual([{ channelDatabaseGroupId: "default", rowsRead: 2, rowsWritten: 0 }]);
      expect((await run("1010")).groups).toEqual([]);
      const { rowsRead } = (await run("1010", "full")).groups[0];
      expect(rowsRead).toBeGreaterThanOrEqual(2);
    });

    it("J3: runs are listed newest first, page by page", async () => {
      for (let times = 0; times < 3; times += 1) await run("1040");
      const seen: { runId: string; startedAt: string }[] = [];
      let token: string | null = "";
      while (token !== null && seen.length < 20) {
        const { body } = await get(
          `/jobs/1040/runs?top=2${token && `&continuationToken=${encodeURIComponent(token)}`}`,
        );
        expect(body.items.length).toBeLessThanOrEqual(2);
        seen.push(...body.items);
        token = body.continuationToken;
      }
      expect(seen).toHaveLength(4);
      expect(new Set(seen.map(({ runId }) => runId)).size).toBe(4);
      const times = seen.map(({ startedAt }) => startedAt);
      expect(times).toEqual([...times].sort((a, b) => b.localeCompare(a)));
    });

    it("J4: a job that is switched off can be run by hand", async () => {
      expect(await run("1090")).toMatchObject({ state: "succeeded" });
    });

    it("J3: while a job runs another run is refused, and says where the one under way is", async () => {
      const { faults } = cosmosControls(environment);
      await faults([{ match: { path: "dbs/channels/colls/channel-configuration" }, delayMs: 1_000 }]);
      const asked = await administrator.post("/headquarters/jobs/1060/runs", { mode: "full" });
      await until("its start", async () => (await get(`/jobs/1060/runs/${asked.body.runId}`)).body.state === "running");
      const refused = await administrator.post("/headquarters/jobs/1060/runs", { mode: "full" });
      await faults([]);
      expect([refused.status, refused.body.type]).toEqual([409, problem("job-running")]);
      expect(refused.headers.get("location")).toBe(asked.headers.get("location"));
      await until("its end", async () => (await get(`/jobs/1060/runs/${asked.body.runId}`)).body.endedAt !== null);
    });

    it("J3: a run that fails says why in words, and the next one makes it good", async () => {
      const { faults } = cosmosControls(environment);
      await faults([{ match: { path: "dbs/channels/colls/channel-configuration" }, respond: { status: 503 } }]);
      const failed = await run("1110", "full");
      await faults([]);
      expect(failed).toMatchObject({ state: "failed", error: expect.stringMatching(/channel database/) });
      expect(await run("1110")).toMatchObject({ state: "succeeded" });
    });

    it("an unknown job or run is 404, a mode that is none 400", async () => {
      expect((await get("/jobs/9999/runs")).status).toBe(404);
      expect((await administrator.post("/headquarters/jobs/9999/runs", { mode: "full" })).status).toBe(404);
      expect((await get("/jobs/1010/runs/3f2504e0-4f89-41d3-9a0c-0305e82c3301")).status).toBe(404);
      expect((await administrator.post("/headquarters/jobs/1010/runs", { mode: "half" })).status).toBe(400);
    });
  });

  describe("configuration", () => {
    it("is saved, read and listed as it was given, with an etag", async () => {
      const item = { name: "Friends" };
      const saved = await put("/affiliations/friends", item);
      expect([saved.status, saved.body]).toEqual([200, { id: "friends", ...item }]);
      const read = await get("/affiliations/friends");
      expect([read.body, read.headers.get("etag")]).toEqual([saved.body, saved.headers.get("etag")]);
      const { body } = await get("/affiliations");
      expect(body).toEqual({ items: expect.arrayContaining([saved.body]), continuationToken: null });
    });

    it("what was read can be saved again, with what the API shows beside it; an id of another item cannot", async () => {
      for (const path of ["/channels/berlin", "/number-sequences/customer-account"]) {
        const { body, headers } = await get(path);
        const saved = await put(path, body, { "if-match": headers.get("etag") ?? "" });
        expect([saved.status, saved.headers.get("etag")]).toEqual([200, headers.get("etag")]);
        expect((await put(path, { ...body, id: "other" })).body.errors).toMatchObject([{ pointer: "/id" }]);
      }
    });

    it("If-Match is honoured when given, and never creates", async () => {
      const { headers } = await put("/affiliations/neighbours", { name: "Neighbours" });
      const etag = { "if-match": String(headers.get("etag")) };
      expect((await put("/affiliations/neighbours", { name: "Near" }, etag)).status).toBe(200);
      expect((await put("/affiliations/neighbours", { name: "Far" }, etag)).status).toBe(412);
      expect((await remove("/affiliations/neighbours", etag)).status).toBe(412);
      expect((await put("/affiliations/nobody", { name: "Nobody" }, etag)).status).toBe(412);
      expect((await get("/affiliations/nobody")).status).toBe(404);
      expect((await remove("/affiliations/neighbours")).status).toBe(204);
      expect((await remove("/affiliations/neighbours")).status).toBe(404);
    });

    it("nothing may point at what is not there; every such place is named", async () => {
      const unit = { name: "Nowhere", legalEntityId: "none", primaryAddress: { country: "US" }, timeZone: "UTC" };
      const refused = await put("/operating-units/900", unit);
      expect([refused.status, refused.body.type]).toEqual([409, problem("reference-missing")]);
      expect(refused.body.errors).toEqual([{ pointer: "/legalEntityId", message: expect.stringContaining("none") }]);
      const sequences = { customerAccountSequenceId: "customer-account", clientBookSequenceId: "client-book" };
      expect((await put("/parameters?legalEntityId=none", sequences)).status).toBe(409);
    });

    it.each([
      "legal-entities/usrt",
      "operating-units/052",
      "address-books/houston-book",
      "channel-database-groups/default",
      "functionality-profiles/sync",
      "customer-groups/30",
      "affiliations/loyal-shopper",
      "attributes/birthday",
      "attribute-groups/customer-attributes",
      "permission-groups/associate",
      "number-sequences/customer-account",
    ])("%s is in use and stays", async (path) => {
      const refused = await remove(`/${path}`);
      expect([refused.status, refused.body.type]).toEqual([409, problem("in-use")]);
      expect((await get(`/${path}`)).status).toBe(200);
    });

    it.each([
      ["/legal-entities/x", { name: "X", currency: "usd", language: "english!", country: "USA" }, 3],
      ["/channels/x", { name: "X" }, 6],
      ["/attributes/x", { label: "X", type: "colour", size: 1 }, 2],
      ["/number-sequences/x", { format: "none", next: 0, smallest: 1, largest: 0, blockSize: 0 }, 3],
      [
        "/operating-units/x",
        { name: "X", legalEntityId: "usrt", primaryAddress: { country: "US" }, timeZone: "Mars" },
        1,
      ],
      ["/affiliations/a%20b", { name: "X" }, 1],
    ])("%s of %j is refused with at least %d faults", async (path, body, faults) => {
      const refused = await put(path, body);
      expect([refused.status, refused.body.type]).toEqual([400, problem("invalid-request")]);
      expect(refused.body.errors.length).toBeGreaterThanOrEqual(faults);
    });

    it("S7: a number sequence says what remains, and its next number only rises", async () => {
      const sequence = { format: "T-####", next: 10, smallest: 1, largest: 100, blockSize: 5 };
      expect((await put("/number-sequences/trial", sequence)).body).toMatchObject({ remaining: 91 });
      expect((await put("/number-sequences/trial", { ...sequence, next: 9 })).status).toBe(400);
      expect((await put("/number-sequences/trial", { ...sequence, next: 101 })).body).toMatchObject({ remaining: 0 });
    });

    it("S7: a sequence that comes near its end says so with every answer", async () => {
      const sequence = { format: "L-####", next: 9_900, smallest: 1, largest: 9_999, blockSize: 1 };
      const warnings = [expect.stringContaining("100 numbers")];
      expect((await put("/number-sequences/last", sequence)).body).toMatchObject({ remaining: 100, warnings });
      expect((await get("/number-sequences/last")).body).toMatchObject({ warnings });
      expect((await get("/number-sequences/customer-account")).body).not.toHaveProperty("warnings");
    });

    it("what contradicts itself, or other configuration, is refused", async () => {
      const list = await put("/attributes/empty", { label: "Empty", type: "list", minimum: 1 });
      expect([list.status, list.body.errors.map(({ pointer }: { pointer: string }) => pointer)]).toEqual([
        400,
        ["/values", "/minimum"],
      ]);
      const { id: _, ...channel } = (await get("/channels/houston")).body;
      const refused = await put("/channels/houston", { ...channel, operatingUnitId: "101" });
      expect([refused.status, refused.body.type]).toEqual([409, problem("configuration-contradiction")]);
      expect(refused.body.errors).toMatchObject([{ pointer: "/operatingUnitId" }]);
    });

    it("a collection is listed by id, page by page", async () => {
      const first = (await get("/workers?top=2")).body;
      expect(first.items.map(({ id }: { id: string }) => id)).toEqual(["000160", "000161"]);
      const token = encodeURIComponent(first.continuationToken);
      const second = (await get(`/workers?top=2&continuationToken=${token}`)).body;
      expect(second.items.map(({ id }: { id: string }) => id)).toEqual(["000162", "000170"]);
      expect((await get("/workers?top=0")).status).toBe(400);
      expect((await get("/workers?continuationToken=garbage")).status).toBe(400);
    });

    it("P2: every change says who made it, when, and which fields; what changes nothing is none", async () => {
      const item = { name: "Audited", financialDimensions: { CostCenter: "1" } };
      const changed = { ...item, financialDimensions: { CostCenter: "2" } };
      for (const body of [item, changed, changed]) await put("/customer-groups/audited", body);
      await remove("/customer-groups/audited");
      const { body } = await get("/configuration-changes?collection=customer-groups&id=audited");
      const by = { actor: expect.stringMatching(/^administrator:./), at: expect.any(String) };
      const of = { ...by, collection: "customer-groups", id: "audited", version: expect.any(Number) };
      expect(body.items).toEqual([
        { ...of, action: "deleted", fields: ["/name", "/financialDimensions"] },
        { ...of, action: "replaced", fields: ["/financialDimensions/CostCenter"] },
        { ...of, action: "created", fields: ["/name", "/financialDimensions"] },
      ]);
      const newest = (await get("/configuration-changes?top=1")).body;
      expect(newest).toMatchObject({ items: [body.items[0]], continuationToken: expect.any(String) });
      expect((await get("/configuration-changes?collection=customers")).status).toBe(400);
    });

    it("P2: a run by hand is in the audit trail, with who asked for it", async () => {
      const { runId } = await run("1110");
      const { body } = await get(`/administrator-actions?target=${runId}`);
      const by = { actor: expect.stringMatching(/^administrator:./), at: expect.any(String) };
      const actionId = expect.any(String);
      expect(body).toEqual({
        items: [{ ...by, actionId, action: "runRequested", target: runId, jobId: "1110", fields: [] }],
        continuationToken: null,
      });
      expect((await get("/administrator-actions?top=1")).body.items).toEqual(body.items);
      expect((await houston.get("/headquarters/administrator-actions")).status).toBe(403);
    });

    it("a deletion and new references at once never leave a reference to nothing", async () => {
      const { id: _, ...channel } = (await get("/channels/us-web")).body;
      for (let round = 0; round < 5; round += 1) {
        await put("/address-books/raced", { name: "Raced" });
        const [saved, deleted] = await Promise.all([
          put("/channels/raced", { ...channel, clientIds: [], addressBookIds: ["raced"] }),
          remove("/address-books/raced"),
        ]);
        expect([saved.status, deleted.status]).toSatisfy(
          ([put, gone]: number[]) => (put === 200 && gone === 409) || (put === 409 && gone === 204),
        );
        if (saved.status === 200) await remove("/channels/raced");
      }
      await remove("/address-books/raced");
    });

    it("F4: features name what they need, and who needs them", async () => {
      const set = (id: string, enabled: boolean) => put(`/features/${id}`, { enabled });
      const refused = await set("asyncCustomerEdits", true);
      expect([refused.status, refused.body.type]).toEqual([409, problem("feature-prerequisite")]);
      expect(refused.body.detail).toMatch(/enhancedAsyncCustomers.*asyncAddresses/);
      for (const id of ["enhancedAsyncCustomers", "asyncAddresses", "asyncCustomerEdits"])
        expect((await set(id, true)).body).toEqual({ id, enabled: true });
      const { headers } = await get("/features/asyncCustomerEdits");
      const etag = { "if-match": String(headers.get("etag")) };
      expect((await put("/features/asyncCustomerEdits", { enabled: false }, etag)).status).toBe(200);
      expect((await put("/features/asyncCustomerEdits", { enabled: true }, etag)).status).toBe(412);
      expect((await set("asyncCustomerEdits", true)).status).toBe(200);
      expect((await set("asyncAddresses", false)).body.detail).toContain("asyncCustomerEdits");
      for (const id of ["asyncCustomerEdits", "enhancedAsyncCustomers", "asyncAddresses"]) await set(id, false);
      const { body } = await get("/features");
      expect(body.items.filter(({ enabled }: { enabled: boolean }) => enabled)).toEqual([
        { id: "clienteling", enabled: true },
      ]);
    });
  });

  describe("distribution", () => {
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
      const associate = api(environment, await environment.token.worker("000161"));
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
      const { faults } = serviceBusControls(environment);
      await faults([{ match: { operation: "send", entity: "customer-synchronization" }, respond: { status: 503 } }]);
      const sanFrancisco = api(environment, await environment.token.worker("000170"));
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
      const trial = api(environment, await environment.token.worker("trial"));
      const status = async (caller: Api) => (await caller.get("/channels/trial/customers?q=nobody")).status;
      await until("the channel", async () => (await status(trial)) === 200);

      await put("/workers/trial", worker);
      for (const jobId of others("1060")) await run(jobId);
      expect(await status(trial)).toBe(200);
      await run("1060");
      await until("the worker's end", async () => (await status(trial)) === 403);

      expect((await remove("/channels/trial")).status).toBe(204);
      expect(await status(administrator)).toBe(200);
      await run("1070");
      await until("the channel's end", async () => (await status(administrator)) === 403);
      for (const path of ["/workers/trial", "/address-books/trial"]) expect((await remove(path)).status).toBe(204);
    });
  });
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Api, api } from "../environment/api";
import { startTestEnvironment, type TestEnvironment } from "../environment/test-environment";
import { until } from "../environment/until";
import { runToItsEnd } from "./crash/repair";

const list = "/headquarters/async-operations";

describe("the customer synchronization status list", () => {
  let environment: TestEnvironment;
  let sanFrancisco: Api;
  let administrator: Api;

  beforeAll(async () => {
    environment = await startTestEnvironment({ settings: { CONFIGURATION_CACHE_SECONDS: "1" } });
    sanFrancisco = api(environment, await environment.token.worker("000170"));
    administrator = api(environment, await environment.token.administrator());
  });
  afterAll(() => environment?.stop());

  const group = (id: string) => `/headquarters/customer-groups/${id}`;
  const saveGroup = (id: string) => administrator.put(group(id), { name: "A group", financialDimensions: {} });
  const create = async (body: object) => (await sanFrancisco.post("/channels/san-francisco/customers", body)).body;
  const read = async (customerId: string) =>
    (await sanFrancisco.get(`/channels/san-francisco/customers/${customerId}`)).body;
  const operationOf = async (customerId: string) =>
    (await administrator.get(`${list}?customerId=${customerId}`)).body.items[0];
  const inState = (customerId: string, syncState: string) =>
    until(`the customer is ${syncState}`, async () => (await read(customerId)).syncState === syncState);

  /** Customers of a group that the channel knows and headquarters does not know any more. */
  async function failedCustomers(groupId: string, count: number): Promise<string[]> {
    await saveGroup(groupId);
    await runToItsEnd(administrator, "1110");
    await administrator.delete(group(groupId));
    const ids: string[] = [];
    while (ids.length < count) {
      const { customerId } = await until("San Francisco knows the group", async () => {
        const body = await create({ lastName: "Poison", customerGroup: groupId });
        return body.customerId === undefined ? false : body;
      });
      ids.push(customerId);
    }
    for (const id of ids) await inState(id, "failed");
    return ids;
  }

  it("S5: a failed operation is listed with its reason, blocks nobody, is synchronized again, and done", async () => {
    const [poisoned = ""] = await failedCustomers("70", 1);
    const healthy = await create({ firstName: "Ana", lastName: "Healthy" });
    await inState(healthy.customerId, "synchronized");

    const { body } = await administrator.get(`${list}?state=failed&channelId=san-francisco&top=1`);
    expect(body.items[0]).toMatchObject({
      customerId: poisoned,
      kind: "create",
      state: "failed",
      attempts: 1,
      lastError: "Headquarters does not know customer group 70.",
      channelId: "san-francisco",
      actor: "worker:000170",
      dueAt: null,
      payload: { lastName: "Poison" },
    });
    const path = `${list}/${body.items[0].operationId}`;
    expect((await administrator.get(path)).body).toMatchObject({ ...body.items[0], ageSeconds: expect.any(Number) });

    const visibility = async () => {
      const { status, body: seen } = await administrator.get(`/headquarters/customers/${poisoned}/visibility`);
      expect(status).toBe(200);
      return Object.fromEntries(seen.channels.map((channel: { channelId: string }) => [channel.channelId, channel]));
    };
    expect(await visibility()).toEqual({
      ...{ houston: expect.objectContaining({ cause: "failedOperation" }), "us-web": expect.anything() },
      "san-francisco": expect.objectContaining({
        ...{ visible: true, copy: "behind", cause: "failedOperation", operationId: body.items[0].operationId },
        explanation: "The operation create has failed. Headquarters does not know customer group 70.",
      }),
    });

    await saveGroup("70");
    const { status, headers } = await administrator.post(`${path}/synchronize`, undefined);
    expect([status, headers.get("location")]).toEqual([202, `/api/v1${path}`]);
    await inState(poisoned, "synchronized");
    const seen = await visibility();
    expect(seen["san-francisco"]).toMatchObject({ visible: true, copy: "current", cause: null });
    expect(seen["houston"]).toMatchObject({ visible: false, copy: "current", cause: "addressBook" });
    expect((await administrator.get(path)).body).toMatchObject({
      state: "done",
      lastError: null,
      interventions: [{ action: "synchronized", actor: expect.stringMatching(/^administrator:/), fields: [] }],
    });
    expect(await administrator.post(`${path}/synchronize`, undefined)).toMatchObject({
      status: 409,
      body: { type: expect.stringMatching(/operation-ended$/) },
    });
  });

  it("S5: a failed operation is edited, its customer with it, then synchronized, and done", async () => {
    const [poisoned = ""] = await failedCustomers("73", 1);
    const { operationId } = await operationOf(poisoned);
    const path = `${list}/${operationId}`;
    const found = await administrator.get(path);
    const ifMatch = { "if-match": found.headers.get("etag") ?? "" };
    const refused = async (payload: object, headers = {}) => {
      const { status, body } = await administrator.patch(path, { payload }, headers);
      return [status, String(body.type).split("/").at(-1), body.errors?.[0]?.pointer];
    };
    expect(await refused({ lastname: "X" })).toEqual([400, "invalid-request", "/payload/lastname"]);
    expect(await refused({ accountNumber: "00-1" })).toEqual([400, "invalid-request", "/payload/accountNumber"]);
    expect(await refused({ lastName: null })).toEqual([400, "invalid-request", "/payload/lastName"]);
    expect(await refused({ customerGroup: "nowhere" })).toEqual([409, "reference-missing", "/payload/customerGroup"]);
    expect(await refused({ firstName: "X" }, { "if-match": '"old"' })).toEqual([412, "precondition-failed", undefined]);

    const before = await sanFrancisco.get(`/channels/san-francisco/customers/${poisoned}`);
    const repair = { payload: { customerGroup: "10", firstName: "Mended" } };
    const repaired = await administrator.patch(path, repair, ifMatch);
    expect(repaired).toMatchObject({
      status: 200,
      body: {
        state: "failed",
        payload: { customerGroup: "10", name: "Mended Poison", financialDimensions: { CostCenter: "001" } },
        interventions: [
          {
            action: "repaired",
            actor: expect.stringMatching(/^administrator:/),
            fields: expect.arrayContaining(["customerGroup", "firstName"]),
          },
        ],
      },
    });
    const after = await sanFrancisco.get(`/channels/san-francisco/customers/${poisoned}`);
    expect(after.body).toMatchObject({ name: "Mended Poison", customerGroup: "10", syncState: "failed" });
    expect(after.headers.get("etag")).not.toBe(before.headers.get("etag"));

    await administrator.post(`${path}/synchronize`, undefined);
    await inState(poisoned, "synchronized");
    expect(await read(poisoned)).toMatchObject({ name: "Mended Poison", customerGroup: "10" });
    expect((await administrator.patch(path, repair)).status).toBe(409);
    const trail = (await administrator.get(`/headquarters/administrator-actions?target=${path.split("/").at(-1)}`)).body
      .items;
    expect(trail.map(({ action, fields }: { action: string; fields: string[] }) => [action, fields])).toEqual([
      ["operationSynchronized", []],
      ["operationRepaired", expect.arrayContaining(Object.keys(repair.payload))],
    ]);
    expect(JSON.stringify(trail)).not.toContain("Mended");
  });

  it("S5: failed operations are synchronized again in bulk, page by page", async () => {
    const ids = await failedCustomers("71", 3);
    await saveGroup("71");
    const first = await administrator.post(`${list}/synchronize`, { channelIds: ["san-francisco"], top: 2 });
    expect(first.status).toBe(200);
    expect(first.body.results.map(({ outcome }: { outcome: string }) => outcome)).toEqual([
      "synchronized",
      "synchronized",
    ]);
    const { continuationToken } = first.body;
    const rest = await administrator.post(`${list}/synchronize`, { channelIds: ["san-francisco"], continuationToken });
    expect(rest.body).toMatchObject({ results: [{ customerId: ids[2] }], continuationToken: null });
    for (const id of ids) await inState(id, "synchronized");
  });

  it("S5: a lost race is refused, and so is what cannot be asked", async () => {
    const [customerId = ""] = await failedCustomers("72", 1);
    const { operationId } = await operationOf(customerId);
    const path = `${list}/${operationId}/synchronize`;
    expect((await administrator.post(path, undefined, { "if-match": '"old"' })).status).toBe(412);
    expect((await administrator.get(`${list}/${customerId}`)).status).toBe(404);
    expect((await administrator.get(`${list}/none`)).status).toBe(404);
    expect((await administrator.get(`/headquarters/customers/${operationId}/visibility`)).status).toBe(404);
    expect((await administrator.get(`${list}?state=broken`)).status).toBe(400);
    expect((await administrator.get(`${list}?continuationToken=none`)).status).toBe(400);
    expect((await sanFrancisco.get(list)).status).toBe(403);
    expect((await administrator.post(`${list}/synchronize`, { channelIds: [] })).status).toBe(400);
  });
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type EnumerationEnvironment, startEnumerationEnvironment } from "../e2e/crash/enumeration";
import { killAfterEachChange } from "../e2e/crash/kill-after-each-change";
import { type Api, api } from "../environment/api";

describe("kill -9 of the functions host after each single write", () => {
  let started: EnumerationEnvironment;
  let houston: Api;

  beforeAll(async () => {
    started = await startEnumerationEnvironment();
    houston = api(started.environment, await started.environment.token.worker("000160"));
  });
  afterAll(() => started?.environment.stop());

  const written = ["channels/customers batch", "headquarters/customers batch", "headquarters/customers bulk"];

  it("E1: of an edit, which job 1010 then brings to the channel", async () => {
    const { writes } = await killAfterEachChange({
      ...started,
      caller: houston,
      action: "edited",
      isDistributed: true,
      ask: (path, k, condition) => houston.patch(path, { title: `Dr. ${k}` }, condition),
      made: (k) => ({ title: `Dr. ${k}` }),
    });
    expect(writes).toEqual(written);
  });

  it("A1, E1: of a new address: it is added once", async () => {
    const { writes } = await killAfterEachChange({
      ...started,
      caller: houston,
      action: "addressAdded",
      ask: (path, k, condition) => houston.post(`${path}/addresses`, { street: `${k} Crash St` }, condition),
      made: (k) => ({ addresses: [{ street: `${k} Crash St`, primary: true }] }),
    });
    expect(writes).toEqual(written);
  });

  it("E1: of another external reference: it is the customer's alone, and the former is free or still its own", async () => {
    const { writes, crashes } = await killAfterEachChange({
      ...started,
      caller: houston,
      action: "edited",
      given: (k) => ({ externalReference: `Former-${k}` }),
      ask: (path, k, condition) => houston.patch(path, { externalReference: `Present-${k}` }, condition),
      made: (k) => ({ externalReference: `Present-${k}` }),
    });
    expect(writes).toEqual([
      "channels/customers batch",
      "headquarters/customer-keys create",
      "headquarters/customer-keys delete",
      ...written.slice(1),
    ]);
    const create = (externalReference: string) =>
      houston.post("/channels/houston/customers", { lastName: "Rival", externalReference });
    for (let k = 1; k <= crashes + 1; k += 1) expect((await create(`Present-${k}`)).status).toBe(409);
    expect((await create(`Former-${crashes + 1}`)).status).toBe(201);
  });

  it("E3: of a loyalty card: it is issued once, and nobody else gets it", async () => {
    const { body: rival } = await houston.post("/channels/houston/customers", { lastName: "Rival" });
    const cards = (path: string) => `${path}/loyalty-cards`;
    const { writes, crashes } = await killAfterEachChange({
      ...started,
      caller: houston,
      action: "loyaltyCardIssued",
      isDistributed: true,
      ask: (path, k, condition) => houston.post(cards(path), { cardNumber: `CRASH-${k}` }, condition),
      made: (k) => ({ loyaltyCards: [{ cardNumber: `CRASH-${k}`, state: "issued" }] }),
    });
    expect(writes).toEqual([...written.slice(0, 1), "headquarters/customer-keys create", ...written.slice(1)]);
    for (let k = 1; k <= crashes + 1; k += 1) {
      const refused = await houston.post(cards(`/channels/houston/customers/${rival.customerId}`), {
        cardNumber: `CRASH-${k}`,
      });
      expect([refused.status, refused.body.type]).toEqual([409, expect.stringMatching(/card-in-use$/)]);
    }
  });
});

import { describe, expect, it } from "vitest";
import { type Answer, problem } from "../../environment/api";
import { inHouston, people } from "../people";

const ifMatch = (answer: Answer) => ({ "if-match": String(answer.headers.get("etag")) });

describe("customers at headquarters", () => {
  const callers = people();

  it("P2: every change is in the audit trail: who, when, from which channel, which fields, never their values", async () => {
    const created = await callers.create({ firstName: "Audrey", email: "audrey@secret.example" });
    const { customerId, accountNumber } = created.body;
    await callers.houston.patch(inHouston(customerId), { firstName: "Audry", title: "Dr." }, ifMatch(created));
    const { status, body } = await callers.administrator.get(
      `/headquarters/customers/${accountNumber}?legalEntityId=usrt`,
    );
    expect(status).toBe(200);
    expect(body).toMatchObject({ customerId, revision: 2, name: "Audry" });
    const by = { customerId, actor: "worker:000160", channelId: "houston", at: expect.any(String) };
    expect(body.audit).toMatchObject([
      { ...by, action: "edited", fields: ["title", "firstName"] },
      { ...by, action: "created", entryId: "create" },
    ]);
    expect(body.audit[1].fields).toEqual(expect.arrayContaining(["firstName", "emails", "accountNumber"]));
    expect(JSON.stringify(body.audit)).not.toMatch(/Audr|secret/);
  });

  it("all customers of a legal entity are listed, page by page, and searched", async () => {
    for (const firstName of ["Lista", "Listb", "Listc"]) await callers.create({ firstName, lastName: "Listed" });
    const names = new Set<string>();
    let token = "";
    do {
      const { body } = await callers.administrator.get(`/headquarters/customers?legalEntityId=usrt&top=2${token}`);
      for (const { name } of body.items) names.add(name);
      token = body.continuationToken && `&continuationToken=${encodeURIComponent(body.continuationToken)}`;
    } while (token);
    expect([...names]).toEqual(expect.arrayContaining(["Lista Listed", "Listb Listed", "Listc Listed"]));
    const found = await callers.administrator.get("/headquarters/customers?legalEntityId=usrt&name=listed%20listb");
    expect(found.body.items).toMatchObject([{ name: "Listb Listed" }]);
    expect((await callers.administrator.get("/headquarters/customers?legalEntityId=eurt")).body.items).toEqual([]);
    expect(problem(await callers.houston.get("/headquarters/customers?legalEntityId=usrt"))).toEqual([
      403,
      "forbidden",
    ]);
  });
});

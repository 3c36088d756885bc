import { HttpRequest } from "@azure/functions";
import { describe, expect, it } from "vitest";
import { authenticate, requireAdministrator, requireChannel } from "../../../shared/http/authorize";
import { channel } from "../customers/houston";

const houston = {
  ...channel(),
  staff: { workers: { "worker-1": { workerId: "1", permissionGroupId: "associate" } } },
};
const shop = { ...houston, organization: { ...houston.organization, clientIds: ["app"] } };
const forbidden = { kind: "forbidden" };
const find = async (channelId: string) => (channelId === "houston" ? shop : undefined);

describe("who may call", () => {
  it.each([
    [{ roles: ["Channel.Pos"], oid: "worker-1" }],
    [{ roles: ["Channel.Ecommerce"], azp: "app" }],
    [{ roles: ["Headquarters.Admin"] }],
  ])("%j acts in the channel", async (caller) => {
    expect(await requireChannel(caller, "houston", find)).toBe(shop);
    await expect(requireChannel(caller, "nowhere", find)).rejects.toMatchObject(forbidden);
  });

  it.each([
    [{ roles: [], oid: "worker-1" }],
    [{ roles: ["Channel.Pos"] }],
    [{ roles: ["Channel.Pos"], oid: "worker-2" }],
    [{ roles: ["Channel.Pos"], oid: "constructor" }],
    [{ roles: ["Channel.Pos"], azp: "app" }],
    [{ roles: ["Channel.Ecommerce"], oid: "worker-1" }],
    [{ roles: ["Channel.Ecommerce"], azp: "other" }],
    [{ roles: ["Channel.Ecommerce"] }],
    [{ roles: ["headquarters.admin"] }],
  ])("%j does not", async (caller) => {
    await expect(requireChannel(caller, "houston", find)).rejects.toMatchObject(forbidden);
  });

  it.each(["", "a?b", "a/b", "..", " ", "x".repeat(61)])("the channel %j is not even looked for", async (channelId) => {
    const admin = { roles: ["Headquarters.Admin"] };
    const never = () => Promise.reject(new Error("It was looked for."));
    await expect(requireChannel(admin, channelId, never)).rejects.toMatchObject(forbidden);
  });

  it("headquarters is for administrators alone", () => {
    expect(() => requireAdministrator({ roles: ["Channel.Pos"] })).toThrow(expect.objectContaining(forbidden));
    expect(() => requireAdministrator({ roles: ["Headquarters.Admin"] })).not.toThrow();
  });

  it.each([
    [{}],
    [{ authorization: "Basic abc" }],
    [{ authorization: "Bearer" }],
    [{ authorization: "Bearer a b" }],
    [{ "x-ms-client-principal": "eyJyb2xlcyI6W119", "x-ms-client-principal-id": "worker-1" }],
  ])("%j is no access token", async (headers) => {
    const request = new HttpRequest({ method: "GET", url: "http://localhost/", headers: { ...headers } });
    const check = async () => ({ roles: ["Headquarters.Admin"] });
    await expect(authenticate(request, check)).rejects.toMatchObject({ kind: "unauthenticated" });
  });
});

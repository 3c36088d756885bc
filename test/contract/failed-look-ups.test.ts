import { expect, it } from "vitest";
import { cosmosHeadquartersChanges, cosmosMemberships } from "../../shared/platform/cosmos";
import { isGateway, testDatabases } from "./databases";

const databases = testDatabases();

it.runIf(isGateway)(
  "S5: a first look at the partition key ranges that failed is repeated, not kept for ever",
  async () => {
    const { find } = cosmosMemberships(databases.realTime());
    const changes = async () => {
      for await (const { continuation } of cosmosHeadquartersChanges(databases.realTime()).since(undefined))
        return continuation;
      return "nothing";
    };
    await databases.faults([{ match: { path: "/pkranges" }, respond: { status: 503 } }]);
    for (let times = 0; times < 2; times += 1) {
      await expect(find(["nobody"])).rejects.toMatchObject({ kind: "headquarters-unavailable" });
      await expect(changes()).rejects.toMatchObject({ kind: "headquarters-unavailable" });
    }
    await databases.faults([]);
    expect(await find(["nobody"])).toEqual(new Map());
    expect(await changes()).toEqual(expect.any(String));
  },
);

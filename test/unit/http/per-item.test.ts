import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { Failure } from "../../../shared/failure";
import { perItem } from "../../../shared/http";
import { recordingLog } from "../log";

const log = recordingLog();
const batch = { atOnce: 4, pointer: "/items", keyOf: (item: string) => item.split(" ")[0] };

describe("the results of a batch", () => {
  it("come in the order of the items, whatever ends first", async () => {
    const items = ["a 30", "b 20", "c 10", "d 0", "e 5"];
    const work = async (item: string) => {
      await delay(Number(item.split(" ")[1]));
      return { done: item };
    };
    expect(await perItem({ ...batch, items, work }, log)).toEqual(items.map((item) => ({ done: item })));
  });

  it("an item that is refused stands for itself alone, and says where its faults are in the body", async () => {
    const work = async (item: string) => {
      const errors = [{ pointer: "/name", message: "No." }];
      if (item === "bad") throw new Failure("invalid-request", "It is bad.", { errors });
      if (item === "broken") throw new Error("Nobody promised this");
      return { outcome: "done" };
    };
    const results = await perItem({ ...batch, items: ["good", "bad", "broken", "fine"], work }, log);
    expect(results).toMatchObject([
      { outcome: "done" },
      { outcome: "refused", problem: { status: 400, errors: [{ pointer: "/items/1/name" }] } },
      { outcome: "refused", problem: { status: 500 } },
      { outcome: "done" },
    ]);
    expect(JSON.stringify(results)).not.toContain("Nobody promised");
  });

  it("items with one key are worked on one after another, others at the same time, no more than so many", async () => {
    const running = new Set<string>();
    let most = 0;
    const order: string[] = [];
    const work = async (item: string) => {
      const key = String(batch.keyOf(item));
      expect(running.has(key)).toBe(false);
      running.add(key);
      most = Math.max(most, running.size);
      await delay(2);
      running.delete(key);
      order.push(item);
    };
    const items = ["a 1", "b 1", "a 2", "c 1", "d 1", "e 1", "f 1", "a 3"];
    await perItem({ ...batch, items, work }, log);
    expect(most).toBe(4);
    expect(order.filter((item) => item.startsWith("a"))).toEqual(["a 1", "a 2", "a 3"]);
    expect([...order].sort()).toEqual([...items].sort());
  });

  it("is refused as a whole when what all items need is away, once nothing is worked on any more", async () => {
    let running = 0;
    const work = async (item: string) => {
      running += 1;
      await delay(item === "away" ? 0 : 10);
      running -= 1;
      if (item === "away") throw new Failure("channel-database-unavailable", "It is away.");
    };
    const items = ["away", ...Array.from({ length: 20 }, (_, index) => `item-${index}`)];
    await expect(perItem({ ...batch, items, work }, log)).rejects.toMatchObject({
      kind: "channel-database-unavailable",
    });
    expect(running).toBe(0);
  });
});

import { describe, expect, it } from "vitest";
import { inOrderOfKeys } from "../../../shared/imports/in-order-of-keys";

/** Does the work of each item when it is told to; `begun` names those that have begun. */
function workByHand() {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const work = async (item: string) => {
    begun.push(item);
    await new Promise<void>((end) => ends.set(item, end));
    return item.toUpperCase();
  };
  const end = async (item: string) => {
    ends.get(item)?.();
    await new Promise(setImmediate);
  };
  return { begun, work, end };
}

const keysOf = (item: string) => item.split("+");

describe("in order of keys", () => {
  it("does at once what has no key in common, and answers in the order of the items", async () => {
    const { begun, work, end } = workByHand();
    const done = inOrderOfKeys(["a", "b", "c"], keysOf, 2, work);
    await end("none");
    expect(begun).toEqual(["a", "b"]);
    for (const item of ["b", "c", "a"]) await end(item);
    expect(await done).toEqual(["A", "B", "C"]);
  });

  it("waits for those before with a key in common, also by way of one that has both", async () => {
    const { begun, work, end } = workByHand();
    const done = inOrderOfKeys(["a", "a+b", "a", "b", "c"], keysOf, 10, work);
    await end("none");
    expect(begun).toEqual(["a", "c"]);
    await end("a");
    expect(begun).toEqual(["a", "c", "a+b"]);
    await end("a+b");
    expect(begun).toEqual(["a", "c", "a+b", "a"]);
    await end("a");
    expect(begun).toEqual(["a", "c", "a+b", "a", "b"]);
    for (const item of ["b", "c"]) await end(item);
    expect(await done).toEqual(["A", "A+B", "A", "B", "C"]);
  });

  it("goes on after a failure until all that has begun has ended, and fails as the first", async () => {
    const done: string[] = [];
    const outcome = inOrderOfKeys(["a", "b"], keysOf, 10, async (item) => {
      await new Promise(setImmediate);
      done.push(item);
      if (item === "a") throw new Error("a failed");
    });
    await expect(outcome).rejects.toThrow("a failed");
    expect(done).toEqual(["a", "b"]);
  });
});

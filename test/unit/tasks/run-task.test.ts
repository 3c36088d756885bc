import { beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { Failure } from "../../../shared/failure";
import { requestTask, resumeTasks, runTask, type TaskContext, taskKind } from "../../../shared/tasks";
import { silent } from "../log";
import { memoryTasks } from "./memory-tasks";

const leaseMs = 60_000;
const runMs = 240_000;

describe("a task", () => {
  let memory: ReturnType<typeof memoryTasks>;
  let work: (context: TaskContext<number, number>) => Promise<null | number>;

  beforeEach(async () => {
    memory = memoryTasks();
    await requestTask({ ...memory, log: silent, signalGraceMs: 60_000 })({
      taskId: "t",
      kind: "count",
      input: 3,
      actor: "administrator:a",
    });
  });

  const run = () =>
    runTask({
      ...memory,
      log: silent,
      leaseMs,
      runMs,
      kinds: { count: taskKind(z.number(), z.number(), (context) => work(context)) },
    })({ taskId: "t" });

  /** Counts up to its input, and notes which steps it does. */
  function counting(done: number[], before: (next: number) => void = () => undefined) {
    return async ({ input, checkpoint = 0, step }: TaskContext<number, number>) => {
      for (let next = checkpoint + 1; next <= input; next += 1) {
        before(next);
        done.push(next);
        await step(next, { recordId: `step-${next}`, content: { next } });
      }
      return input;
    };
  }

  it("is signalled when it is asked for, and runs to its end", async () => {
    const done: number[] = [];
    work = counting(done);
    expect(memory.sent).toEqual(["t"]);
    await run();
    expect(memory.task("t")).toMatchObject({ state: "succeeded", checkpoint: 3, result: 3, error: null });
    expect([...memory.records.keys()]).toEqual(["step-1", "step-2", "step-3"]);
    await run();
    expect(done).toEqual([1, 2, 3]);
  });

  it("goes on from its last finished step after a dependency was away, later each time", async () => {
    const done: number[] = [];
    let isAway = true;
    work = counting(done, (next) => {
      if (next === 2 && isAway) throw new Failure("headquarters-unavailable", "Headquarters cannot be reached.");
    });
    await run();
    expect(memory.task("t")).toMatchObject({
      state: "queued",
      error: "Headquarters cannot be reached.",
      checkpoint: 1,
    });
    await run();
    await run();
    expect(memory.scheduled.map(({ at }) => at.slice(11, 19))).toEqual(["10:00:01", "10:00:01", "10:00:02"]);
    isAway = false;
    await run();
    expect(done).toEqual([1, 2, 3]);
    expect(memory.task("t")).toMatchObject({ state: "succeeded", error: null });
  });

  it("fails with what it says when its failure will not pass", async () => {
    work = () => Promise.reject(new Failure("not-found", "The file is gone."));
    await run();
    expect(memory.task("t")).toMatchObject({ state: "failed", error: "The file is gone.", result: null });
    expect(memory.scheduled).toEqual([]);
  });

  it("begins again when it is asked for after its end, and stays as it is while it is under way", async () => {
    const request = requestTask({ ...memory, log: silent, signalGraceMs: 60_000 });
    const again = () => request({ taskId: "t", kind: "count", input: 5, actor: "administrator:b" });
    await again();
    expect(memory.task("t")).toMatchObject({ input: 3, actor: "administrator:a" });
    work = () => Promise.reject(new Failure("precondition-failed", "The customer keeps changing."));
    await run();
    expect(memory.task("t")).toMatchObject({ state: "failed" });
    await again();
    work = counting([]);
    await run();
    expect(memory.task("t")).toMatchObject({ state: "succeeded", result: 5, actor: "administrator:b", error: null });
  });

  it("fails after ten runs that nobody can explain, without their message", async () => {
    work = () => Promise.reject(new Error("Ana Bowman"));
    for (let tries = 0; tries < 12; tries += 1) await run();
    expect(memory.task("t")).toMatchObject({ state: "failed", attempts: 10 });
    expect(memory.task("t")?.error).not.toContain("Ana");
  });

  it("leaves the rest to another run when its time is over", async () => {
    const done: number[] = [];
    work = counting(done, () => memory.pass(runMs));
    await run();
    expect([done, memory.task("t")?.state, memory.sent]).toEqual([[1], "queued", ["t", "t"]]);
    for (let runs = 0; runs < 3; runs += 1) await run();
    expect(memory.task("t")).toMatchObject({ state: "succeeded" });
    expect(done).toEqual([1, 2, 3]);
  });

  it("is left alone while another run holds it, and taken over when that one's lease has run out", async () => {
    let crashed: TaskContext<number, number> | undefined;
    work = (context) => {
      crashed = context;
      return new Promise(() => undefined);
    };
    void run();
    await expect.poll(() => crashed).toBeDefined();
    const done: number[] = [];
    work = counting(done);
    await run();
    expect(done).toEqual([]);
    memory.pass(leaseMs);
    await resumeTasks({ ...memory, log: silent })();
    expect(memory.sent).toEqual(["t", "t"]);
    await run();
    expect(done).toEqual([1, 2, 3]);
    await expect(crashed?.step(1)).rejects.toThrow("taken over");
    expect(memory.task("t")).toMatchObject({ state: "succeeded", checkpoint: 3 });
  });

  it("that crashes each time ends as failed", async () => {
    work = () => new Promise(() => undefined);
    for (let tries = 0; tries < 11; tries += 1) {
      void run();
      await expect.poll(() => memory.task("t")?.attempts).toBe(Math.min(tries + 1, 10));
      memory.pass(leaseMs);
    }
    await expect.poll(() => memory.task("t")?.state).toBe("failed");
  });

  it("stays queued when its signal cannot be sent, and is signalled by the timer", async () => {
    const queue = { send: () => Promise.reject(new Failure("queue-unavailable", "The queue cannot be reached.")) };
    await requestTask({ ...memory, queue, log: silent, signalGraceMs: 60_000 })({
      taskId: "u",
      kind: "count",
      input: 1,
      actor: "a",
    });
    expect(memory.task("u")).toMatchObject({ state: "queued" });
    memory.pass(60_000);
    await resumeTasks({ ...memory, log: silent })();
    expect(memory.sent).toContain("u");
  });
});

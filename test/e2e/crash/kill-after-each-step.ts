import { expect } from "vitest";
import type { Answer } from "../../environment/api";
import type { EnumerationEnvironment } from "./enumeration";
import { idleQueue } from "./idle-queue";
import { type Crashes, killAfterEachRequest } from "./kill-after-each-request";
import { answered } from "./point-of-sale";
import { resumedByTimer } from "./repair";
import { stored } from "./stored";
import { withoutSignals, withSignals } from "./unsignalled";

export interface EnumeratedIntent<Subject> extends EnumerationEnvironment {
  prepare(k: number): Promise<Subject>;
  /** The task in which the intent is kept. */
  taskIdOf(subject: Subject): string;
  ask(subject: Subject): Promise<Answer>;
  expectUntouched(subject: Subject): Promise<void>;
  expectDone(subject: Subject): Promise<void>;
}

/**
 * Asks for something whose intent is kept first, a merge or an erasure, of one customer after the other, each with a
 * crash. Its task alone then brings it to its end; before the task was kept, nothing has happened. The administrator
 * asks again in any case, and finds it done.
 */
export function killAfterEachStep<Subject>(intent: EnumeratedIntent<Subject>): Promise<Crashes> {
  const { environment } = intent;
  return killAfterEachRequest<Subject>({
    environment,
    async prepare(k) {
      const subject = await intent.prepare(k);
      await withoutSignals(environment);
      return subject;
    },
    ask: (subject) => intent.ask(subject).catch(() => undefined),
    async afterwards(subject) {
      await withSignals(environment);
      const isKept = (await stored(environment).tasksOf(intent.taskIdOf(subject))).length > 0;
      await resumedByTimer(environment);
      await (isKept ? intent.expectDone(subject) : intent.expectUntouched(subject));
      const again = await answered("What was asked for again", () => intent.ask(subject));
      expect([again.status, again.body.type]).toEqual([200, undefined]);
      await intent.expectDone(subject);
      await resumedByTimer(environment);
      await idleQueue(environment);
    },
  });
}

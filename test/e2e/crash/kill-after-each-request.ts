import type { Answer } from "../../environment/api";
import { cosmosControls } from "../../environment/emulator-controls";
import type { TestEnvironment } from "../../environment/test-environment";
import { until } from "../../environment/until";
import { type HeldRequest, holdRequest } from "./hold-request";

/** Work that somebody asks for over HTTP, one subject after the other. */
export interface CrashingWork<Subject> {
  readonly environment: TestEnvironment;
  /** Makes, undisturbed, the customer or customers whom the k-th crash strikes. */
  prepare(k: number): Promise<Subject>;
  /** Asks for the work, once or again and again; undefined when there was no answer. */
  ask(subject: Subject): Promise<Answer | undefined>;
  /** Whether nothing of it is under way any more, once it was answered; without it, nothing is. */
  isThrough?(answer: Answer): Promise<boolean>;
  readonly headquartersRefusesOnce?: boolean;
  /** Starts again what a crash stopped; without it, the functions host alone. */
  startAgain?(): Promise<void>;
  /** What repairs it, and what must be true then: after each crash, and at last when it came through. */
  afterwards(subject: Subject, asked: Promise<Answer | undefined>, isCrashed: boolean): Promise<void>;
}

export interface Crashes {
  /** How many there were: one after each request that is no GET. */
  readonly crashes: number;
  /** What the undisturbed work writes, by the gateway's names, sorted. */
  readonly writes: readonly string[];
}

/**
 * Kills the functions host at the first, second, third … request that the work sends to the databases, when that is
 * committed and not answered, and starts it again. Ends with the work that comes through undisturbed: so it finds out
 * itself how many there are.
 */
export async function killAfterEachRequest<Subject>(work: CrashingWork<Subject>): Promise<Crashes> {
  const { environment, headquartersRefusesOnce = false } = work;
  const startAgain = work.startAgain ?? (() => environment.functions.start());
  for (let k = 1; ; k += 1) {
    const subject = await work.prepare(k);
    const request = await holdRequest(environment, k, headquartersRefusesOnce);
    const asked = work.ask(subject);
    const isHeld = await heldOrThrough(request, asked, work);
    const writes = await request.writes();
    if (isHeld) await environment.functions.kill();
    await cosmosControls(environment).faults([]);
    if (isHeld) await startAgain();
    await work.afterwards(subject, asked, isHeld);
    if (!isHeld) return { crashes: k - 1, writes };
  }
}

/** Waits until the request is held, or all of the work has come through: answers whether it is held. */
async function heldOrThrough<Subject>(
  request: HeldRequest,
  asked: Promise<Answer | undefined>,
  { isThrough = async () => true }: CrashingWork<Subject>,
): Promise<boolean> {
  let answer: Answer | undefined;
  void asked.then((given) => {
    answer = given;
  });
  const outcome = await until("a request is held, or the work came through", async () => {
    if (await request.isHeld()) return "held";
    // The very last write may be held while the reading that follows it sees it.
    return answer && (await isThrough(answer)) && ((await request.isHeld()) ? "held" : "through");
  });
  return outcome === "held";
}

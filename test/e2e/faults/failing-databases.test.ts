import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { cosmosControls } from "../../environment/emulator-controls";
import { startTestEnvironment, type TestEnvironment } from "../../environment/test-environment";
import { quickRepair, showUnavailable } from "./channel-failing";
import { type failures, quickRecovery, showFallback } from "./headquarters-failing";

type Failure = keyof typeof failures;

describe("while a database", () => {
  let environment: TestEnvironment;
  beforeAll(async () => {
    environment = await startTestEnvironment({ settings: { ...quickRecovery, ...quickRepair } });
  });
  afterEach(() => cosmosControls(environment).faults([]));
  afterAll(async () => {
    await environment?.stop();
    // Nothing that is given up goes on listening.
    expect(environment.lines.filter((line) => line.includes("MaxListenersExceededWarning"))).toEqual([]);
  });

  it.each<Failure>(["answers 503", "hangs"])(
    "C2 c: of headquarters %s: a sync store keeps customers in the channel within 2 s; they are numbered afterwards",
    (failure) => showFallback(environment, failure),
    90_000,
  );

  it.each<Failure>(["answers 503"])(
    "of the channels %s: requests are answered 503, and nothing is half made",
    (failure) => showUnavailable(environment, failure),
    90_000,
  );
});

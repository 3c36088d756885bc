import { afterAll, afterEach, beforeAll, describe, it } from "vitest";
import { quickRepair, showUnavailable } from "../e2e/faults/channel-failing";
import { type failures, quickRecovery, showFallback } from "../e2e/faults/headquarters-failing";
import { cosmosControls } from "../environment/emulator-controls";
import { startTestEnvironment, type TestEnvironment } from "../environment/test-environment";

type Failure = keyof typeof failures;

describe("while a database", () => {
  let environment: TestEnvironment;
  beforeAll(async () => {
    environment = await startTestEnvironment({ settings: { ...quickRecovery, ...quickRepair } });
  });
  afterEach(() => cosmosControls(environment).faults([]));
  afterAll(() => environment?.stop());

  it.each<Failure>(["throttles", "hangs up"])(
    "C2 c: of headquarters %s: a sync store keeps customers in the channel within 2 s; they are numbered afterwards",
    (failure) => showFallback(environment, failure),
    90_000,
  );

  it.each<Failure>(["throttles", "hangs up", "hangs"])(
    "of the channels %s: requests are answered 503, and nothing is half made",
    (failure) => showUnavailable(environment, failure),
    90_000,
  );
});

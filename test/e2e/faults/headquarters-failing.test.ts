import { afterAll, beforeAll, describe, it } from "vitest";
import { startTestEnvironment, type TestEnvironment } from "../../environment/test-environment";
import { type failures, quickRecovery, showFallback } from "./headquarters-failing";

describe("a sync store while headquarters", () => {
  let environment: TestEnvironment;
  beforeAll(async () => {
    environment = await startTestEnvironment({ settings: quickRecovery });
  });
  afterAll(() => environment?.stop());

  it.each<keyof typeof failures>(["answers 503", "throttles", "hangs up", "hangs"])(
    "C2 c: %s: keeps customers in the channel within 2 s, and they are numbered afterwards",
    (failure) => showFallback(environment, failure),
    90_000,
  );
});

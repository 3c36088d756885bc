import { serviceBusControls } from "../../environment/emulator-controls";
import type { TestEnvironment } from "../../environment/test-environment";

/** Has no message come through until it is told so: whoever asks does all the work, and consumers do not join in. */
export async function withoutSignals(environment: TestEnvironment): Promise<void> {
  await serviceBusControls(environment).faults([{ match: { operation: "send" }, respond: { status: 503 } }]);
}

export const withSignals = (environment: TestEnvironment): Promise<void> => serviceBusControls(environment).faults([]);

import { Failure } from "../failure";
import type { ChannelConfiguration } from "../headquarters";

/** Rejects with `feature-disabled` while the channel has clienteling off (F5). */
export function requireClienteling({ global }: ChannelConfiguration): void {
  if (!global.features.clienteling) throw new Failure("feature-disabled", "The feature clienteling is not enabled.");
}

import {
  type ChannelConfigurationStore,
  type ConfigurationJobId,
  type ConfigurationStore,
  distributeConfiguration,
} from "../headquarters";
import type { Job } from "./job";

/** The jobs that bring configuration to the channels; what they bring is small, so every run looks at all of it. */
export function configurationJobs(
  configuration: ConfigurationStore,
  channels: ChannelConfigurationStore,
): Readonly<Record<ConfigurationJobId, Job>> {
  const job =
    (id: ConfigurationJobId): Job =>
    () =>
      distributeConfiguration(id, configuration, channels);
  return {
    "1040": job("1040"),
    "1060": job("1060"),
    "1070": job("1070"),
    "1090": job("1090"),
    "1110": job("1110"),
    "1150": job("1150"),
  };
}

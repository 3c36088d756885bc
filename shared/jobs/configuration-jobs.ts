import { type ConfigurationJobId, type DistributionPorts, distributeConfiguration } from "../headquarters";
import type { Job } from "./job";

/**
 * The jobs that bring configuration to the channels. Their checkpoint is the version of headquarters' configuration up
 * to which everything was brought; a full run writes all parts again.
 */
export function configurationJobs(ports: DistributionPorts): Readonly<Record<ConfigurationJobId, Job>> {
  const job =
    (id: ConfigurationJobId): Job =>
    async ({ mode, checkpoint = "0", count, step }) => {
      const since = Number(checkpoint);
      const version = await distributeConfiguration(id, ports, { since, rewrite: mode === "full", count, step });
      if (version !== since) await step(String(version));
    };
  return {
    "1040": job("1040"),
    "1060": job("1060"),
    "1070": job("1070"),
    "1090": job("1090"),
    "1110": job("1110"),
    "1150": job("1150"),
  };
}

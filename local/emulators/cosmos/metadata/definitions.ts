import type { IndexingPolicyDefinition } from "../storage/indexing-policy";
import type { SystemProperties } from "../storage/resource-table";

export interface DatabaseDefinition extends SystemProperties {
  readonly id: string;
}

export interface ContainerDefinition extends SystemProperties {
  readonly id: string;
  readonly partitionKey: { readonly paths: readonly string[]; readonly kind?: string; readonly version?: number };
  readonly indexingPolicy?: IndexingPolicyDefinition;
  readonly uniqueKeyPolicy?: { readonly uniqueKeys?: readonly { readonly paths: readonly string[] }[] };
  /** Seconds; -1 lets only documents expire that say so; absent: none does. */
  readonly defaultTtl?: number | null;
}

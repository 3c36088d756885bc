import { z } from "zod";
import { actor } from "../audit";

/** A merge that was asked for: the intent, from which it is resumed wherever it stopped. */
export const mergeInput = z.object({ secondaryId: z.string(), primaryId: z.string(), actor });
export type MergeInput = z.infer<typeof mergeInput>;

import { z } from "zod";

const place = z.string().nullable();

/**
 * Where job 1010 stands, in whichever run. A full run and what it takes to fill a group are written down before they
 * begin, so that any later run goes on with them; the place in the change feed is never lost to them.
 */
const customersCheckpoint = z.object({
  /** Where the change feed is read on; null before the first page ever. */
  changes: place,
  /** How far a full run has come, while one is unfinished. */
  full: z.object({ continuation: place }).nullable(),
  /** The address books of the groups, as of this version of headquarters' configuration. */
  books: z.record(z.string(), z.array(z.string()).readonly().nullable()),
  version: z.number(),
  /** Address books whose customers a group is still to be given, and how far that has come. */
  gains: z.array(
    z.object({
      channelDatabaseGroupId: z.string(),
      addressBookIds: z.array(z.string()).readonly(),
      continuation: place,
    }),
  ),
  /** Associates whose client books are still to be brought to the groups that hold them now, and how far that has come. */
  movedClientBooks: z
    .object({ workerIds: z.array(z.string()).readonly(), continuation: place })
    .nullable()
    .default(null),
});
export type CustomersCheckpoint = z.infer<typeof customersCheckpoint>;

export function readCheckpoint(kept: string | undefined): CustomersCheckpoint {
  if (kept === undefined)
    return { changes: null, full: null, books: {}, version: 0, gains: [], movedClientBooks: null };
  return customersCheckpoint.parse(JSON.parse(kept));
}

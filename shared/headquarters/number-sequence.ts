import { z } from "zod";

/** Account and client-book numbers are made of these (S7). */
export const numberSequence = z
  .strictObject({
    format: z.string().regex(/^[^#]{0,20}#{1,15}[^#]{0,20}$/, "A format holds one run of #, such as 00-########."),
    next: z.int().min(0),
    smallest: z.int().min(0),
    largest: z.int().min(1),
    blockSize: z.int().min(1).max(10_000),
  })
  .refine(({ smallest, next, largest }) => smallest <= next && next <= largest + 1, {
    error: "next lies between smallest and largest + 1.",
    path: ["next"],
  })
  .refine(({ format, largest }) => String(largest).length <= (/#+/.exec(format)?.[0].length ?? 0), {
    error: "The format has fewer digits than the largest number.",
    path: ["format"],
  });
export type NumberSequence = z.infer<typeof numberSequence>;

/** How many numbers are left. */
export const remainingNumbers = ({ largest, next }: Pick<NumberSequence, "largest" | "next">) =>
  Math.max(0, largest - next + 1);

/** With fewer blocks left than these a sequence is warned of: time enough to enlarge it. */
const scarceBlocks = 1_000;

/** Whether a sequence comes near its end. */
export const isScarce = (remaining: number, blockSize: number) => remaining < scarceBlocks * blockSize;

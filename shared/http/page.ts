import { z } from "zod";

/** The query of every list: how many items, and where to go on. */
export const pageQuery = {
  top: z
    .string()
    .regex(/^\d{1,3}$/, "top is a whole number from 1 to 200.")
    .transform(Number)
    .refine((top) => top >= 1 && top <= 200, "top is a whole number from 1 to 200.")
    .default(50),
  continuationToken: z
    .string()
    .regex(/^[\x20-\x7e]{1,8000}$/, "This is no continuation token.")
    .optional(),
};

/** A page of a list. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), continuationToken: z.string().nullable() });

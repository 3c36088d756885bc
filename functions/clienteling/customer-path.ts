import { z } from "zod";

/** The id may be the GUID or the account number. */
export const customerPath = z.object({ customerId: z.string().min(1).max(60) });

import { z } from "zod";

/** Ids of configuration: letters, digits, dot, dash, underscore; at most 60 characters. */
export const configurationId = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$/, "An id has letters, digits, dots, dashes and underscores, at most 60.");

/** Neither control characters nor halves of surrogate pairs. */
const readable = /^[^\p{Cc}\p{Cs}]*$/u;
const unreadable = "Control characters are not allowed.";

/** Text without control characters. */
export const text = (maximum: number) => z.string().max(maximum).regex(readable, unreadable);

/** Text that is not empty, such as a name; spaces around it are left out. */
export const line = (maximum: number) => z.string().trim().min(1).max(maximum).regex(readable, unreadable);

/** Zod's own rule, with the letters and digits of every script instead of ASCII's. */
const emailPattern =
  /^(?:[\p{L}\p{M}\p{N}_'+-]+\.)*[\p{L}\p{M}\p{N}_'+-]*[\p{L}\p{M}\p{N}_+-]@(?:[\p{L}\p{N}][\p{L}\p{M}\p{N}-]*\.)+[\p{L}\p{M}]{2,}$/u;

export const email = z.email({ pattern: emailPattern }).max(254);

export const countryCode = z.string().regex(/^[A-Z]{2}$/, "A country is an ISO 3166-1 alpha-2 code, such as US.");
export const currencyCode = z.string().regex(/^[A-Z]{3}$/, "A currency is an ISO 4217 code, such as USD.");
export const languageTag = z
  .string()
  .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, "A language is a BCP 47 tag, such as en-US.");

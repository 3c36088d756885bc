import { z } from "zod";
import { cardView, facet, isAttributeParameter } from "../../shared/clienteling";
import { pageOf, pageQuery } from "../../shared/http";

const text = z.string().trim().min(1).max(200);
const anyOf = z.union([text, z.array(text).max(50)]);

/** The query of a list of cards: besides those named here, `attr.{name}` and its conditions (B7). */
export const cardQuery = <Others extends z.ZodRawShape>(others: Others) =>
  z
    .object({ ...pageQuery, q: anyOf.optional(), ...others })
    .catchall(anyOf)
    .superRefine((query, context) => {
      const named = new Set(["top", "continuationToken", "q", ...Object.keys(others)]);
      const keys = Object.keys(query).filter((key) => !named.has(key) && !isAttributeParameter(key));
      if (keys.length > 0) context.addIssue({ code: "unrecognized_keys", keys, input: query });
    });

export const cardsPage = pageOf(cardView).extend({ facets: z.array(facet) });

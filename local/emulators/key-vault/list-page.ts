import type { Answer, EmulatorRequest } from "../control";
import { badParameter } from "./key-vault-error";

const largestPage = 25;

/** One page, with the link to the next that clients follow as it is. */
export function listPage(items: readonly unknown[], request: EmulatorRequest, origin: string): Answer {
  const size = Number(request.query.get("maxresults") ?? largestPage);
  const start = Number(request.query.get("$skiptoken") ?? 0);
  if (!Number.isInteger(size) || size < 1 || size > largestPage) {
    return badParameter(`maxresults is a whole number from 1 to ${largestPage}.`);
  }
  if (!Number.isInteger(start) || start < 0) return badParameter("The $skiptoken is none of this vault's.");
  const next = new URLSearchParams(request.query);
  next.set("$skiptoken", String(start + size));
  const nextLink = start + size < items.length ? `${origin}${request.path}?${next}` : null;
  return { status: 200, body: { value: items.slice(start, start + size), nextLink } };
}

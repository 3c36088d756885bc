import { deadLetterProperties, type Properties, type Settlement } from "../broker/settlement";
import { messageLockLost, notImplemented } from "../service-bus-error";
import type { ManagementOperation } from "./management-operation";
import { tokenList } from "./request-values";

/** Settles messages whose link is gone, or that came by their sequence number: all of them, or none. */
export const updateDisposition: ManagementOperation = ({ queue, body }, answer) => {
  const tokens = tokenList(body["lock-tokens"]);
  const settlement = settlementFrom(body);
  if (!settlement) return answer.refuse(notImplemented(`the disposition ${String(body["disposition-status"])}`));
  if (!tokens.every((token) => queue.holdsLock(token))) return answer.refuse(messageLockLost);
  let left = tokens.length;
  const settled = () => {
    left -= 1;
    if (left === 0) answer.ok({});
  };
  for (const token of tokens) queue.settle(token, settlement, settled);
};

function settlementFrom(body: Readonly<Record<string, unknown>>): Settlement | undefined {
  const properties = (body["properties-to-modify"] ?? {}) as Properties;
  switch (body["disposition-status"]) {
    case "completed":
      return { how: "complete" };
    case "abandoned":
      return { how: "abandon", properties, counted: true };
    case "defered":
      return { how: "defer", properties };
    case "suspended": {
      const reason = deadLetterProperties(body["deadletter-reason"], body["deadletter-description"]);
      return { how: "deadLetter", properties: { ...properties, ...reason } };
    }
    default:
      return undefined;
  }
}

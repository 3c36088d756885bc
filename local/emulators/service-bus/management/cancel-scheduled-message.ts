import { messageNotFound } from "../service-bus-error";
import type { ManagementOperation } from "./management-operation";
import { longList } from "./request-values";

export const cancelScheduledMessage: ManagementOperation = ({ queue, body }, answer) => {
  const found = queue.cancelScheduled(longList(body["sequence-numbers"]), () => answer.ok({}));
  if (!found) answer.refuse(messageNotFound);
};

import { types } from "rhea";
import type { MessageQueue } from "../broker/message-queue";
import type { QueueEntry } from "../broker/queue-entry";
import { uuidOf } from "../message/lock-token";
import { messageNotFound } from "../service-bus-error";
import type { ManagementAnswer, ManagementOperation } from "./management-operation";
import { longList } from "./request-values";

/** Deferred messages are received by their numbers: all of them, or none. */
export const receiveBySequenceNumber: ManagementOperation = ({ queue, body }, answer) => {
  const entries = queue.findDeferred(longList(body["sequence-numbers"]));
  if (!entries) return answer.refuse(messageNotFound);
  if (Number(body["receiver-settle-mode"]) === 0) return receiveAndDelete(queue, entries, answer);
  const messages = entries.map((entry) => {
    const { token } = queue.lockDeferred(entry);
    const message = types.wrap_binary(queue.delivered(entry));
    return types.wrap_map({ "lock-token": types.wrap_uuid(uuidOf(token)), message });
  });
  answer.ok({ messages });
};

function receiveAndDelete(queue: MessageQueue, entries: readonly QueueEntry[], answer: ManagementAnswer): void {
  const messages = entries.map((entry) => types.wrap_map({ message: types.wrap_binary(queue.delivered(entry)) }));
  let left = entries.length;
  const removed = () => {
    left -= 1;
    if (left === 0) answer.ok({ messages });
  };
  for (const entry of entries) queue.removeDeferred(entry, removed);
}

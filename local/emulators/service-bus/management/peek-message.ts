import { types } from "rhea";
import { notImplemented } from "../service-bus-error";
import type { ManagementOperation } from "./management-operation";
import { longValue } from "./request-values";

export const peekMessage: ManagementOperation = ({ queue, body }, answer) => {
  if (typeof body["session-id"] === "string") return answer.refuse(notImplemented("peeking into a session"));
  const messages = queue.peek(longValue(body["from-sequence-number"]), Number(body["message-count"]));
  if (messages.length === 0) return answer.noContent();
  answer.ok({ messages: messages.map((message) => types.wrap_map({ message: types.wrap_binary(message) })) });
};

import { type ArrivedMessage, arrivedMessage } from "../message/arrived-message";
import { undecodable } from "../service-bus-error";
import { longArray } from "./answer-values";
import type { ManagementOperation } from "./management-operation";

export const scheduleMessage: ManagementOperation = ({ queue, body }, answer) => {
  let messages: ArrivedMessage[];
  try {
    messages = (body["messages"] as { message: Buffer }[]).map(({ message }) => arrivedMessage(message));
  } catch (error) {
    return answer.refuse(undecodable(error));
  }
  queue.send(messages, (sequences) => answer.ok({ "sequence-numbers": longArray(sequences) }));
};

import { messageLockLost } from "../service-bus-error";
import { timestampArray } from "./answer-values";
import type { ManagementOperation } from "./management-operation";
import { tokenList } from "./request-values";

export const renewLock: ManagementOperation = ({ queue, body }, answer) => {
  const expirations = tokenList(body["lock-tokens"]).map((token) => queue.renewLock(token));
  const renewed = expirations.filter((time) => time !== undefined);
  if (renewed.length < expirations.length) return answer.refuse(messageLockLost);
  answer.ok({ expirations: timestampArray(renewed) });
};

import type { NewCustomer } from "../customers/new-customers";
import type { Answer } from "../load/http-client";
import type { CheckedCall } from "../load/load-generator";

/** POST in an async store; `accepted` hears of each customer that was kept. */
export function asyncCreateCall(
  sent: NewCustomer,
  accepted: (customerId: string) => void = () => {},
  channelId = "san-francisco",
): CheckedCall {
  return {
    call: { method: "POST", path: `/api/v1/channels/${channelId}/customers`, body: sent.body },
    isRight: (answer) => {
      const right = isPending(answer, sent);
      if (right) accepted(answer.body.customerId);
      return right;
    },
  };
}

function isPending({ status, body }: Answer, { request }: NewCustomer): boolean {
  return (
    status === 202 &&
    body.accountNumber === null &&
    body.accountNumberDisplay === "Pending sync" &&
    body.creationMode === "async" &&
    body.asyncReason === "profile" &&
    body.emails[0]?.address === request.email
  );
}

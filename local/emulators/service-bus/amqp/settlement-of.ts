import type { Delivery } from "rhea";
import type { Properties, Settlement } from "../broker/settlement";

interface RemoteState {
  readonly undeliverable_here?: boolean | null;
  readonly message_annotations?: Properties | null;
  readonly error?: { readonly info?: Properties | null } | null;
}

/** What an AMQP outcome means to Service Bus. */
export function settlementOf({ remote_state: state }: Delivery): Settlement {
  const { composite_type: outcome } = (state as object).constructor as { composite_type?: string };
  const { undeliverable_here: defer, message_annotations: annotations, error } = state as RemoteState;
  switch (outcome) {
    case "accepted":
      return { how: "complete" };
    case "rejected":
      return { how: "deadLetter", properties: error?.info ?? {} };
    case "modified":
      if (defer) return { how: "defer", properties: annotations ?? {} };
      return { how: "abandon", properties: annotations ?? {}, counted: true };
    case "released":
      return { how: "abandon", properties: {}, counted: false };
    default:
      throw new Error(`The AMQP outcome ${outcome} is not supported.`);
  }
}

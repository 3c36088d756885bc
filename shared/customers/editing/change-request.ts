import type { ChannelConfiguration } from "../../headquarters";
import type { Actor } from "../audit";
import type { StoredChannelCustomer } from "../channel-customers";
import type { Customer } from "../customer";
import type { CustomerChange } from "./customer-change";

/** What a caller asks to be done to a customer. */
export interface ChangeRequest {
  readonly channel: ChannelConfiguration;
  /** The customer as it was found. */
  readonly customer: StoredChannelCustomer;
  readonly actor: Actor;
  readonly ifMatch: string | undefined;
  /** Whether the change is refused without `If-Match`; one that only adds is not. */
  readonly isConditional: boolean;
  /** What is to be done to the customer as it is then; undefined when nothing. It may refuse. */
  plan(customer: Customer): CustomerChange | undefined;
}

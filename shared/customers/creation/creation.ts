import type { ChannelConfiguration } from "../../headquarters";
import type { Actor } from "../audit";
import type { ChannelCustomer } from "../channel-customers";
import type { Customer } from "../customer";
import type { Duplicate } from "../duplicates/duplicate-search";
import type { OnDuplicate } from "../duplicates/refuse-duplicates";

/** A customer that is to be created in a channel, complete but for its account number. */
export interface Creation {
  readonly channel: ChannelConfiguration;
  readonly customer: Customer;
  /** The keyed hash of the request, when it can be repeated (C5, C6). */
  readonly requestHash: string | null;
  readonly actor: Actor;
  readonly onDuplicate: OnDuplicate;
}

export interface CreatedCustomer {
  readonly copy: ChannelCustomer;
  /** Who was found just now, with name and number; the copy says of whom it was thought when it was made. */
  readonly duplicates: readonly Duplicate[];
}

import type { ChannelConfiguration } from "../../headquarters";
import type { Address, Customer } from "../customer";
import { applyChange } from "../editing/apply-change";
import type { CustomerChange } from "../editing/customer-change";
import { planAddressChange } from "../editing/plan-address";
import { planAffiliations } from "../editing/plan-affiliations";
import { planEdit } from "../editing/plan-edit";
import type { Operation } from "../synchronization/operation";
import type { OperationRepair } from "./repair-request";

export interface RepairContext {
  readonly channel: ChannelConfiguration;
  /** The customer as its channel shows it, if it does. */
  readonly shown: Customer | undefined;
  /** UTC ISO 8601. */
  readonly now: string;
  newId(): string;
}

/**
 * The payload of an operation after a repair of its kind, checked by the rules of the original request. Rejects with
 * `invalid-request`, `reference-missing`, `feature-disabled`.
 */
export function repairedPayload(operation: Operation, repair: OperationRepair, context: RepairContext): object {
  const { channel, shown } = context;
  if (operation.kind === "create" && repair.kind === "create") {
    return repairedCustomer(operation.payload, repair.payload, context);
  }
  if (operation.kind === "edit" && repair.kind === "edit" && shown) {
    const edit = planEdit(repair.payload, shown, channel, context)?.payload as typeof operation.payload | undefined;
    const attributes = { ...operation.payload.attributes, ...edit?.attributes };
    return { ...operation.payload, ...edit, ...(Object.keys(attributes).length > 0 ? { attributes } : {}) };
  }
  if (operation.kind === "replaceAffiliations" && repair.kind === "replaceAffiliations" && shown) {
    return planAffiliations(repair.payload.affiliations, shown, channel)?.payload ?? operation.payload;
  }
  if (repair.kind === "addAddress" || repair.kind === "changeAddress") {
    const address = { country: channel.organization.country, ...operation.payload } as Address;
    const addressed = { addresses: [address] } as Pick<Customer, "addresses"> as Customer;
    return { ...operation.payload, ...planAddressChange(repair.payload, addressed, address.addressId)?.payload };
  }
  return { ...operation.payload, ...repair.payload };
}

function repairedCustomer(
  customer: Customer,
  { affiliations, ...edit }: Extract<OperationRepair, { kind: "create" }>["payload"],
  { channel, ...creation }: RepairContext,
): Customer {
  const changes = [
    planEdit(edit, customer, channel, creation),
    affiliations && planAffiliations(affiliations, customer, channel),
  ];
  return changes
    .filter((change): change is CustomerChange => change !== undefined)
    .reduce((changed, change) => applyChange(changed, change, creation.now), customer);
}

import type { Receiver, Sender } from "rhea";
import { deadLetterSuffix } from "../broker/broker";
import { notAllowed, notImplemented, type ServiceBusError } from "../service-bus-error";

export const cbsNode = "$cbs";
const managementSuffix = "/$management";

/** What a client attaches to. */
export type LinkAddress =
  | { readonly node: "cbs" }
  | { readonly node: "management"; readonly entity: string }
  | { readonly node: "entity"; readonly entity: string }
  | { readonly node: "refused"; readonly error: ServiceBusError };

/** The SDK gives the path, or the whole `amqps://host/path`. */
export function linkAddress(address: string | undefined): LinkAddress {
  if (address === undefined) return refused(notImplemented("links without an address (transactions)"));
  const path = address.replace(/^amqps?:\/\/[^/]+\//, "");
  if (path === cbsNode) return { node: "cbs" };
  const isManagement = path.toLowerCase().endsWith(managementSuffix);
  const entity = isManagement ? path.slice(0, -managementSuffix.length) : path;
  if (/\/subscriptions\//i.test(entity)) return refused(notImplemented("topics and subscriptions"));
  if (/\/\$transfer/i.test(entity)) return refused(notImplemented("the transfer dead-letter queue"));
  return { node: isManagement ? "management" : "entity", entity };
}

/** Why a client may not send there. */
export function refusalToSend(entity: string, link: Receiver): ServiceBusError | undefined {
  if (entity.toLowerCase().endsWith(deadLetterSuffix)) {
    return notAllowed("Messages cannot be sent to a dead-letter queue.");
  }
  const transfer = link.properties?.["com.microsoft:transfer-destination-address"];
  return transfer === undefined ? undefined : notImplemented("sending via another entity");
}

/** Why a client may not receive there. */
export function refusalToReceive(link: Sender): ServiceBusError | undefined {
  const filters = Object.keys(link.source.filter ?? {});
  if (filters.includes("com.microsoft:session-filter")) return notImplemented("sessions");
  return filters.length === 0 ? undefined : notImplemented(`the filter ${filters.join()}`);
}

function refused(error: ServiceBusError): LinkAddress {
  return { node: "refused", error };
}

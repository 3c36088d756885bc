import type { CollectionItem, CollectionName } from "./collections";

export interface Reference {
  readonly collection: CollectionName;
  readonly id: string;
  /** Where in the body it stands, as an RFC 6901 pointer. */
  readonly pointer: string;
}

type ReferencesOf = {
  readonly [Name in CollectionName]?: (item: CollectionItem<Name>) => readonly Reference[];
};

const one = (collection: CollectionName, id: string | null, pointer: string): Reference[] =>
  id === null ? [] : [{ collection, id, pointer }];

const many = (collection: CollectionName, ids: readonly string[], pointer: string): Reference[] =>
  ids.map((id, index) => ({ collection, id, pointer: `${pointer}/${index}` }));

const referencesOf: ReferencesOf = {
  "operating-units": (unit) => one("legal-entities", unit.legalEntityId, "/legalEntityId"),
  channels: (channel) => [
    ...one("legal-entities", channel.legalEntityId, "/legalEntityId"),
    ...one("operating-units", channel.operatingUnitId, "/operatingUnitId"),
    ...one("functionality-profiles", channel.functionalityProfileId, "/functionalityProfileId"),
    ...one("channel-database-groups", channel.channelDatabaseGroupId, "/channelDatabaseGroupId"),
    ...many("address-books", channel.addressBookIds, "/addressBookIds"),
    ...one("customer-groups", channel.defaultCustomer.customerGroup, "/defaultCustomer/customerGroup"),
    ...many("affiliations", channel.defaultCustomer.affiliations, "/defaultCustomer/affiliations"),
  ],
  "attribute-groups": (group) =>
    group.attributes.flatMap(({ name }, index) => one("attributes", name, `/attributes/${index}/name`)),
  workers: (worker) => [
    ...many("legal-entities", worker.legalEntityIds, "/legalEntityIds"),
    ...many("address-books", worker.addressBookIds, "/addressBookIds"),
    ...one("permission-groups", worker.permissionGroupId, "/permissionGroupId"),
  ],
  parameters: (parameters) => [
    ...one("attribute-groups", parameters.customerAttributeGroupId, "/customerAttributeGroupId"),
    ...one("attribute-groups", parameters.clientBookAttributeGroupId, "/clientBookAttributeGroupId"),
    ...one("number-sequences", parameters.customerAccountSequenceId, "/customerAccountSequenceId"),
    ...one("number-sequences", parameters.clientBookSequenceId, "/clientBookSequenceId"),
  ],
};

/** Every id of another collection that an item names. */
export function references<Name extends CollectionName>(collection: Name, item: CollectionItem<Name>): Reference[] {
  return [...(referencesOf[collection]?.(item) ?? [])];
}

import { channelInsightsOf } from "../customer-insights";
import type { ConfigurationJobId, ConfigurationPart } from "./channel-configuration";
import type { Channel, CollectionName } from "./collections";
import type { HeadquartersConfiguration } from "./configuration-store";
import { type Features, featureIds } from "./features";

type PartBuilders = {
  readonly [Id in ConfigurationJobId]: {
    readonly reads: readonly CollectionName[];
    build(channel: Channel, hq: HeadquartersConfiguration): ConfigurationPart<Id>;
  };
};

/** What each configuration job reads at headquarters, and what it makes of it for one channel. */
export const partBuilders: PartBuilders = {
  "1040": {
    reads: ["attributes", "attribute-groups", "parameters"],
    build(channel, hq) {
      const parameters = hq.parameters.get(channel.legalEntityId);
      return {
        attributes: Object.fromEntries(hq.attributes),
        customerAttributes: attributesOf(hq, parameters?.customerAttributeGroupId),
        clientBookAttributes: attributesOf(hq, parameters?.clientBookAttributeGroupId),
      };
    },
  },
  "1060": {
    reads: ["workers"],
    build: (channel, hq) => ({
      workers: Object.fromEntries(
        [...hq.workers]
          .filter(([, worker]) => worker.addressBookIds.some((book) => channel.addressBookIds.includes(book)))
          .map(([workerId, { externalId, permissionGroupId }]) => [externalId, { workerId, permissionGroupId }]),
      ),
    }),
  },
  "1070": {
    reads: ["legal-entities", "operating-units", "functionality-profiles", "channel-database-groups"],
    build(channel, hq) {
      const unit = required(hq["operating-units"], channel.operatingUnitId);
      return {
        name: channel.name,
        kind: channel.kind,
        legalEntityId: channel.legalEntityId,
        legalEntity: required(hq["legal-entities"], channel.legalEntityId),
        country: unit.primaryAddress.country,
        timeZone: unit.timeZone,
        channelDatabaseGroupId: channel.channelDatabaseGroupId,
        filterSharedCustomerData: required(hq["channel-database-groups"], channel.channelDatabaseGroupId)
          .filterSharedCustomerData,
        addressBookIds: channel.addressBookIds,
        clientIds: channel.clientIds,
        profile: required(hq["functionality-profiles"], channel.functionalityProfileId),
        defaultCustomer: channel.defaultCustomer,
      };
    },
  },
  "1090": {
    reads: ["permission-groups"],
    build: (_, hq) => ({
      operationsByPermissionGroup: Object.fromEntries(
        [...hq["permission-groups"]].map(([id, { operations }]) => [id, operations]),
      ),
    }),
  },
  "1110": {
    reads: ["features", "customer-groups", "affiliations", "activity-types", "customer-insights"],
    build: (_, hq) => ({
      features: featuresOf(hq),
      customerGroups: Object.fromEntries(hq["customer-groups"]),
      affiliationIds: [...hq.affiliations.keys()],
      activityTypes: Object.fromEntries(hq["activity-types"]),
      customerInsights: channelInsightsOf(hq["customer-insights"].get("default")),
    }),
  },
  "1150": {
    reads: ["attributes", "attribute-groups", "parameters"],
    build(channel, hq) {
      const groupId = hq.parameters.get(channel.legalEntityId)?.clientBookAttributeGroupId;
      const members = groupId ? (hq["attribute-groups"].get(groupId)?.attributes ?? []) : [];
      return {
        refinable: [...hq.attributes].filter(([, { refinable }]) => refinable).map(([name]) => name),
        clientBookDisplayOrder: Object.fromEntries(members.map(({ name, displayOrder }) => [name, displayOrder])),
      };
    },
  },
};

function attributesOf(hq: HeadquartersConfiguration, groupId: string | null | undefined): string[] {
  const group = groupId ? hq["attribute-groups"].get(groupId) : undefined;
  return (group?.attributes ?? []).map(({ name }) => name);
}

function featuresOf(hq: HeadquartersConfiguration): Features {
  const enabled = (id: string) => hq.features.get(id)?.enabled ?? false;
  return Object.fromEntries(featureIds.map((id) => [id, enabled(id)])) as Features;
}

function required<Item>(items: ReadonlyMap<string, Item>, id: string): Item {
  const item = items.get(id);
  if (item === undefined) throw new Error(`Configuration ${id} is referenced and not there.`);
  return item;
}

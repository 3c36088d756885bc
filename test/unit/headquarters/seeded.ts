import * as organisation from "../../../local/seed/organisation";
import { type CollectionName, collections } from "../../../shared/headquarters";

const workers = Object.fromEntries(
  Object.entries(organisation.configuration["workers"] ?? {}).map(([id, worker]) => [
    id,
    { ...worker, externalId: organisation.externalIdOf(id) },
  ]),
);

const everything = {
  ...organisation.configuration,
  workers,
  parameters: Object.fromEntries(organisation.legalEntityIds.map((id) => [id, organisation.parameters])),
  features: Object.fromEntries(organisation.enabledFeatures.map((id) => [id, { enabled: true }])),
};

/** The seeded organisation as headquarters keeps it. */
export const seeded: Readonly<Record<string, Readonly<Record<string, object>>>> = Object.fromEntries(
  Object.entries(everything).map(([collection, byId]) => {
    const schema = collections[collection as CollectionName];
    return [collection, Object.fromEntries(Object.entries(byId).map(([id, item]) => [id, schema.parse(item)]))];
  }),
);

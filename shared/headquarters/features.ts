/** Feature management (F1–F5). */
export const featureIds = [
  "multipleContacts",
  "enhancedAsyncCustomers",
  "asyncAddresses",
  "asyncCustomerEdits",
  "clienteling",
] as const;

export type FeatureId = (typeof featureIds)[number];
export type Features = Readonly<Record<FeatureId, boolean>>;

import type { ChannelConfiguration, Features } from "../../../shared/headquarters";

export const noFeatures: Features = {
  multipleContacts: false,
  enhancedAsyncCustomers: false,
  asyncAddresses: false,
  asyncCustomerEdits: false,
  clienteling: false,
};

const attribute = { label: "An attribute", mandatory: false, refinable: false };

const houston: ChannelConfiguration = {
  channelId: "houston",
  organization: {
    name: "Houston",
    kind: "store",
    legalEntityId: "usrt",
    legalEntity: { name: "Contoso Retail USA", currency: "USD", language: "en-US", country: "US" },
    country: "US",
    timeZone: "America/Chicago",
    channelDatabaseGroupId: "default",
    filterSharedCustomerData: false,
    addressBookIds: ["houston-book"],
    clientIds: [],
    profile: { name: "Sync", createCustomerAsync: false, allowOfflineCreation: true },
    defaultCustomer: {
      customerType: "person",
      customerGroup: "30",
      receiptPreference: "email",
      receiptEmail: null,
      currency: "USD",
      language: "en-US",
      affiliations: ["loyal-shopper"],
    },
  },
  global: {
    features: noFeatures,
    customerGroups: {
      "10": { name: "Wholesale", financialDimensions: { CostCenter: "001" } },
      "30": { name: "Retail", financialDimensions: { CostCenter: "007" } },
    },
    affiliationIds: ["loyal-shopper", "vip"],
    activityTypes: {},
    customerInsights: null,
  },
  staff: { workers: {} },
  registers: { operationsByPermissionGroup: {} },
  products: {
    attributes: {
      birthday: { ...attribute, type: "date" },
      "shoe-size": { ...attribute, type: "decimal", minimum: 15, maximum: 60 },
      "newsletter-topic": { ...attribute, type: "list", values: ["shoes", "bags"] },
    },
    customerAttributes: ["birthday", "shoe-size", "newsletter-topic"],
    clientBookAttributes: [],
  },
  catalog: { refinable: [], clientBookDisplayOrder: {} },
};

interface Differences {
  readonly async?: boolean;
  readonly allowOfflineCreation?: boolean;
  readonly filterSharedCustomerData?: boolean;
  readonly features?: Partial<Features>;
  readonly country?: string;
  readonly channelId?: string;
  readonly defaultCustomer?: Partial<ChannelConfiguration["organization"]["defaultCustomer"]>;
  readonly products?: Partial<ChannelConfiguration["products"]>;
}

/** A channel as the jobs bring it: a store of the legal entity `usrt` that creates customers at once. */
export function channel(different: Differences = {}): ChannelConfiguration {
  const { organization, global, products } = houston;
  return {
    ...houston,
    channelId: different.channelId ?? houston.channelId,
    organization: {
      ...organization,
      country: different.country ?? organization.country,
      filterSharedCustomerData: different.filterSharedCustomerData ?? organization.filterSharedCustomerData,
      profile: {
        ...organization.profile,
        createCustomerAsync: different.async ?? false,
        allowOfflineCreation: different.allowOfflineCreation ?? organization.profile.allowOfflineCreation,
      },
      defaultCustomer: { ...organization.defaultCustomer, ...different.defaultCustomer },
    },
    global: { ...global, features: { ...noFeatures, ...different.features } },
    products: { ...products, ...different.products },
  };
}

/** The seeded organisation: what a fresh local environment holds, in the order in which it can be saved. */

const houston = {
  name: "Houston",
  legalEntityId: "usrt",
  primaryAddress: { city: "Houston", state: "TX", country: "US" },
};
const sanFrancisco = {
  name: "San Francisco",
  legalEntityId: "usrt",
  primaryAddress: { city: "San Francisco", state: "CA", country: "US" },
};
const usWeb = {
  name: "US web",
  legalEntityId: "usrt",
  primaryAddress: { city: "Redmond", state: "WA", country: "US" },
};
const berlin = { name: "Berlin", legalEntityId: "eurt", primaryAddress: { city: "Berlin", country: "DE" } };

const defaultCustomer = {
  customerType: "person",
  customerGroup: "30",
  receiptPreference: "email",
  currency: "USD",
  language: "en-US",
  affiliations: ["loyal-shopper"],
};

const usStore = {
  kind: "store",
  legalEntityId: "usrt",
  channelDatabaseGroupId: "default",
  clientIds: [],
  defaultCustomer,
};
const worker = { legalEntityIds: ["usrt"], permissionGroupId: "associate" };
const numbers = { next: 1, smallest: 1 };

/** Configuration by collection and id. */
export const configuration: Readonly<Record<string, Readonly<Record<string, object>>>> = {
  "legal-entities": {
    usrt: { name: "Contoso Retail USA", currency: "USD", language: "en-US", country: "US" },
    eurt: { name: "Contoso Retail Europe", currency: "EUR", language: "de", country: "DE" },
  },
  "operating-units": {
    "052": { ...houston, timeZone: "America/Chicago" },
    "053": { ...sanFrancisco, timeZone: "America/Los_Angeles" },
    "068": { ...usWeb, timeZone: "America/Los_Angeles" },
    "101": { ...berlin, timeZone: "Europe/Berlin" },
  },
  "address-books": {
    "houston-book": { name: "Houston" },
    "san-francisco-book": { name: "San Francisco" },
    "us-web-book": { name: "US web" },
    "berlin-book": { name: "Berlin" },
  },
  "channel-database-groups": {
    default: { name: "Default", filterSharedCustomerData: false, excludedJobs: [] },
    filtered: { name: "Filtered", filterSharedCustomerData: true, excludedJobs: [] },
  },
  "functionality-profiles": {
    sync: { name: "Create customers at once", createCustomerAsync: false, allowOfflineCreation: true },
    async: { name: "Create customers asynchronously", createCustomerAsync: true, allowOfflineCreation: true },
  },
  "customer-groups": {
    "10": { name: "Wholesale", financialDimensions: { CostCenter: "001" } },
    "30": { name: "Retail", financialDimensions: { CostCenter: "007", BusinessUnit: "002" } },
  },
  affiliations: {
    "loyal-shopper": { name: "Loyal shopper" },
    vip: { name: "VIP" },
    employee: { name: "Employee" },
  },
  channels: {
    houston: {
      ...usStore,
      name: "Houston",
      operatingUnitId: "052",
      functionalityProfileId: "sync",
      addressBookIds: ["houston-book"],
    },
    "san-francisco": {
      ...usStore,
      name: "San Francisco",
      operatingUnitId: "053",
      functionalityProfileId: "async",
      addressBookIds: ["san-francisco-book"],
    },
    "us-web": {
      ...usStore,
      name: "US web shop",
      kind: "online",
      operatingUnitId: "068",
      functionalityProfileId: "sync",
      addressBookIds: ["us-web-book"],
      clientIds: ["us-web-app"],
    },
    berlin: {
      ...usStore,
      name: "Berlin",
      legalEntityId: "eurt",
      operatingUnitId: "101",
      functionalityProfileId: "async",
      channelDatabaseGroupId: "filtered",
      addressBookIds: ["berlin-book"],
      defaultCustomer: { ...defaultCustomer, currency: "EUR", language: "de", receiptEmail: "kasse@berlin.example" },
    },
  },
  attributes: {
    birthday: { label: "Birthday", type: "date", refinable: true },
    "shoe-size": { label: "Shoe size", type: "decimal", minimum: 15, maximum: 60 },
    "newsletter-topic": {
      label: "Newsletter topic",
      type: "list",
      values: ["shoes", "bags", "jewellery"],
      refinable: true,
    },
    "favourite-brand": {
      label: "Favourite brand",
      type: "list",
      values: ["Fabrikam", "Contoso", "Northwind"],
      refinable: true,
    },
    "ring-size": { label: "Ring size", type: "decimal" },
    anniversary: { label: "Anniversary", type: "date", refinable: true },
  },
  "attribute-groups": {
    "customer-attributes": {
      name: "Customer attributes",
      attributes: [
        { name: "birthday", displayOrder: 1 },
        { name: "shoe-size", displayOrder: 2 },
        { name: "newsletter-topic", displayOrder: 3 },
      ],
    },
    "client-book-attributes": {
      name: "Client-book attributes",
      attributes: [
        { name: "favourite-brand", displayOrder: 1 },
        { name: "ring-size", displayOrder: 2 },
        { name: "anniversary", displayOrder: 3 },
      ],
    },
  },
  "activity-types": {
    "store-visit": { label: "Store visit" },
    phone: { label: "Phone" },
    email: { label: "E-mail" },
    appointment: { label: "Appointment" },
  },
  "permission-groups": {
    associate: { name: "Associate", operations: [712, 714] },
    "store-manager": { name: "Store manager", operations: [712, 713, 714, 715, 716] },
  },
  workers: {
    "000160": {
      ...worker,
      name: "Worker 000160",
      permissionGroupId: "store-manager",
      addressBookIds: ["houston-book"],
    },
    "000161": { ...worker, name: "Worker 000161", addressBookIds: ["houston-book"] },
    "000162": { ...worker, name: "Worker 000162", addressBookIds: ["houston-book", "san-francisco-book"] },
    "000170": {
      ...worker,
      name: "Worker 000170",
      permissionGroupId: "store-manager",
      addressBookIds: ["san-francisco-book"],
    },
    "000180": { ...worker, name: "Worker 000180", legalEntityIds: ["eurt"], addressBookIds: ["berlin-book"] },
  },
  "number-sequences": {
    "customer-account": { ...numbers, format: "00-########", largest: 99_999_999, blockSize: 50 },
    "client-book": { ...numbers, format: "CB-#####", largest: 99_999, blockSize: 1 },
  },
};

/** Commerce parameters by legal entity. */
export const parameters = {
  customerAttributeGroupId: "customer-attributes",
  clientBookAttributeGroupId: "client-book-attributes",
  customerAccountSequenceId: "customer-account",
  clientBookSequenceId: "client-book",
  allowSeveralClientBooks: false,
};

/** Customer Insights, off, but for where it is and as whom it is called. */
export const customerInsights = {
  enabled: false,
  api: "insights",
  alternateCustomerId: "AccountNumber",
  measures: ["ChurnProbability", "LifetimeValue", "NextBestAction"],
};

export const legalEntityIds = ["usrt", "eurt"];

export const enabledFeatures = ["clienteling"];

/** The `oid` in the tokens of a worker. */
export const externalIdOf = (workerId: string) => `worker-${workerId}`;

import { customerIdOf, isKnown, measuresOf } from "./customers";

export type Row = Readonly<Record<string, string | null>>;

export interface Table {
  /** Singular, as messages name it. */
  readonly logicalName: string;
  readonly primaryId: string;
  readonly columns: readonly string[];
  /** The columns by whose value rows are found here. */
  readonly keys: readonly string[];
  find(key: string, value: string): readonly Row[];
  /** Some rows, for a query without a filter. */
  sample(): readonly Row[];
}

const sampled = ["00-00000002", "00-00000004", "00-00000006"];

/** The tables of Customer Insights – Data in Dataverse that are in use. */
export function dataverseTables(alternateKey: string): Readonly<Record<string, Table>> {
  /** An id is made from the account number, one way: who asks for measures has asked for the profile before. */
  const accountNumbers = new Map<string, string>();
  const profile = (accountNumber: string): Row => {
    const customerId = customerIdOf(accountNumber);
    accountNumbers.set(customerId, accountNumber);
    return {
      msdynci_customerprofileid: guidOf(customerId),
      msdynci_customerid: customerId,
      [alternateKey]: accountNumber,
    };
  };
  return {
    msdynci_customerprofiles: {
      logicalName: "msdynci_customerprofile",
      primaryId: "msdynci_customerprofileid",
      columns: ["msdynci_customerprofileid", "msdynci_customerid", alternateKey],
      keys: [alternateKey],
      find: (_, accountNumber) => (isKnown(accountNumber) ? [profile(accountNumber)] : []),
      sample: () => sampled.map(profile),
    },
    msdynci_customermeasures: {
      logicalName: "msdynci_customermeasure",
      primaryId: "msdynci_customermeasureid",
      columns: ["msdynci_customermeasureid", "msdynci_customerid", "msdynci_identifier", "msdynci_measures"],
      keys: ["msdynci_customerid"],
      find: (_, customerId) => {
        const accountNumber = accountNumbers.get(customerId);
        return accountNumber === undefined ? [] : [measureRow(accountNumber)];
      },
      sample: () => sampled.map(measureRow),
    },
  };
}

function measureRow(accountNumber: string): Row {
  const CustomerId = customerIdOf(accountNumber);
  return {
    msdynci_customermeasureid: guidOf(CustomerId),
    msdynci_customerid: CustomerId,
    msdynci_identifier: `Customer_Measure|${CustomerId}`,
    msdynci_measures: JSON.stringify({ CustomerId, ...measuresOf(accountNumber) }),
  };
}

const guidOf = (hex: string) => hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");

import type { TryInsights } from "../../customer-insights";
import type { ReadSecret } from "../key-vault/read-secret";
import { chosenApi } from "./chosen-api";
import { type AccessPorts, insightsAccess } from "./insights-access";
import { insightsRequests } from "./insights-request";

/** No customer has it; what is tried is whether there is such a field. */
const nobody = ["-"];

/** The steps of a validation (I2): secret and token are new ones, whatever cards have cached. */
export function insightsTrial({ readSecret, credentialOf }: AccessPorts): TryInsights {
  return (connection) => {
    const fresh: ReadSecret = (name) => readSecret(name, true);
    const access = insightsAccess(connection, { readSecret: fresh, credentialOf });
    const source = chosenApi(connection, insightsRequests(connection.endpoint, access));
    return {
      readSecret: async () => void (await fresh(connection.secretName)),
      getToken: async () => void (await access.token()),
      listMeasures: source.listMeasures,
      findCustomers: async () => void (await source.findCustomers(nobody)),
    };
  };
}

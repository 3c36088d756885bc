import { Failure } from "../../failure";
import type { ConfigurationStore } from "../../headquarters";
import type { FindLegalEntityRules } from "./admit-customer";

/** Reads the rules from headquarters' configuration. */
export function legalEntityRules(configuration: ConfigurationStore): FindLegalEntityRules {
  return async (legalEntityId) => {
    const { hq } = await configuration.snapshot(["parameters", "customer-groups", "affiliations"]);
    const parameters = hq.parameters.get(legalEntityId);
    if (parameters === undefined) {
      throw new Failure("reference-missing", `The legal entity ${legalEntityId} has no parameters at headquarters.`);
    }
    return {
      accountSequenceId: parameters.customerAccountSequenceId,
      customerGroupIds: new Set(hq["customer-groups"].keys()),
      affiliationIds: new Set(hq.affiliations.keys()),
    };
  };
}

import { requiredEnvironment, runEmulator } from "../control";
import { startCosmosGateway, wellKnownKey } from ".";
import { budgetSettings } from "./http/request-unit-budgets";

void runEmulator("Cosmos DB", () =>
  startCosmosGateway({
    port: Number(requiredEnvironment("PORT")),
    file: requiredEnvironment("DATA_FILE"),
    key: process.env["COSMOS_KEY"] || wellKnownKey,
    partitionKeyRanges: Number(process.env["PARTITION_KEY_RANGES"] || 1),
    requestUnits: budgetSettings(JSON.parse(process.env["REQUEST_UNITS_PER_SECOND"] || "{}")),
  }),
);

import { requiredEnvironment, runEmulator } from "../control";
import { startCosmosGateway, wellKnownKey } from ".";

void runEmulator("Cosmos DB", () =>
  startCosmosGateway({
    port: Number(requiredEnvironment("PORT")),
    file: requiredEnvironment("DATA_FILE"),
    key: process.env["COSMOS_KEY"] || wellKnownKey,
    partitionKeyRanges: Number(process.env["PARTITION_KEY_RANGES"] || 1),
  }),
);

import { requiredEnvironment, runEmulator } from "../control";
import { startServiceBus } from "./index";
import { parseQueues } from "./queue-settings";

runEmulator("Service Bus", () =>
  startServiceBus({
    port: Number(requiredEnvironment("PORT")),
    adminPort: Number(requiredEnvironment("ADMIN_PORT")),
    file: requiredEnvironment("DATA_FILE"),
    queues: parseQueues(requiredEnvironment("QUEUES")),
  }),
).catch((error: unknown) => {
  console.error("Service Bus could not start:", error);
  process.exit(1);
});

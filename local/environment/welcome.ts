import { configuration } from "../seed/organisation";
import type { RunningEnvironment } from "./environment";

/** What `npm start` says: where everything is, the seeded ids, and three commands to try. */
export function welcome(
  { baseUrl, emulators: { ports } }: Pick<RunningEnvironment, "baseUrl" | "emulators">,
  livePage: string,
): string {
  const ids = (collection: string) => Object.keys(configuration[collection] ?? {}).join(", ");
  return `
Functions          ${baseUrl}/api/docs
Live page          ${livePage}
Cosmos gateway     http://localhost:${ports.cosmos}
Service Bus        amqp://localhost:${ports.serviceBus} (admin http://localhost:${ports.serviceBusAdmin})
Key Vault          https://localhost:${ports.keyVault}
Entra              https://localhost:${ports.entra}
Customer Insights  http://localhost:${ports.customerInsights}
Azurite            ${ports.blob} to ${ports.table}

Channels           ${ids("channels")}
Workers            ${ids("workers")}
Shop client        us-web-app

Try:
  TOKEN=$(npm run --silent token -- --worker 000160)
  curl -s ${baseUrl}/api/v1/channels/houston/customers -H "authorization: Bearer $TOKEN" -H "content-type: application/json" -d '{"firstName":"Ana","lastName":"Bowman","email":"ana@example.com"}'
  curl -s "${baseUrl}/api/v1/channels/houston/customers?q=bowman" -H "authorization: Bearer $TOKEN"
`;
}

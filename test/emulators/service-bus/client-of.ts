import { type RetryOptions, ServiceBusClient } from "@azure/service-bus";

export function clientOf(port: number, retryOptions: RetryOptions = {}): ServiceBusClient {
  const connectionString = `Endpoint=sb://localhost:${port};SharedAccessKeyName=any;SharedAccessKey=any;UseDevelopmentEmulator=true;`;
  return new ServiceBusClient(connectionString, {
    retryOptions: { maxRetries: 0, timeoutInMs: 8000, ...retryOptions },
  });
}

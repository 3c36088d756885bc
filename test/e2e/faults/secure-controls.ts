import { readFile } from "node:fs/promises";
import { request } from "node:https";
import type { TestEnvironment } from "../../environment/test-environment";

type Part = "entra" | "keyVault";

/** The fault switch of an emulator that speaks TLS. */
export function secureFaults(environment: TestEnvironment, part: Part) {
  return async (faults: readonly object[]): Promise<void> => {
    await control(environment, part, "PUT", "faults", faults);
  };
}

/** How many tokens Entra was asked for. */
export async function tokenRequests(environment: TestEnvironment): Promise<number> {
  const { operations } = JSON.parse(await control(environment, "entra", "GET", "requests"));
  return operations.token?.count ?? 0;
}

/** Replaces the secrets with which Entra knows a client. */
export async function validSecrets(environment: TestEnvironment, clientId: string, secrets: readonly string[]) {
  await control(environment, "entra", "PUT", `clients/${clientId}/secrets`, secrets);
}

async function control({ emulators }: TestEnvironment, part: Part, method: string, path: string, body?: unknown) {
  const ca = await readFile(emulators.caFile, "utf8");
  const url = `https://localhost:${emulators.ports[part]}/_emulator/${path}`;
  return new Promise<string>((resolve, reject) => {
    const sent = request(url, { method, ca, agent: false }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk: string) => {
        text += chunk;
      });
      response.once("end", () => {
        if ((response.statusCode ?? 0) < 300) resolve(text);
        else reject(new Error(`${method} ${url} was answered with ${response.statusCode}: ${text}`));
      });
    });
    sent.once("error", reject).end(body === undefined ? undefined : JSON.stringify(body));
  });
}

import { readFile } from "node:fs/promises";
import { request } from "node:https";
import type { TestEnvironment } from "../../environment/test-environment";

/** The fault switch of an emulator that speaks TLS. */
export function secureFaults({ emulators }: TestEnvironment, part: "entra" | "keyVault") {
  return async (faults: readonly object[]): Promise<void> => {
    const ca = await readFile(emulators.caFile, "utf8");
    const url = `https://localhost:${emulators.ports[part]}/_emulator/faults`;
    await new Promise<void>((resolve, reject) => {
      const sent = request(url, { method: "PUT", ca, agent: false }, (response) => {
        response.resume().once("end", () => resolve());
      });
      sent.once("error", reject).end(JSON.stringify(faults));
    });
  };
}

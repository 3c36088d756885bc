import { wellKnownKey } from "../../local/emulators/cosmos";
import { functionsIdentity, insightsClient, keyVaultAdmin, webShop } from "../../local/environment/identities";
import { localSettings } from "../../local/environment/local-settings";
import { freePorts } from "./free-ports";

const secrets = [
  ...[functionsIdentity, insightsClient, keyVaultAdmin, webShop].map(({ secret }) => secret),
  localSettings(freePorts)["IDEMPOTENCY_HASH_SECRET"] ?? "",
  wellKnownKey,
];

/** What is personal or secret whatever a test is about, by how it looks. */
const looks: readonly (readonly [what: string, look: RegExp])[] = [
  ["a token", /eyJ[\w-]+\.eyJ/],
  ["an account key", /Account(Key|Name)=|SharedAccessKey=/],
  ["an e-mail", /[\w.+-]+@[\w-]+(\.[\w-]+)*\.[a-z]{2,}\b/i],
  ["a phone", /\+\d{8,15}\b/],
];

/** Which lines hold what no line may hold (P3), each with what that is; `personal` are values of the test's own. */
export function leaksIn(lines: readonly string[], personal: readonly string[] = []): string[] {
  return lines.flatMap((line) => {
    const found = [
      ...looks.filter(([, look]) => look.test(line)).map(([what]) => what),
      ...(secrets.some((secret) => line.includes(secret)) ? ["a secret"] : []),
      ...personal.filter((value) => line.toLowerCase().includes(value.toLowerCase())),
    ];
    return found.map((what) => `${what}: ${line}`);
  });
}

/**
 * `npm run --silent token -- --worker 000160` (or `--client us-web-app`, `--admin`): prints an access token.
 * `--expired`, `--audience x` and `--no-roles` print bad ones, for tests.
 */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ensureCertificates } from "./emulators/certificates";
import { localDataFolder, runCommand } from "./environment/command";
import { localPorts } from "./environment/ports";
import { localTokens } from "./environment/tokens";
import { configuration, externalIdOf } from "./seed/organisation";

runCommand(async () => {
  const { values } = parseArgs({
    options: {
      worker: { type: "string" },
      client: { type: "string" },
      admin: { type: "boolean" },
      expired: { type: "boolean", default: false },
      audience: { type: "string" },
      "no-roles": { type: "boolean", default: false },
    },
  });
  const { caFile } = await ensureCertificates(join(localDataFolder(), "certificates"));
  const tokens = localTokens(localPorts(process.env).entra, caFile);
  const options = { expired: values.expired, noRoles: values["no-roles"], audience: values.audience };
  if (values.worker !== undefined) console.log(await tokens.worker(externalIdOf(knownWorker(values.worker)), options));
  else if (values.client !== undefined) console.log(await tokens.client(values.client));
  else if (values.admin) console.log(await tokens.administrator(options));
  else throw new Error("Say whose token: --worker 000160, --client us-web-app or --admin.");
});

function knownWorker(workerId: string): string {
  const workers = Object.keys(configuration["workers"] ?? {});
  if (!workers.includes(workerId)) throw new Error(`There is no worker ${workerId}; there are ${workers.join(", ")}.`);
  return workerId;
}

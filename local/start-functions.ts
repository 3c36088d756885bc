/** `npm run functions`: the functions host alone, against emulators that run; seeds an empty environment. */
import { join } from "node:path";
import { ensureCertificates } from "./emulators/certificates";
import { localDataFolder, runCommand, stopOnSignal } from "./environment/command";
import { startSeededFunctions } from "./environment/environment";
import { localPorts } from "./environment/ports";

runCommand(async () => {
  const dataFolder = localDataFolder();
  const { functions: port, ...emulators } = localPorts(process.env);
  const { caFile } = await ensureCertificates(join(dataFolder, "certificates"));
  const { baseUrl, functions } = await startSeededFunctions({ port, emulators, caFile, dataFolder });
  stopOnSignal(() => functions.stop());
  console.log(`The functions run at ${baseUrl}.`);
  console.log("Ready");
});

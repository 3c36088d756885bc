/** `npm run emulators`: everything but the functions host. `--reset` begins from nothing. */
import { localDataFolder, reset, runCommand, stopOnSignal } from "./environment/command";
import { startEmulators } from "./environment/emulators";
import { localPorts } from "./environment/ports";

runCommand(async () => {
  const dataFolder = localDataFolder();
  if (process.argv.includes("--reset")) await reset(dataFolder);
  const emulators = await startEmulators({ dataFolder, ports: localPorts(process.env), withStorage: true });
  stopOnSignal(emulators.stop);
  console.log(
    `The emulators run. The functions need NODE_EXTRA_CA_CERTS=${emulators.caFile}; npm run functions sets it.`,
  );
  console.log("Ready");
});

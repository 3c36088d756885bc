/** `npm start`: the whole environment. `--reset` begins from nothing. */
import { localDataFolder, reset, runCommand, stopOnSignal } from "./environment/command";
import { startEnvironment } from "./environment/environment";
import { localPorts } from "./environment/ports";
import { welcome } from "./environment/welcome";

runCommand(async () => {
  const dataFolder = localDataFolder();
  if (process.argv.includes("--reset")) await reset(dataFolder);
  const environment = await startEnvironment({ dataFolder, ports: localPorts(process.env), withStorage: true });
  stopOnSignal(environment.stop);
  const ready = await fetch(`${environment.baseUrl}/api/health/ready`);
  if (!ready.ok) throw new Error(`The environment is not ready: ${await ready.text()}`);
  console.log(welcome(environment));
  console.log("Ready");
});

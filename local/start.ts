/** `npm start`: the whole environment. `--reset` begins from nothing. */
import { localDataFolder, reset, runCommand, stopOnSignal } from "./environment/command";
import { startEnvironment } from "./environment/environment";
import { localPorts } from "./environment/ports";
import { welcome } from "./environment/welcome";
import { startLivePage } from "./live/start-live-page";

runCommand(async () => {
  const dataFolder = localDataFolder();
  if (process.argv.includes("--reset")) await reset(dataFolder);
  const ports = localPorts(process.env);
  const live = await startLivePage(ports.telemetry);
  const { settings } = live;
  const environment = await startEnvironment({ dataFolder, ports, withStorage: true, settings });
  live.watch({ baseUrl: environment.baseUrl, administratorToken: environment.token.administrator });
  stopOnSignal(async () => {
    await environment.stop();
    await live.stop();
  });
  const ready = await fetch(`${environment.baseUrl}/api/health/ready`);
  if (!ready.ok) throw new Error(`The environment is not ready: ${await ready.text()}`);
  console.log(welcome(environment, live.url));
  console.log("Ready");
});

import type { AppRegistry, RegisteredFunction } from "./app/app-registry";
import type { HostJson } from "./host-json";
import { type HttpFunction, httpFunction } from "./http/http-function";
import { type QueueFunction, queueFunction } from "./service-bus/queue-function";
import { isDisabled, type Settings } from "./settings";
import { StartError } from "./start-error";
import { type TimerFunction, timerFunction } from "./timers/timer-function";

/** The app's functions by what wakes them; switched-off ones are left out. */
export interface Triggers {
  readonly http: readonly HttpFunction[];
  readonly timers: readonly TimerFunction[];
  readonly queues: readonly QueueFunction[];
  readonly disabled: readonly string[];
}

export function readTriggers(
  registry: AppRegistry,
  hostJson: HostJson,
  settings: Settings,
  stateFolder: string,
): Triggers {
  const http: HttpFunction[] = [];
  const timers: TimerFunction[] = [];
  const queues: QueueFunction[] = [];
  const disabled: string[] = [];
  for (const target of registry.functions.values()) {
    const { name, type } = checkedTrigger(target);
    if (isDisabled(target.metadata.name, settings)) disabled.push(target.metadata.name);
    else if (type === "httptrigger") http.push(httpFunction(target, name, hostJson));
    else if (type === "timertrigger") timers.push(timerFunction(target, name, settings, stateFolder));
    else queues.push(queueFunction(target, name, settings, hostJson));
  }
  return { http, timers, queues, disabled };
}

const validName = /^[a-z][\w-]{0,127}$/i;
const supported = ["httptrigger", "timertrigger", "servicebustrigger"];

/** The trigger's binding name and type. Throws a `StartError` naming the function for what this host cannot bind. */
function checkedTrigger({ metadata }: RegisteredFunction): { name: string; type: string } {
  const refuse = (reason: string) => new StartError(`Function "${metadata.name}": ${reason}`);
  if (!validName.test(metadata.name)) throw refuse("Azure allows letters, digits, - and _ in a name, a letter first.");
  const bindings = Object.entries(metadata.bindings);
  const trigger = bindings.find(([, { type }]) => /trigger$/i.test(type));
  if (!trigger) throw refuse("it has no trigger.");
  const type = trigger[1].type.toLowerCase();
  if (!supported.includes(type)) throw refuse(`this host has no trigger "${trigger[1].type}".`);
  for (const [name, binding] of bindings) {
    const answersHttp = type === "httptrigger" && name === "$return" && binding.type.toLowerCase() === "http";
    if (name === trigger[0] || answersHttp) continue;
    throw refuse(
      `this host has no ${binding.direction}put binding "${binding.type}"; use the SDK, or Azure's own host.`,
    );
  }
  if (metadata.retryOptions && type !== "timertrigger")
    throw refuse("retry policies work with timers only, on Azure too.");
  return { name: trigger[0], type };
}

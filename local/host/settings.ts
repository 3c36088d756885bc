import { StartError } from "./start-error";

/** Application settings by name; what the app itself reads is `process.env`. */
export type Settings = Readonly<Record<string, string | undefined>>;

/** Replaces each `%NAME%` by that setting. Throws a `StartError` naming a setting that is not there. */
export function expandSettings(text: string, settings: Settings, functionName: string): string {
  return text.replace(/%([^%]+)%/g, (_whole, name: string) => {
    const value = settings[name];
    if (value === undefined || value === "") {
      throw new StartError(`Function "${functionName}" needs the setting ${name} (its trigger says "${text}").`);
    }
    return value;
  });
}

/** Azure's switch for a single function; the second form is for systems that allow no dots in names. */
export function isDisabled(functionName: string, settings: Settings): boolean {
  const value =
    settings[`AzureWebJobs.${functionName}.Disabled`] ?? settings[`AzureWebJobs__${functionName}__Disabled`];
  return value === "1" || value?.toLowerCase() === "true";
}

export { readSettings, type Settings, settingNames, settingsSchema } from "./settings";

import { putConfiguration, readFeatures, removeConfiguration, setFeature } from "../../shared/headquarters";
import type { Connections } from "./connections";

/** What administrators configure at headquarters. */
export const configurationServices = ({ configuration }: Connections) => ({
  configuration,
  putConfiguration: putConfiguration(configuration),
  removeConfiguration: removeConfiguration(configuration),
  readFeatures: readFeatures(configuration),
  setFeature: setFeature(configuration),
});

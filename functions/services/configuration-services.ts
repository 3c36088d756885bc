import {
  putConfiguration,
  readFeature,
  readFeatures,
  removeConfiguration,
  setFeature,
} from "../../shared/headquarters";
import type { Connections } from "./connections";

/** What administrators configure at headquarters. */
export function configurationServices({ common, configuration, administratorActions }: Connections) {
  const ports = { ...common, store: configuration };
  return {
    configuration,
    administratorActions,
    putConfiguration: putConfiguration(ports),
    removeConfiguration: removeConfiguration(ports),
    readFeature: readFeature(configuration),
    readFeatures: readFeatures(configuration),
    setFeature: setFeature(ports),
  };
}

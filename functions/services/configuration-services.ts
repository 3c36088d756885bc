import {
  putConfiguration,
  readFeature,
  readFeatures,
  removeConfiguration,
  setFeature,
} from "../../shared/headquarters";
import type { Connections } from "./connections";

/** What administrators configure at headquarters. */
export function configurationServices({ common, configuration }: Connections) {
  const ports = { ...common, store: configuration };
  return {
    configuration,
    putConfiguration: putConfiguration(ports),
    removeConfiguration: removeConfiguration(ports),
    readFeature: readFeature(configuration),
    readFeatures: readFeatures(configuration),
    setFeature: setFeature(ports),
  };
}

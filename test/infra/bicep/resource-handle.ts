import { runtimeProperty } from "./runtime-properties";
import { Handle, isObject, type ObjectValue } from "./value";

/** A resource of a deployment, as expressions see it: what the file wrote, and what Azure adds once it is there. */
export function resourceHandle(type: string, id: string, body: ObjectValue): Handle {
  const written = body["properties"] ?? {};
  const properties = new Handle((name) =>
    isObject(written) && Object.hasOwn(written, name)
      ? written[name]
      : runtimeProperty(type, String(body["name"]), name),
  );
  return new Handle((name) => {
    if (name === "id") return id;
    if (name === "properties") return properties;
    return Object.hasOwn(body, name) ? body[name] : undefined;
  });
}

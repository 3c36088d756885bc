import { Failure } from "../failure";
import { type ChangeConfigurationPorts, changeConfiguration, requireMatch } from "./change-configuration";
import type { CollectionName } from "./collections";
import type { ItemAddress } from "./put-configuration";

export type RemoveConfiguration = (actor: string, at: ItemAddress<CollectionName>) => Promise<void>;

/**
 * Deletes an item of headquarters' configuration, a legal entity with its parameters. Rejects with `not-found`;
 * `in-use` when another item names it; `precondition-failed` when `ifMatch` is given and lost.
 */
export function removeConfiguration(ports: ChangeConfigurationPorts): RemoveConfiguration {
  const { store } = ports;
  return async (actor, { collection, id, ifMatch }) => {
    await changeConfiguration(ports, actor, async () => {
      const before = await store.find(collection, id);
      if (before === undefined) throw new Failure("not-found", `There is no ${id} in ${collection}.`);
      const users = await store.referrers(collection, id);
      if (users.length > 0) {
        const names = users.map((user) => `${user.collection}/${user.id}`).join(", ");
        throw new Failure("in-use", `${collection}/${id} is in use by ${names}.`);
      }
      requireMatch(ifMatch, before);
      const parameters = collection === "legal-entities" ? await store.find("parameters", id) : undefined;
      const gone = { collection, id, before, after: undefined };
      return parameters ? [gone, { ...gone, collection: "parameters", before: parameters }] : [gone];
    });
  };
}

import { randomUUID } from "node:crypto";
import { type AdministratorActions, administratorAction } from "../../headquarters";
import { configurationPartition } from "./configuration-documents";
import { reaching } from "./cosmos-failure";
import type { HeadquartersDatabase } from "./databases";
import { readPage } from "./read-page";

const away = "headquarters-unavailable";

/** Beside the audit trail of configuration; `itemId` is the place in time, which is indexed. */
export function cosmosAdministratorActions({
  configuration,
}: Pick<HeadquartersDatabase, "configuration">): AdministratorActions {
  return {
    note: (action) =>
      reaching(away, async () => {
        const actionId = randomUUID();
        const keys = { id: `action:${actionId}`, partition: configurationPartition, type: "action" };
        await configuration.items.create({ ...action, actionId, ...keys, itemId: `${action.at} ${actionId}` });
      }),

    page: ({ target }, page) =>
      reaching(away, () => {
        const condition = target === undefined ? "" : " AND c.target = @target";
        const query = `SELECT * FROM c WHERE c.type = 'action'${condition} ORDER BY c.itemId DESC`;
        const parameters = target === undefined ? [] : [{ name: "@target", value: target }];
        return readPage(configuration, { query, parameters }, page, (read) => administratorAction.parse(read));
      }),
  };
}

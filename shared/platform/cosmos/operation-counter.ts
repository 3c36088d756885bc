import type { OperationCounter } from "../../customers";
import { reaching } from "./cosmos-failure";
import type { ChannelsDatabase } from "./databases";

const ofState = "SELECT VALUE COUNT(1) FROM c WHERE c.type = 'operation' AND c.state = @state";

export function cosmosOperationCounter({ customers }: Pick<ChannelsDatabase, "customers">): OperationCounter {
  return {
    count: (state) =>
      reaching("channel-database-unavailable", async () => {
        const parameters = [{ name: "@state", value: state }];
        const { resources } = await customers.items.query<number>({ query: ofState, parameters }).fetchAll();
        return resources[0] ?? 0;
      }),
  };
}

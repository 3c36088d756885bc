import { randomUUID } from "node:crypto";
import { afterAll, beforeAll } from "vitest";
import { startCosmosGateway, wellKnownKey } from "../../local/emulators/cosmos";
import { createDatabases } from "../../local/environment/databases";
import {
  type ChannelsDatabase,
  channelsDatabase,
  type HeadquartersDatabase,
  headquartersDatabase,
} from "../../shared/platform/cosmos";
import { controls } from "../environment/emulator-controls";

interface Account {
  readonly endpoint: string;
  readonly key: string;
}

/** A real account with the databases of `infra/topology.json`; without it the local gateway stands in. */
const real = process.env["REGULARS_COSMOS_ENDPOINT"];
const realAccount = real ? { endpoint: real, key: process.env["REGULARS_COSMOS_KEY"] ?? "" } : undefined;

const noCredential = {
  getToken: () => Promise.reject(new Error("The key is used, not an identity.")),
};

export interface TestDatabases {
  headquarters(): HeadquartersDatabase;
  channels(): ChannelsDatabase;
  /** Headquarters as somebody at a till asks it: without patience. */
  realTime(): HeadquartersDatabase;
  /** Clients of an account where nobody listens. */
  readonly away: { readonly headquarters: HeadquartersDatabase; readonly channels: ChannelsDatabase };
  /** Faults of the gateway; tests that need them are skipped against a real account. */
  faults(list: readonly object[]): Promise<void>;
  /** Ids that no other run of the tests has. */
  unique(name: string): string;
}

export const isGateway = realAccount === undefined;

/** Both databases for the tests of one file, with the product's own clients. */
export function testDatabases(): TestDatabases {
  const run = randomUUID().slice(0, 8);
  let account: Account;
  let port = 0;
  let close: () => Promise<void> = async () => undefined;
  let headquarters: HeadquartersDatabase;
  let channels: ChannelsDatabase;
  let realTime: HeadquartersDatabase;
  beforeAll(async () => {
    account = realAccount ?? (await gateway());
    headquarters = headquartersDatabase(account, noCredential, "background");
    realTime = headquartersDatabase(account, noCredential, "realTime");
    channels = channelsDatabase(account, noCredential);
  });
  afterAll(() => close());

  async function gateway(): Promise<Account> {
    const running = await startCosmosGateway({ port: 0, file: ":memory:", key: wellKnownKey, partitionKeyRanges: 3 });
    await createDatabases(running.port);
    ({ port, close } = running);
    return { endpoint: `http://localhost:${port}`, key: wellKnownKey };
  }

  const nowhere = { endpoint: "http://localhost:1", key: wellKnownKey };
  return {
    headquarters: () => headquarters,
    channels: () => channels,
    realTime: () => realTime,
    away: {
      headquarters: headquartersDatabase(nowhere, noCredential, "realTime"),
      channels: channelsDatabase(nowhere, noCredential),
    },
    faults: (list) => controls(port).faults(list),
    unique: (name) => `${name}-${run}`,
  };
}

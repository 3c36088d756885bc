import type {
  AuditEntry,
  ChannelCustomer,
  ChannelCustomers,
  CustomerKey,
  CustomerKeys,
  HeadquartersCustomer,
  HeadquartersCustomers,
  Operation,
  StoredChannelCustomer,
  StoredHeadquartersCustomer,
  StoredOperation,
  SynchronizationSignal,
  SynchronizationSignals,
} from "../../../shared/customers";
import {
  type CreationLocks,
  type Customer,
  type DuplicateSearchPorts,
  type KeySearch,
  longestHoldMs,
  searchKeys,
} from "../../../shared/customers";
import { Failure } from "../../../shared/failure";

/** What a port does before it answers; a test makes it throw. */
export type Before = (call: string) => unknown;

/** A channel database in memory, with the promises of the port. */
export function memoryChannel(before: Before = () => undefined) {
  let writes = 0;
  const copies = new Map<string, StoredChannelCustomer>();
  const operations = new Map<string, StoredOperation>();
  const etag = () => {
    writes += 1;
    return `"${writes}"`;
  };
  const put = (copy: ChannelCustomer) => copies.set(copy.customer.customerId, { ...copy, etag: etag() });
  const keep = (operation: Operation) => operations.set(operation.operationId, { ...operation, etag: etag() });
  const port: ChannelCustomers = {
    async find(_, customerId) {
      await before("find");
      return copies.get(customerId);
    },
    async findByAccountNumber(_, legalEntityId, accountNumber) {
      before("findByAccountNumber");
      return [...copies.values()].find(
        ({ customer }) => customer.legalEntityId === legalEntityId && customer.accountNumber === accountNumber,
      );
    },
    async insertPending(copy, operation) {
      before("insertPending");
      if (copies.has(copy.customer.customerId)) return false;
      put(copy);
      keep(operation);
      return true;
    },
    async insertCopy(copy) {
      before("insertCopy");
      if (!copies.has(copy.customer.customerId)) put(copy);
      return copies.get(copy.customer.customerId) as StoredChannelCustomer;
    },
    async replaceCopy(copy) {
      before("replaceCopy");
      if (copies.get(copy.customer.customerId)?.etag !== copy.etag) return false;
      put(copy);
      return true;
    },
    async append(copy, operation) {
      before("append");
      if (copies.get(copy.customer.customerId)?.etag !== copy.etag) return false;
      put(copy);
      keep(operation);
      return true;
    },
    async pendingWork(_, customerId) {
      before("pendingWork");
      const open = [...operations.values()].filter(
        (operation) => operation.customerId === customerId && !["done", "cancelled"].includes(operation.state),
      );
      return { copy: copies.get(customerId), operations: open.sort((a, b) => a.sequence - b.sequence) };
    },
    async settle(operation, copy) {
      before("settle");
      const isCurrent = operations.get(operation.operationId)?.etag === operation.etag;
      if (!isCurrent || (copy && copies.get(copy.customer.customerId)?.etag !== copy.etag)) return false;
      keep(operation as Operation);
      if (copy) put(copy);
      return true;
    },
  };
  const findInChannel: DuplicateSearchPorts["findInChannel"] = async (search) => {
    await before("findDuplicates");
    return candidates([...copies.values()], search);
  };
  return {
    port,
    findInChannel,
    locks: memoryLocks(before),
    copies: () => [...copies.values()],
    copy: (customerId: string) => copies.get(customerId),
    /** As when another group holds it. */
    forget: (customerId: string) => copies.delete(customerId),
    operations: () => [...operations.values()],
    keep,
  };
}

/** Headquarters in memory: customers, their audit trail, and who owns which key. */
export function memoryHeadquarters(before: Before = () => undefined) {
  const customers = new Map<string, StoredHeadquartersCustomer>();
  const entries = new Map<string, AuditEntry>();
  const owners = new Map<string, string>();
  const claimedAt = new Map<string, number>();
  const clients = new Set<string>();
  const entryKey = ({ customerId, entryId }: AuditEntry) => `${customerId}/${entryId}`;
  const put = (known: HeadquartersCustomer, entry: AuditEntry) => {
    entries.set(entryKey(entry), entry);
    customers.set(known.customer.customerId, { ...known, etag: String(entries.size) });
  };
  const port: HeadquartersCustomers = {
    async create(known, entry) {
      before("create");
      const { customerId } = known.customer;
      if (!customers.has(customerId)) put(known, entry);
      return customers.get(customerId) ?? known;
    },
    async update(known, entry) {
      before("update");
      if (entries.has(entryKey(entry))) return "appliedAlready";
      if (customers.get(known.customer.customerId)?.etag !== known.etag) return "changedMeanwhile";
      put(known, entry);
      return "updated";
    },
    async find(customerId) {
      await before("find");
      return customers.get(customerId);
    },
    async findToChange(customerId) {
      await before("findToChange");
      const known = customers.get(customerId);
      return known && { known, isClient: clients.has(customerId) };
    },
    async findByAccountNumber(legalEntityId, accountNumber) {
      before("findByAccountNumber");
      const owner = owners.get(keyOf({ kind: "accountNumber", legalEntityId, value: accountNumber }));
      return owner === undefined ? undefined : customers.get(owner);
    },
  };
  const keys: CustomerKeys = {
    async claim(key, customerId) {
      before("claim");
      const isNew = !owners.has(keyOf(key));
      if (isNew) owners.set(keyOf(key), customerId);
      claimedAt.set(keyOf(key), Date.now());
      const owner = owners.get(keyOf(key)) ?? customerId;
      return { owner, withdraw: async () => void (isNew && owners.delete(keyOf(key))) };
    },
    async ownerOf(key) {
      before("ownerOf");
      return owners.get(keyOf(key));
    },
    async release(key, customerId, until) {
      before("release");
      if (owners.get(keyOf(key)) !== customerId) return true;
      if (until && (claimedAt.get(keyOf(key)) ?? 0) >= until.getTime()) return false;
      return owners.delete(keyOf(key));
    },
  };
  const findAtHeadquarters: DuplicateSearchPorts["findAtHeadquarters"] = async (search) => {
    await before("findDuplicates");
    return candidates([...customers.values()], search);
  };
  return {
    port,
    keys,
    put,
    findAtHeadquarters,
    /** Customers who are in a client book. */
    clients,
    locks: memoryLocks(before),
    customers: () => [...customers.values()],
    audit: () => [...entries.values()],
  };
}

function candidates(known: readonly { customer: Customer }[], { legalEntityId, customerId, keys }: KeySearch) {
  return known
    .map(({ customer }) => ({ ...customer, searchKeys: searchKeys(customer) }))
    .filter((found) => found.legalEntityId === legalEntityId && found.customerId !== customerId)
    .filter(({ searchKeys: has }) => keys.some((key) => has.includes(key)))
    .map(({ customerId: id, accountNumber, name, searchKeys: has }) => ({
      customerId: id,
      accountNumber,
      name,
      searchKeys: has,
    }));
}

/** Locks in memory, with the promises of the port. */
function memoryLocks(before: Before) {
  const held = new Map<string, { owner: string; until: number }>();
  const locks: CreationLocks = {
    async take({ keys, owner, now }) {
      await before("take");
      const isTaken = (key: string) => {
        const lock = held.get(key);
        return lock !== undefined && lock.owner !== owner && lock.until > now.getTime();
      };
      if (keys.some(isTaken)) return undefined;
      const taken = keys.map((key) => [key, { owner, until: now.getTime() + longestHoldMs }] as const);
      for (const [key, lock] of taken) held.set(key, lock);
      return {
        async release() {
          await before("release");
          for (const [key, lock] of taken) if (held.get(key) === lock) held.delete(key);
        },
      };
    },
  };
  return { ...locks, held: () => [...held.keys()] };
}

const keyOf = ({ kind, legalEntityId, value }: CustomerKey) => `${kind}/${legalEntityId}/${value.toLowerCase()}`;

/** The queue to headquarters, for looking at what was sent. */
export function memorySignals(before: Before = () => undefined) {
  const sent: SynchronizationSignal[] = [];
  const scheduled: { signal: SynchronizationSignal; at: Date }[] = [];
  const port: SynchronizationSignals = {
    async send(signals) {
      before("send");
      sent.push(...signals);
    },
    async schedule(signal, at) {
      before("schedule");
      scheduled.push({ signal, at });
    },
  };
  return { port, sent, scheduled };
}

/** Throws at the calls of this name, until `end`. */
export function outage(kind: ConstructorParameters<typeof Failure>[0], ...calls: readonly string[]) {
  let isOn = true;
  return {
    before: ((call) => {
      if (isOn && calls.includes(call)) throw new Failure(kind, "It is away.");
    }) satisfies Before,
    end: () => {
      isOn = false;
    },
  };
}

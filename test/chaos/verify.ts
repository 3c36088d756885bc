import { inParallel } from "../e2e/crash/point-of-sale";
import type { Api } from "../environment/api";
import { type CustomerModel, faultsOf } from "./customer-model";

/** What the channel alone says of a customer. */
const ofTheChannel: ReadonlySet<string> = new Set(["syncState", "syncTimeline", "matchedOn"]);

/**
 * Looks at every customer from outside, in its channel and at headquarters: each is there once, as its till was
 * promised, equal in both, synchronized, under a number that nobody else has (S3, S4, S6, S7). Answers what is wrong.
 */
export async function verify(
  channels: Readonly<Record<string, Api>>,
  customers: readonly CustomerModel[],
  administrator: Api,
): Promise<readonly string[]> {
  const numbers = new Map<string, string>();
  const faults = await inParallel(customers.length, 8, async (index) => {
    const model = customers[index] as CustomerModel;
    const caller = channels[model.channelId] as Api;
    const found = await look(caller, model);
    const number = found.accountNumber ?? "";
    if (numbers.has(number)) found.faults.push(`${numbers.get(number)} has its number ${number} too`);
    numbers.set(number, model.customerId);
    if (found.faults.length === 0) return [];
    const history = await historyOf(administrator, model);
    return [...found.faults, history].map((fault) => `${model.customerId} (${model.lastName}): ${fault}`);
  });
  return faults.flat();
}

/** What was done to a customer, and what was asked for. */
async function historyOf(administrator: Api, { customerId, firstNames }: CustomerModel): Promise<string> {
  const [{ body: known }, { body: operations }] = await Promise.all([
    administrator.get(`/headquarters/customers/${customerId}`),
    administrator.get(`/headquarters/async-operations?customerId=${customerId}&top=200`),
  ]);
  return `its history: ${JSON.stringify({ firstNames, audit: known.audit, operations: operations.items })}`;
}

async function look(caller: Api, model: CustomerModel) {
  const { channelId, customerId, lastName } = model;
  const { status, body: copy } = await caller.get(`/channels/${channelId}/customers/${customerId}`);
  if (status !== 200) return { accountNumber: undefined, faults: [`it is not there: ${status}`] };
  const { body } = await caller.get(`/channels/${channelId}/customers?scope=allStores&q=${lastName}`);
  const hits = body.items as Record<string, unknown>[];
  const faults = faultsOf(model, copy);
  if (copy.syncState !== "synchronized") faults.push(`its state is ${copy.syncState}`);
  const ids = hits.map((hit) => hit["customerId"]);
  if (ids.join() !== customerId) faults.push(`headquarters has ${ids.length} of it: ${ids.join(", ")}`);
  if (hits[0] && comparable(hits[0]) !== comparable(copy)) {
    faults.push(`its copy is not what headquarters has: ${comparable(copy)} is not ${comparable(hits[0])}`);
  }
  return { accountNumber: copy.accountNumber as string | undefined, faults };
}

const comparable = (shown: Record<string, unknown>) =>
  JSON.stringify(
    Object.fromEntries(
      Object.entries(shown)
        .filter(([name]) => !ofTheChannel.has(name))
        .sort(),
    ),
  );

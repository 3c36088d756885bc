import { setTimeout as delay } from "node:timers/promises";
import type { HttpClient } from "../load/http-client";
import { type CheckedCall, checkedWork } from "../load/load-generator";
import { done, headquarters, runJobs } from "./administrator";
import { listsOf } from "./client-book-lists";
import { addCall, type Client, cardsOfAPage, createClients, keepBrands, listCall } from "./clients";
import { loopScenario } from "./loop-scenario";
import type { Scenario, ScenarioContext } from "./scenario";

const name = "clientBook";
const clientCount = 500;
const cardsOfARequest = 50;
const mostRequests = 4;

/**
 * A book of five hundred clients with measures on the cards: a list under two filters, one of the customers and one of
 * the book, with its facets. Customer Insights is asked for every 50 cards at the first look, and then no more.
 */
export const clientBook: Scenario = {
  name,
  async run(context) {
    const { customerInsights } = context.environment;
    const associate = await context.worker("000161");
    const clients = await fullBook(context, associate);
    const coldRequests = await firstLook(context, associate);
    await customerInsights.resetCounts();
    const lists = listsOf(clients);
    let turn = 0;
    const work = checkedWork(associate, () => lists[turn++ % lists.length] as CheckedCall);
    const { figures, faults } = await loopScenario({ name, work: async () => work }).run(context);
    const warmRequests = (await customerInsights.counts()).total;
    const needed = Math.ceil(clientCount / cardsOfARequest);
    return {
      figures: { ...figures, insightsRequestsCold: coldRequests, insightsRequestsWarm: warmRequests },
      faults: [
        ...faults,
        ...(coldRequests !== needed ? [`the first look took ${coldRequests} requests to Customer Insights`] : []),
        ...(warmRequests > 0 ? [`later looks took ${warmRequests} requests to Customer Insights`] : []),
        ...((figures["requestsPerOperation"] ?? 0) > mostRequests
          ? [`a list takes more than ${mostRequests} requests`]
          : []),
      ],
    };
  },
};

/** The associate's book, with measures switched on before anybody has looked at a card. */
async function fullBook(context: ScenarioContext, associate: HttpClient): Promise<readonly Client[]> {
  const clients = await createClients(context, clientCount);
  await done(associate, addCall(clients));
  await keepBrands(associate, clients, context.connections);
  await switchOn(await context.administrator());
  return clients;
}

async function switchOn(administrator: HttpClient): Promise<void> {
  const path = `${headquarters}/customer-insights`;
  const { enabled, api, endpoint, tenantId, clientId, secretName, instanceId, alternateCustomerId, measures } =
    await done(administrator, { method: "GET", path });
  if (enabled) return;
  const settings = { api, endpoint, tenantId, clientId, secretName, instanceId, alternateCustomerId, measures };
  await done(administrator, { method: "PUT", path, body: JSON.stringify({ ...settings, enabled: true }) });
  await runJobs(administrator, ["1110"]);
}

/** Opens the whole book as soon as the store knows of Customer Insights; answers how many requests that took there. */
async function firstLook({ environment: { customerInsights } }: ScenarioContext, associate: HttpClient) {
  const isOff = async () => (await done(associate, listCall("top=1"))).items[0].insights === "off";
  while (await isOff()) await delay(100);
  await customerInsights.resetCounts();
  let token: string | null = null;
  do {
    const after: string = token === null ? "" : `&continuationToken=${token}`;
    token = (await done(associate, listCall(`top=${cardsOfAPage}${after}`))).continuationToken;
  } while (token !== null);
  return (await customerInsights.counts()).total;
}

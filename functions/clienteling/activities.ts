import { z } from "zod";
import { type Activity, workerOfActor } from "../../shared/clienteling";
import { configurationId, text as readableText } from "../../shared/headquarters";
import { channelResourceFunction, endpoint, json, pageOf, pageQuery } from "../../shared/http";
import type { Services } from "../services";
import { customerPath } from "./customer-path";

const route = "api/v1/channels/{channelId}/customers/{customerId}/activities";
const time = z.iso.datetime({ offset: true }).transform((given) => new Date(given).toISOString());
const view = z.object({
  activityId: z.string(),
  type: z.string(),
  text: z.string(),
  at: z.string(),
  workerId: z.string().nullable(),
});
const viewOf = ({ recordId, type, text, at, actor }: Activity) => ({
  activityId: recordId,
  type,
  text,
  at,
  workerId: workerOfActor(actor),
});

const listActivitiesEndpoint = endpoint({
  operationId: "listActivities",
  tag: "Clienteling",
  summary: "The activities with a customer, newest first",
  method: "GET",
  route,
  access: "channel",
  path: customerPath,
  query: z.strictObject({
    type: z.union([configurationId, z.array(configurationId).max(50)]).optional(),
    from: time.optional(),
    to: time.optional(),
    ...pageQuery,
  }),
  answers: { 200: { description: "Activities", schema: pageOf(view) } },
});

export const listActivities = ({ http, getCustomer, keepRecords }: Services) =>
  channelResourceFunction(
    listActivitiesEndpoint,
    http,
    (channel, { customerId }) => getCustomer(channel, customerId),
    async ({ channel, resource, query }) => {
      const { type, from, to, top, continuationToken: continuation } = query;
      const types = type === undefined ? undefined : [type].flat();
      const page = await keepRecords.list(channel, resource, "activity", { types, from, to, top, continuation });
      return json(200, { items: page.records.map(viewOf), continuationToken: page.continuation ?? null });
    },
  );

const recordActivityEndpoint = endpoint({
  operationId: "recordActivity",
  tag: "Clienteling",
  summary: "Records an activity with a customer",
  method: "POST",
  route,
  access: "channel",
  path: customerPath,
  query: z.strictObject({}),
  body: z.strictObject({ type: configurationId, text: readableText(4000), at: time.optional() }),
  answers: { 201: { description: "Recorded", schema: view } },
});

export const recordActivity = ({ http, getCustomer, recordActivity: record }: Services) =>
  channelResourceFunction(
    recordActivityEndpoint,
    http,
    (channel, { customerId }) => getCustomer(channel, customerId),
    async ({ channel, resource, actor, body }) => json(201, viewOf(await record(channel, resource, actor, body))),
  );

import { z } from "zod";
import { text as readableText } from "../../shared/headquarters";
import { channelResourceFunction, endpoint, json, pageOf, pageQuery } from "../../shared/http";
import type { Services } from "../services";
import { customerPath } from "./customer-path";
import { date, followUpView, viewOfFollowUp } from "./follow-up-view";

const route = "api/v1/channels/{channelId}/customers/{customerId}/follow-ups";
const text = readableText(4000).min(1);

const listFollowUpsEndpoint = endpoint({
  operationId: "listFollowUps",
  tag: "Clienteling",
  summary: "The follow-ups on a customer, the latest first",
  method: "GET",
  route,
  access: "channel",
  path: customerPath,
  query: z.strictObject(pageQuery),
  answers: { 200: { description: "Follow-ups", schema: pageOf(followUpView) } },
});

export const listFollowUps = ({ http, getCustomer, keepRecords }: Services) =>
  channelResourceFunction(
    listFollowUpsEndpoint,
    http,
    (channel, { customerId }) => getCustomer(channel, customerId),
    async ({ channel, resource, query: { top, continuationToken: continuation } }) => {
      const page = await keepRecords.list(channel, resource, "followUp", { top, continuation });
      return json(200, { items: page.records.map(viewOfFollowUp), continuationToken: page.continuation ?? null });
    },
  );

const setFollowUpEndpoint = endpoint({
  operationId: "setFollowUp",
  tag: "Clienteling",
  summary: "Sets a reminder on a customer",
  method: "POST",
  route,
  access: "channel",
  path: customerPath,
  query: z.strictObject({}),
  body: z.strictObject({ text, dueOn: date }),
  answers: { 201: { description: "Set", schema: followUpView } },
});

export const setFollowUp = ({ http, getCustomer, keepRecords }: Services) =>
  channelResourceFunction(
    setFollowUpEndpoint,
    http,
    (channel, { customerId }) => getCustomer(channel, customerId),
    async ({ channel, resource, actor, body }) => {
      const set = viewOfFollowUp(await keepRecords.setFollowUp(channel, resource, { actor, ...body }));
      const customer = `/api/v1/channels/${channel.channelId}/customers/${set.customerId}`;
      return json(201, set, { location: `${customer}/follow-ups/${set.followUpId}` });
    },
  );

const followUpPath = customerPath.extend({ followUpId: z.guid() });

const getFollowUpEndpoint = endpoint({
  operationId: "getFollowUp",
  tag: "Clienteling",
  summary: "One follow-up, with the ETag under which it can be changed",
  method: "GET",
  route: `${route}/{followUpId}`,
  access: "channel",
  path: followUpPath,
  query: z.strictObject({}),
  answers: { 200: { description: "The follow-up", schema: followUpView } },
});

export const getFollowUp = ({ http, getCustomer, keepRecords }: Services) =>
  channelResourceFunction(
    getFollowUpEndpoint,
    http,
    (channel, { customerId }) => getCustomer(channel, customerId),
    async ({ channel, resource, path: { followUpId } }) => {
      const { etag, ...followUp } = await keepRecords.findFollowUp(channel, resource, followUpId);
      return json(200, viewOfFollowUp(followUp), { etag });
    },
  );

const changeFollowUpEndpoint = endpoint({
  operationId: "changeFollowUp",
  tag: "Clienteling",
  summary: "Changes a follow-up, or says that it is done",
  method: "PATCH",
  route: `${route}/{followUpId}`,
  access: "channel",
  path: followUpPath,
  query: z.strictObject({}),
  headers: { "if-match": z.string().optional() },
  body: z
    .strictObject({ text: text.optional(), dueOn: date.optional(), state: z.enum(["open", "done"]).optional() })
    .refine((change) => Object.keys(change).length > 0, "At least one property is expected."),
  answers: { 200: { description: "The follow-up as it is now", schema: followUpView } },
});

export const changeFollowUp = ({ http, getCustomer, keepRecords }: Services) =>
  channelResourceFunction(
    changeFollowUpEndpoint,
    http,
    (channel, { customerId }) => getCustomer(channel, customerId),
    async ({ channel, resource, path: { followUpId }, headers, body: change }) => {
      const request = { followUpId, change, ifMatch: headers["if-match"] };
      const { etag, ...changed } = await keepRecords.changeFollowUp(channel, resource, request);
      return json(200, viewOfFollowUp(changed), { etag });
    },
  );

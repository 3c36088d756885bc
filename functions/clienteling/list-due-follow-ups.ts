import { z } from "zod";
import { channelFunction, endpoint, json, pageOf, pageOfWhole, pageQuery } from "../../shared/http";
import type { Services } from "../services";
import { date, followUpView, viewOfFollowUp } from "./follow-up-view";

const listDueFollowUpsEndpoint = endpoint({
  operationId: "listDueFollowUps",
  tag: "Clienteling",
  summary: "The caller's open follow-ups: due today, overdue, or due on a date or before it",
  method: "GET",
  route: "api/v1/channels/{channelId}/follow-ups",
  access: "channel",
  query: z.strictObject({
    ...pageQuery,
    due: z
      .union([z.enum(["today", "overdue"]), date.transform((onOrBefore) => ({ onOrBefore }))], {
        error: "today, overdue, or a date such as 2026-03-01 is expected.",
      })
      .optional(),
  }),
  answers: { 200: { description: "Follow-ups, the oldest first", schema: pageOf(followUpView) } },
});

export const listDueFollowUps = ({ http, listDueFollowUps: list }: Services) =>
  channelFunction(listDueFollowUpsEndpoint, http, async ({ channel, actor, query }) => {
    const due = await list(channel, actor, query.due);
    const page = pageOfWhole(due, ({ dueOn, at, recordId }) => `${dueOn} ${at} ${recordId}`, query);
    return json(200, { ...page, items: page.items.map(viewOfFollowUp) });
  });

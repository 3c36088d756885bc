import { z } from "zod";
import { administratorAction } from "../../shared/headquarters";
import { administratorFunction, endpoint, json, pageOf, pageQuery } from "../../shared/http";
import type { Services } from "../services";

const listActionsEndpoint = endpoint({
  operationId: "listAdministratorActions",
  tag: "Configuration",
  summary: "Who repaired or synchronized which operation and ran which job by hand, newest first",
  method: "GET",
  route: "api/v1/headquarters/administrator-actions",
  access: "administrator",
  query: z.strictObject({
    ...pageQuery,
    target: z.string().max(100).describe("The id of an operation or a run").optional(),
  }),
  answers: { 200: { description: "Actions", schema: pageOf(administratorAction) } },
});

export const listAdministratorActions = ({ http, administratorActions }: Services) =>
  administratorFunction(listActionsEndpoint, http, async ({ query }) => {
    const page = { top: query.top, continuation: query.continuationToken };
    const { items, continuation } = await administratorActions.page(query, page);
    return json(200, { items, continuationToken: continuation ?? null });
  });

import { z } from "zod";
import { type Note, workerOfActor } from "../../shared/clienteling";
import { text as readableText } from "../../shared/headquarters";
import { channelResourceFunction, endpoint, json, pageOf, pageQuery } from "../../shared/http";
import type { Services } from "../services";
import { customerPath } from "./customer-path";

const route = "api/v1/channels/{channelId}/customers/{customerId}/notes";
const view = z.object({
  noteId: z.string(),
  text: z.string(),
  workerId: z.string().nullable(),
  createdAt: z.string(),
});
const viewOf = ({ recordId, text, actor, at }: Note) => ({
  noteId: recordId,
  text,
  workerId: workerOfActor(actor),
  createdAt: at,
});

const listNotesEndpoint = endpoint({
  operationId: "listNotes",
  tag: "Clienteling",
  summary: "The notes on a customer, newest first",
  method: "GET",
  route,
  access: "channel",
  path: customerPath,
  query: z.strictObject(pageQuery),
  answers: { 200: { description: "Notes", schema: pageOf(view) } },
});

export const listNotes = ({ http, getCustomer, keepRecords }: Services) =>
  channelResourceFunction(
    listNotesEndpoint,
    http,
    (channel, { customerId }) => getCustomer(channel, customerId),
    async ({ channel, resource, query: { top, continuationToken: continuation } }) => {
      const page = await keepRecords.list(channel, resource, "note", { top, continuation });
      return json(200, { items: page.records.map(viewOf), continuationToken: page.continuation ?? null });
    },
  );

const addNoteEndpoint = endpoint({
  operationId: "addNote",
  tag: "Clienteling",
  summary: "Keeps a note on a customer",
  method: "POST",
  route,
  access: "channel",
  path: customerPath,
  query: z.strictObject({}),
  body: z.strictObject({ text: readableText(4000).min(1) }),
  answers: { 201: { description: "Kept", schema: view } },
});

export const addNote = ({ http, getCustomer, keepRecords }: Services) =>
  channelResourceFunction(
    addNoteEndpoint,
    http,
    (channel, { customerId }) => getCustomer(channel, customerId),
    async ({ channel, resource, actor, body: { text } }) =>
      json(201, viewOf(await keepRecords.addNote(channel, resource, { actor, text }))),
  );

const removeNoteEndpoint = endpoint({
  operationId: "removeNote",
  tag: "Clienteling",
  summary: "Takes a note away",
  method: "DELETE",
  route: `${route}/{noteId}`,
  access: "channel",
  path: customerPath.extend({ noteId: z.guid() }),
  query: z.strictObject({}),
  answers: { 204: { description: "Taken away" } },
});

export const removeNote = ({ http, getCustomer, keepRecords }: Services) =>
  channelResourceFunction(
    removeNoteEndpoint,
    http,
    (channel, { customerId }) => getCustomer(channel, customerId),
    async ({ channel, resource, path: { noteId } }) => {
      await keepRecords.removeNote(channel, resource, noteId);
      return { status: 204 };
    },
  );

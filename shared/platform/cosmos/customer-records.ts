import { BulkOperationType, type JSONObject, type OperationInput } from "@azure/cosmos";
import { z } from "zod";
import {
  type CustomerRecord,
  type CustomerRecords,
  customerRecord,
  followUp,
  type RecordKind,
  type RecordOf,
  type RecordsRequest,
} from "../../clienteling";
import { goingOn, hasStatus, reaching } from "./cosmos-failure";
import type { HeadquartersDatabase } from "./databases";
import { writeMembership } from "./memberships";
import { request } from "./request";
import { writeBatch } from "./write-batch";

const away = "headquarters-unavailable";

const document = z.object({ type: z.string(), record: z.unknown(), _etag: z.string() });
const written = z.object({ _ts: z.number() });

const dueQuery =
  "SELECT VALUE c.record FROM c WHERE c.type = 'followUp' AND c.assignee = @actor AND c.openUntil <= @on AND c.legalEntityId = @legalEntityId";

/** A document for each record, in the customer's partition. */
export function cosmosCustomerRecords({ customers }: Pick<HeadquartersDatabase, "customers">): CustomerRecords {
  async function find<Kind extends RecordKind>(customerId: string, kind: Kind, recordId: string, signal?: AbortSignal) {
    const { resource } = await customers.item(recordId, customerId).read(request(signal));
    const read = resource === undefined ? undefined : document.parse(resource);
    if (read?.type !== kind) return undefined;
    return { ...(customerRecord.parse(read.record) as RecordOf<Kind>), etag: read._etag };
  }

  return {
    add: (record, membership, signal) =>
      reaching(away, async () => {
        const create: OperationInput = {
          operationType: BulkOperationType.Create,
          resourceBody: recordDocument(record),
        };
        const operations = membership ? [create, writeMembership(membership)] : [create];
        return (await writeBatch(customers, operations, record.customerId, signal)) !== undefined;
      }),

    list: (customerId, kind, page, signal) =>
      reaching(away, async () => {
        const { top, continuation } = page;
        const pages = customers.items.query(listQuery(kind, page), {
          partitionKey: customerId,
          maxItemCount: top,
          ...(continuation ? { continuationToken: continuation } : {}),
          ...request(signal),
        });
        const { resources, continuationToken } = await goingOn(continuation, () => pages.fetchNext());
        const records = resources.map((read) => customerRecord.parse(read) as RecordOf<typeof kind>);
        return { records, continuation: continuationToken || undefined };
      }),

    find: (customerId, kind, recordId, signal) => reaching(away, () => find(customerId, kind, recordId, signal)),

    replace: ({ etag, ...record }, signal) =>
      reaching(away, async () => {
        try {
          const accessCondition = { type: "IfMatch", condition: etag };
          const item = customers.item(record.recordId, record.customerId);
          const replaced = await item.replace(recordDocument(record), { accessCondition, ...request(signal) });
          return replaced.etag;
        } catch (error) {
          if (hasStatus(error, 412) || hasStatus(error, 404)) return undefined;
          throw error;
        }
      }),

    writtenAt: (customerId, recordId) =>
      reaching(away, async () => {
        const { resource } = await customers.item(recordId, customerId).read();
        return resource === undefined ? undefined : written.parse(resource)._ts;
      }),

    put: (record, signal) =>
      reaching(away, async () => {
        await customers.items.upsert(recordDocument(record), request(signal));
      }),

    remove: ({ customerId, recordId, etag }, signal) =>
      reaching(away, async () => {
        try {
          const asRead = etag === undefined ? {} : { accessCondition: { type: "IfMatch", condition: etag } };
          await customers.item(recordId, customerId).delete({ ...asRead, ...request(signal) });
          return "removed";
        } catch (error) {
          if (hasStatus(error, 404)) return "gone";
          if (hasStatus(error, 412)) return "changedMeanwhile";
          throw error;
        }
      }),

    due: (actor, legalEntityId, on, signal) =>
      reaching(away, async () => {
        const parameters = Object.entries({ actor, legalEntityId, on }).map(([name, value]) => ({
          name: `@${name}`,
          value,
        }));
        const { resources } = await customers.items.query({ query: dueQuery, parameters }, request(signal)).fetchAll();
        return resources.map((read) => followUp.parse(read));
      }),
  };
}

/** A follow-up says until when it is open in a place of its own, so that the index holds the open ones alone. */
function recordDocument(record: CustomerRecord): JSONObject & { id: string } {
  const { recordId, customerId, legalEntityId, kind, at, actor } = record;
  const isOpen = record.kind === "followUp" && record.state === "open";
  const due = isOpen ? { assignee: actor, openUntil: record.dueOn } : {};
  const keys = { id: recordId, customerId, legalEntityId, type: kind, recordedAt: at };
  return { ...keys, ...due, record } as unknown as JSONObject & { id: string };
}

function listQuery(kind: RecordKind, { types, from, to }: RecordsRequest) {
  const conditions = [
    "c.type = @kind",
    ...(types ? ["ARRAY_CONTAINS(@types, c.record.type)"] : []),
    ...(from === undefined ? [] : ["c.recordedAt >= @from"]),
    ...(to === undefined ? [] : ["c.recordedAt <= @to"]),
  ];
  const given = Object.entries({ kind, types: types && [...types], from, to });
  return {
    query: `SELECT VALUE c.record FROM c WHERE ${conditions.join(" AND ")} ORDER BY c.recordedAt DESC`,
    parameters: given.flatMap(([name, value]) => (value === undefined ? [] : [{ name: `@${name}`, value }])),
  };
}

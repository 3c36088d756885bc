import { type Message, type Sender, types } from "rhea";
import type { ManagementAnswer } from "../management/management-operation";
import type { ServiceBusError } from "../service-bus-error";

/** The links on which one connection's clients wait for answers to `$cbs` and `$management`. */
export interface ReplyLinks {
  add(link: Sender, source: string): void;
  answerTo(request: Message, node: string): ManagementAnswer;
}

export function replyLinks(): ReplyLinks {
  const links = new Map<string, Sender>();

  const send = (request: Message, node: string, status: Status, body?: object) => {
    const link = links.get(String(request.reply_to)) ?? links.get(node);
    if (!link?.is_open()) return;
    link.send({ correlation_id: request.message_id as string, application_properties: properties(status), body });
  };

  return {
    // The SDK names the link by its target; for `$cbs` there is none, and the link's own name stands in.
    add(link, source) {
      const names = [link.target?.address, link.name, source].filter((name) => name !== undefined);
      for (const name of names) links.set(name, link);
      link.once("sender_close", () => {
        for (const name of names) if (links.get(name) === link) links.delete(name);
      });
    },
    answerTo: (request, node) => ({
      ok: (body) => send(request, node, { code: 200, description: "OK" }, body),
      noContent: () => send(request, node, { code: 204, description: "No Content" }),
      refuse: (error) => send(request, node, statusOf(error)),
    }),
  };
}

interface Status {
  readonly code: number;
  readonly description: string;
  readonly condition?: string;
}

function statusOf({ status, description, condition }: ServiceBusError): Status {
  return { code: status, description, condition };
}

/** Clients differ in the spelling that they look for. */
function properties({ code, description, condition }: Status): Record<string, unknown> {
  const spellings = {
    statusCode: types.wrap_int(code),
    statusDescription: description,
    "status-code": types.wrap_int(code),
    "status-description": description,
  };
  return condition === undefined
    ? spellings
    : { ...spellings, errorCondition: condition, "error-condition": condition };
}

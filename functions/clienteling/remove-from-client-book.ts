import { z } from "zod";
import { associateFunction, endpoint } from "../../shared/http";
import type { Services } from "../services";

const removeFromClientBookEndpoint = endpoint({
  operationId: "removeFromClientBook",
  tag: "Clienteling",
  summary: "Takes a customer out of the caller's own client book",
  method: "DELETE",
  route: "api/v1/channels/{channelId}/client-book/customers/{customerId}",
  access: "channel",
  path: z.object({ customerId: z.string().min(1).max(60) }),
  query: z.strictObject({}),
  answers: { 204: { description: "Removed" } },
});

export const removeFromClientBook = ({ http, removeFromClientBook: remove }: Services) =>
  associateFunction(removeFromClientBookEndpoint, "remove", http, async ({ channel, workerId, path }) => {
    await remove(channel, workerId, path.customerId);
    return { status: 204 };
  });

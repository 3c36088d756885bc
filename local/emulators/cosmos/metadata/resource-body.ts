import { failures } from "../failure";
import type { GatewayRequest } from "../http/gateway-request";

/** The definition of a database or container that a request sends. */
export function resourceBody<Definition extends { readonly id: string }>({ body }: GatewayRequest): Definition {
  const definition = body as Partial<Definition> | undefined;
  if (typeof definition?.id !== "string" || definition.id === "" || /[/\\?#]/.test(definition.id)) {
    throw failures.badRequest("The resource name is missing or holds one of / \\ ? #.");
  }
  return definition as Definition;
}

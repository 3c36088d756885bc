import { readFile } from "node:fs/promises";
import { request } from "node:https";
import { audience, tenantId, webShop } from "./identities";

export interface TokenSource {
  /** A worker's user token with this `oid`. */
  worker(externalId: string, options?: TokenOptions): Promise<string>;
  /** An online store's app token, asked for with its secret. */
  client(clientId: string): Promise<string>;
  administrator(options?: TokenOptions): Promise<string>;
}

/** Ways in which a token can be bad, for tests. */
export interface TokenOptions {
  readonly expired?: boolean;
  readonly audience?: string | undefined;
  readonly noRoles?: boolean;
}

/** Access tokens from the local Entra. */
export function localTokens(entraPort: number, caFile: string): TokenSource {
  const post = async (path: string, type: string, body: string): Promise<string> => {
    const answer = await postForJson(
      `https://localhost:${entraPort}${path}`,
      await readFile(caFile, "utf8"),
      type,
      body,
    );
    return String(answer["access_token"]);
  };
  const mint = (claims: Record<string, unknown>, role: string, options: TokenOptions) =>
    post(
      "/_emulator/tokens",
      "application/json",
      JSON.stringify({
        claims: { ...claims, aud: options.audience ?? audience, ...(options.noRoles ? {} : { roles: [role] }) },
        ...(options.expired ? { expiresInSeconds: -3600 } : {}),
      }),
    );
  return {
    worker: (externalId, options = {}) => mint({ oid: externalId, sub: externalId }, "Channel.Pos", options),
    administrator: (options = {}) =>
      mint({ oid: "administrator", sub: "administrator" }, "Headquarters.Admin", options),
    client: (clientId) => {
      if (clientId !== webShop.clientId)
        throw new Error(`There is no client ${clientId}; there is ${webShop.clientId}.`);
      const form = {
        grant_type: "client_credentials",
        client_id: clientId,
        client_secret: webShop.secret,
        scope: `${audience}/.default`,
      };
      return post(
        `/${tenantId}/oauth2/v2.0/token`,
        "application/x-www-form-urlencoded",
        new URLSearchParams(form).toString(),
      );
    },
  };
}

function postForJson(url: string, ca: string, contentType: string, body: string): Promise<Record<string, unknown>> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: "POST", ca, headers: { "content-type": contentType } }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk: string) => {
        text += chunk;
      });
      response.on("end", () => {
        if (response.statusCode === 200) resolve(JSON.parse(text) as Record<string, unknown>);
        else reject(new Error(`The token endpoint answered ${response.statusCode}: ${text}`));
      });
    });
    sent.once("error", reject).end(body);
  });
}

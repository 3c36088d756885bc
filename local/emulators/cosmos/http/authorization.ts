import { createHmac, createSecretKey, timingSafeEqual } from "node:crypto";
import { failures } from "../failure";
import { type GatewayRequest, header } from "./gateway-request";

/** Throws 401 unless the request is signed with the account's key (base64). */
export function authorization(key: string): (request: GatewayRequest) => void {
  const secret = createSecretKey(Buffer.from(key, "base64"));
  return (request) => {
    const token = decodeURIComponent(header(request, "authorization") ?? "");
    const signature = Buffer.from(/sig=(.*)$/.exec(token)?.[1] ?? "", "base64");
    const expected = createHmac("sha256", secret).update(signedText(request)).digest();
    if (signature.length !== expected.length || !timingSafeEqual(signature, expected)) throw failures.unauthorized();
  };
}

/** An address of an odd number of parts is a list (`dbs/x/colls`): signed as its type, and the link of its owner. */
function signedText(request: GatewayRequest): string {
  const { method, segments } = request;
  const isList = segments.length % 2 === 1;
  const type = (isList ? segments.at(-1) : segments.at(-2)) ?? "";
  const link = (isList ? segments.slice(0, -1) : segments).join("/");
  const date = header(request, "x-ms-date") ?? "";
  return `${method.toLowerCase()}\n${type.toLowerCase()}\n${link}\n${date.toLowerCase()}\n\n`;
}

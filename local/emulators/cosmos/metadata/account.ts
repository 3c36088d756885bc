import { type GatewayRequest, header } from "../http/gateway-request";
import { jsonReply, type Reply } from "../http/reply";

/** The account document: one region, which is the gateway itself. */
export function accountReply(request: GatewayRequest): Reply {
  const location = { name: "Local", databaseAccountEndpoint: `http://${header(request, "host")}/` };
  return jsonReply(200, {
    id: "local",
    _rid: "local",
    writableLocations: [location],
    readableLocations: [location],
    enableMultipleWriteLocations: false,
    userConsistencyPolicy: { defaultConsistencyLevel: "Session" },
    userReplicationPolicy: {},
    queryEngineConfiguration: "{}",
    addresses: "//addresses/",
  });
}

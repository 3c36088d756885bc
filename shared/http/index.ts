export type { Caller, CheckAccessToken } from "./caller";
export { documentationPage } from "./documentation-page";
export { type Endpoint, endpoint } from "./endpoint";
export {
  administratorFunction,
  anonymousFunction,
  associateFunction,
  channelFunction,
  channelResourceFunction,
  type HttpOperation,
  type HttpServices,
  uploadFunction,
} from "./http-function";
export { json } from "./json-response";
export { jsonSchema, openApiDocument } from "./open-api";
export { pageOf, pageQuery } from "./page";
export { batchBodyLimit, ordinaryBodyLimit, parseBody } from "./parse-request";
export { type ItemResult, perItem } from "./per-item";
export { type Problem, problem, problemBase, problemOf, problems, unexpectedProblem } from "./problems";
export { unknownPathFunction } from "./unknown-path";
export { pageOfWhole } from "./whole-list";

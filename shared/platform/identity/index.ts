export { entraAccessTokens } from "./access-tokens";
export { functionsCredential } from "./credential";

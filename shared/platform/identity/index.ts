export { entraAccessTokens } from "./access-tokens";
export { type AuthoritySettings, type ClientSecret, clientSecretCredential, functionsCredential } from "./credential";

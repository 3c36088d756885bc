export type { Access, Permission } from "./caller";
export { type KeyVaultOptions, startKeyVault } from "./start-key-vault";

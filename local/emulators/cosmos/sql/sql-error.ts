import { CosmosFailure } from "../failure";

export type SqlErrorCode = "SC1001" | "SC2001" | "SC2005" | "SC2006";

/** A query that the service would refuse. SC1001 syntax, SC2001 unknown name, SC2005 unknown function, SC2006 use of one. */
export class SqlError extends CosmosFailure {
  constructor(code: SqlErrorCode, message: string) {
    super(400, JSON.stringify({ errors: [{ severity: "Error", code, message }] }));
    this.name = "SqlError";
  }
}

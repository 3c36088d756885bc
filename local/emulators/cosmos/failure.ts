const codes: Readonly<Record<number, string>> = {
  400: "BadRequest",
  401: "Unauthorized",
  404: "NotFound",
  405: "MethodNotAllowed",
  409: "Conflict",
  410: "Gone",
  412: "PreconditionFailed",
  413: "RequestEntityTooLarge",
  429: "TooManyRequests",
  449: "RetryWith",
  501: "NotImplemented",
  503: "ServiceUnavailable",
};

/** The `code` that Cosmos DB puts beside a message in the body of an answer with this status. */
export function codeOf(status: number): string {
  return codes[status] ?? "InternalServerError";
}

/** What the client did wrong, as the service would put it; the status of the answer. */
export class CosmosFailure extends Error {
  readonly status: number;
  readonly substatus: number | undefined;

  constructor(status: number, message: string, substatus?: number) {
    super(message);
    this.name = "CosmosFailure";
    this.status = status;
    this.substatus = substatus;
  }
}

export const failures = {
  badRequest: (message: string) => new CosmosFailure(400, message),
  unauthorized: () => new CosmosFailure(401, "The input authorization token can't serve the request."),
  noSuchDocument: () => new CosmosFailure(404, "Entity with the specified id does not exist in the system."),
  noSuchResource: () => new CosmosFailure(404, "Resource Not Found."),
  noSuchOwner: () => new CosmosFailure(404, "Owner resource does not exist.", 1003),
  conflict: () => new CosmosFailure(409, "Entity with the specified id already exists in the system."),
  preconditionFailed: () => new CosmosFailure(412, "One of the specified pre-condition is not met."),
  tooLarge: () => new CosmosFailure(413, "Request size is too large."),
  unsupported: (operation: string) =>
    new CosmosFailure(501, `The local Cosmos gateway does not support: ${operation}.`),
};

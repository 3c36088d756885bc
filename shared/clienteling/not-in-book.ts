import { Failure } from "../failure";

export const notInBook = () => new Failure("not-found", "The customer is not in this client book.");

export { Failure, type FailureDetails, type FailureKind, type InputFault, isFailure } from "./failure";

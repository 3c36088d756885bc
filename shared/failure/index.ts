export { Failure, type FailureDetails, type FailureKind, type InputFault, isFailure } from "./failure";
export { escapePointer, inputFaults } from "./input-faults";

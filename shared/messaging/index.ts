export { type DeadLetter, deadLetterFunction } from "./dead-letter-function";
export { queueFunction } from "./queue-function";

export { queueFunction } from "./queue-function";

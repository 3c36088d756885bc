import { queueFunction } from "../../shared/messaging";
import { taskSignal } from "../../shared/tasks";
import type { Services } from "../services";

/** Runs the tasks that requests left behind: imports and whatever else outlives its answer. */
export const runTask = ({ log, runTask: run }: Services) => queueFunction("tasks", taskSignal, log, run);

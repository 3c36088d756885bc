import { runMessage } from "../../shared/jobs";
import { deadLetterFunction } from "../../shared/messaging";
import type { Services } from "../services";

/** Ends runs whose message was dead-lettered: none stays queued for ever. */
export const failDeadLetteredRuns = ({ log, failDeadLetteredRun, keepUnreadable }: Services) =>
  deadLetterFunction("job-runs", runMessage, log, { readable: failDeadLetteredRun, unreadable: keepUnreadable });

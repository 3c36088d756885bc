import { SingleBar } from "cli-progress";

export type ShowProgress = <Result>(
  what: string,
  total: number,
  work: (advance: () => void) => Promise<Result>,
) => Promise<Result>;

/** Shows a bar while the work goes on; a line every few seconds where there is no terminal. */
export const showProgress: ShowProgress = async (what, total, work) => {
  const bar = new SingleBar({
    format: `${what.padEnd(16)} [{bar}] {percentage} % | {value} of {total} | {duration_formatted}`,
    stream: process.stdout,
    hideCursor: true,
    noTTYOutput: true,
    notTTYSchedule: 5_000,
    // Ctrl-C is the demo's to handle.
    gracefulExit: false,
  });
  bar.start(total, 0);
  try {
    return await work(() => bar.increment());
  } finally {
    bar.stop();
  }
};

import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { ChannelInsights, MeasuresAnswer } from "../../../shared/customer-insights";
import type { Reply } from "./measures-process";

export interface Reading {
  readonly answers: ReadonlyMap<string, MeasuresAnswer>;
  readonly tookMs: number;
}

export interface MeasuresReader {
  read(insights: ChannelInsights, accountNumbers: readonly string[]): Promise<Reading>;
  /** Everything that it printed. */
  printed(): string;
  stop(): Promise<void>;
}

/** Starts the product's reader of measures with these settings: nothing is cached, and no circuit is open. */
export function startMeasuresReader(settings: Readonly<Record<string, string>>, caFile: string): MeasuresReader {
  const env = { ...process.env, ...settings, NODE_EXTRA_CA_CERTS: caFile };
  const entry = join("dist", "test", "contract", "customer-insights", "measures-process.js");
  const child = fork(entry, { env, silent: true });
  const waiting = new Map<number, (reply: Reply) => void>();
  let printed = "";
  let asked = 0;
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      printed += text;
    });
  }
  child.on("message", (reply: Reply) => {
    waiting.get(reply.id)?.(reply);
    waiting.delete(reply.id);
  });
  return {
    async read(insights, accountNumbers) {
      asked += 1;
      const id = asked;
      const reply = new Promise<Reply>((resolve) => waiting.set(id, resolve));
      child.send({ id, insights, accountNumbers });
      const { answers, tookMs } = await reply;
      return { answers: new Map(answers), tookMs };
    },
    printed: () => printed,
    async stop() {
      child.kill();
      await once(child, "exit");
    },
  };
}

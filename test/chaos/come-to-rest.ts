import type { Api } from "../environment/api";
import { until } from "../environment/until";

const list = "/headquarters/async-operations";

/**
 * After the faults, what an administrator does: runs the jobs, and synchronizes again what failed meanwhile, until every
 * operation has come to its end.
 */
export async function comeToRest(administrator: Api, timeoutMs: number): Promise<void> {
  const open = async (states: string) => {
    const { status, body } = await administrator.get(`${list}?${states}&top=200`);
    if (status !== 200) throw new Error(`The list of operations answered ${status}.`);
    return body.items as { readonly operationId: string }[];
  };
  let left: readonly object[] = [];
  await until(
    "every operation is at its end",
    async () => {
      await administrator.post(`${list}/synchronize`, {});
      const [waiting, failed] = [await open("state=pending&state=sent"), await open("state=failed")];
      left = [...waiting, ...failed];
      if (left.length === 0) return true;
      // Their signals may be locked by a host that was killed.
      for (const { operationId } of waiting) await administrator.post(`${list}/${operationId}/synchronize`, undefined);
      return false;
    },
    timeoutMs,
  ).catch((error: Error) => {
    throw new Error(`${error.message} ${left.length} are not: ${JSON.stringify(left.slice(0, 5))}`);
  });
  await until("1010 has run", async () => {
    const { status, headers } = await administrator.post("/headquarters/jobs/1010/runs", { mode: "delta" });
    const run = await ended(administrator, headers.get("location")?.replace("/api/v1", "") ?? "");
    return status === 202 && run === "succeeded";
  });
}

const ended = (administrator: Api, path: string) =>
  until(`the end of ${path}`, async () => {
    const { body } = await administrator.get(path);
    return body.endedAt !== null && (body.state as string);
  });

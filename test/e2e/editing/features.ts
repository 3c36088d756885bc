import type { FeatureId } from "../../../shared/headquarters";
import type { Api } from "../../environment/api";
import { until } from "../../environment/until";

/** Sets features and distributes them (J1); they count once the channels' cache has run out. */
export async function distributeFeatures(
  administrator: Api,
  features: readonly (readonly [FeatureId, boolean])[],
): Promise<void> {
  for (const [id, enabled] of features) {
    const { status } = await administrator.put(`/headquarters/features/${id}`, { enabled });
    if (status !== 200) throw new Error(`The feature ${id} was not set: ${status}.`);
  }
  const { headers } = await administrator.post("/headquarters/jobs/1110/runs", { mode: "delta" });
  const run = String(headers.get("location")).replace("/api/v1", "");
  await until("job 1110", async () => (await administrator.get(run)).body.state === "succeeded");
}

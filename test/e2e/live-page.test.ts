import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type LivePage, startLivePage } from "../../local/live/start-live-page";
import { api } from "../environment/api";
import { startTestEnvironment, type TestEnvironment } from "../environment/test-environment";

describe("the live page of npm start", () => {
  let live: LivePage;
  let environment: TestEnvironment;

  beforeAll(async () => {
    live = await startLivePage(0);
    environment = await startTestEnvironment({ settings: live.settings });
  });
  afterAll(async () => {
    await environment?.stop();
    await live?.stop();
  });

  // biome-ignore lint/suspicious/noExplicitAny: tests read whatever shape they expect, and fail on any other
  const view = async (): Promise<any> => (await fetch(`${live.url}/view.json`)).json();

  it("says that the functions are starting, before there is an API to ask", async () => {
    expect(await view()).toMatchObject({ counts: null, jobs: [], problem: "The functions are starting." });
  });

  it("shows counts and jobs of the API, and a customer's way from the telemetry", async () => {
    live.watch({ baseUrl: environment.baseUrl, administratorToken: environment.token.administrator });
    const till = api(environment, await environment.token.worker("000170"));
    const created = await till.post("/channels/san-francisco/customers", { firstName: "Lia", lastName: "Vonlanthen" });
    const { customerId } = created.body;
    const steps = expect.arrayContaining([
      expect.objectContaining({ name: "customer.keep-pending", failed: false }),
      expect.objectContaining({ name: "customer.synchronize", failed: false }),
    ]);
    await expect
      .poll(view, { timeout: 20_000, interval: 200 })
      .toMatchObject({ customers: [{ customerId, steps }], counts: { pending: 0, sent: 0, failed: 0 }, problem: null });
    await expect
      .poll(async () => (await view()).numbered.reduce((all: number, one: number) => all + one, 0), { timeout: 10_000 })
      .toBe(1);
    const { jobs, dependencies, requestUnitsPerSecond } = await view();
    expect(jobs.map(({ jobId }: { jobId: string }) => jobId)).toContain("P-0001");
    expect(dependencies.map(({ system }: { system: string }) => system)).toEqual(
      expect.arrayContaining(["cosmos", "service-bus"]),
    );
    expect(requestUnitsPerSecond).toBeGreaterThan(0);
  });

  it("is one page that loads nothing from elsewhere", async () => {
    const page = await (await fetch(live.url)).text();
    expect(page).toContain("<title>Regulars: the pipeline, live</title>");
    expect(page).not.toMatch(/https?:\/\/|src=/);
    expect((await fetch(`${live.url}/nothing`)).status).toBe(404);
  });
});

import { expect, test } from "vitest";
import { appForTest } from "./fixture-app";

test("SIGTERM lets what runs end, then runs the terminate hooks, and exits with 0", async () => {
  const app = await appForTest({
    files: `
      const { app } = require("@azure/functions");
      let finish;
      process.on("SIGTERM", () => setTimeout(() => finish(), 100));
      app.http("slow", { handler: async (_request, context) => {
        context.log("begun");
        await new Promise((resolve) => { finish = resolve; });
        context.log("ended");
        return { body: "done" };
      } });
      app.hook.appTerminate(() => console.log("terminated"));`,
  });
  const answer = fetch(`${app.url}/api/slow`);
  await app.written(/ begun\n/);
  const exit = app.stop();
  expect(await (await answer).text()).toBe("done");
  expect(await exit).toBe(0);
  expect(app.output()).toMatch(/ ended\nterminated\n$/);
  await expect(fetch(`${app.url}/api/slow`)).rejects.toThrow();
});

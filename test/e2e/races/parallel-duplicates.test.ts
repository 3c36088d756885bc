import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Answer, type Api, api } from "../../environment/api";
import { startTestEnvironment, type TestEnvironment } from "../../environment/test-environment";
import { inParallel } from "../crash/point-of-sale";
import { stored } from "../crash/stored";
import { type AnotherHost, startAnotherHost } from "./another-host";

describe("creates of one new e-mail at the same time, which reject duplicates", () => {
  let environment: TestEnvironment;
  let other: AnotherHost;
  let callers: readonly Api[];

  beforeAll(async () => {
    environment = await startTestEnvironment();
    other = await startAnotherHost(environment);
    const token = await environment.token.administrator();
    callers = [api(environment, token), api(other, token)];
  });
  afterAll(async () => {
    await other?.stop();
    await environment?.stop();
  });

  /** Upper and lower case mixed, on two hosts. */
  const race = (channels: readonly string[], email: string): Promise<Answer[]> =>
    inParallel(16, 16, (index) => {
      const caller = callers[index % 2] as Api;
      const body = { lastName: `Racer ${index}`, email: index % 3 === 0 ? email.toUpperCase() : email };
      return caller.post(`/channels/${channels[index % channels.length]}/customers?onDuplicate=reject`, body);
    });

  const inTheChannels = async (answers: readonly Answer[]) => {
    const names = new Set((await stored(environment).copies()).map(({ customerId }) => customerId));
    return answers.filter(({ body }) => names.has(body.customerId));
  };

  it.each([
    ["houston, at once", ["houston"]],
    ["san-francisco, asynchronously", ["san-francisco"]],
    ["stores of one group, in both ways", ["houston", "san-francisco", "us-web"]],
  ])("C7: sixteen in %s make one customer; the others get 409 with it", async (name, channels) => {
    for (let round = 0; round < 3; round += 1) {
      const before = (await stored(environment).copies()).length;
      const answers = await race(channels, `${name.replace(/\W/g, "")}-${round}@example.com`);
      const created = answers.filter(({ status }) => status === 201 || status === 202);
      const refused = answers.filter(({ status }) => status === 409);
      expect([created.length, refused.length], JSON.stringify(answers.map(({ status }) => status))).toEqual([1, 15]);
      for (const { body } of refused) {
        expect(body.possibleDuplicates).toMatchObject([{ customerId: created[0]?.body.customerId }]);
      }
      expect(await inTheChannels(created)).toHaveLength(1);
      expect((await stored(environment).copies()).length).toBe(before + 1);
    }
  });
});

import { describe, expect, it } from "vitest";
import { insightsClient } from "../../../local/environment/identities";
import { leaksIn } from "../../environment/leaks";

describe("what no line may hold", () => {
  it("P3: ids, times and addresses of services are no leak", () => {
    const lines = [
      '{"event":"customer.created","customerId":"3f1d4a5e-1111-4222-8333-944455556666","accountNumber":"00-00000012"}',
      "2026-11-26T12:00:00.000Z POST http://localhost:7071/api/v1/channels/houston/customers 201 +12 ms",
      "at node_modules/@azure/cosmos/dist/index.js:12:34 @azure/cosmos@4.9.3",
    ];
    expect(leaksIn(lines)).toEqual([]);
  });

  it.each([
    ["a token", "Bearer eyJhbGciOiJSUzI1NiJ9.eyJvaWQiOiJ3b3JrZXIifQ.c2ln"],
    ["a secret", `asked with ${insightsClient.secret}`],
    ["an account key", "Endpoint=sb://localhost;SharedAccessKeyName=local;SharedAccessKey=local"],
    ["an e-mail", '{"reason":"ana@example.com is taken"}'],
    ["a phone", "matched +12065550100"],
    ["Bowman", "ANA BOWMAN was created"],
  ])("P3: %s is found", (what, line) => {
    expect(leaksIn(["fine", line], ["Bowman"])).toEqual([`${what}: ${line}`]);
  });
});

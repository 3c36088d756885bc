import { describe, expect, it } from "vitest";
import { type CustomerModel, faultsOf, type Sent } from "../../chaos/customer-model";

const sent = (value: string, answered = true): Sent<string> => ({ value, answered });

function model(firstNames: Sent<string>[], streets: Sent<string>[] = []): CustomerModel {
  return { customerId: "1", channelId: "houston", lastName: "X", firstNames, streets };
}

const shown = (firstName: string | null, ...streets: string[]) => ({
  firstName,
  addresses: streets.map((street) => ({ street })),
});

describe("what chaos holds against a customer", () => {
  it.each([
    ["the last name that was answered", [sent("a"), sent("b")], "b"],
    ["one that was sent after it", [sent("a"), sent("b", false)], "b"],
    ["the answered one, when the later one was not carried out", [sent("a"), sent("b", false)], "a"],
  ])("S4: nothing against %s", (_, names, firstName) => {
    expect(faultsOf(model(names), shown(firstName))).toEqual([]);
  });

  it.each([
    ["a name that was overwritten", [sent("a"), sent("b")], "a"],
    ["an uncertain name that a later one overwrote", [sent("a"), sent("b", false), sent("c")], "b"],
    ["no name", [sent("a")], null],
  ])("S4: %s", (_, names, firstName) => {
    expect(faultsOf(model(names), shown(firstName))).toHaveLength(1);
  });

  it("S3: addresses once, in order, and none that was never added", () => {
    const known = model([sent("a")], [sent("1 St"), sent("2 St", false), sent("3 St")]);
    const faults = (...streets: string[]) => faultsOf(known, shown("a", ...streets)).length;
    expect(faults("1 St", "3 St")).toBe(0);
    expect(faults("1 St", "2 St", "3 St")).toBe(0);
    expect(faults("1 St")).toBe(1);
    expect(faults("3 St", "1 St")).toBe(1);
    expect(faults("1 St", "3 St", "9 St")).toBe(1);
    expect(faults("1 St", "2 St", "2 St", "3 St")).toBe(1);
  });
});

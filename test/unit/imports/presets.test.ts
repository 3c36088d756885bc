import { describe, expect, it } from "vitest";
import { presetColumns, recognizePreset } from "../../../shared/imports/columns/presets";

describe("presets", () => {
  it.each([
    ["regulars", "externalReference,firstName,email,attributes.shoe-size"],
    ["regulars", "email,city"],
    ["shopify", "Customer ID,First Name,Last Name,Email,Default Address City"],
    ["dynamics", "CUSTOMERACCOUNT,PARTYTYPE,PersonFirstName,AddressCity"],
    [undefined, "CustomerID,FirstName,LastName,City,PhoneNumber"],
    [undefined, "city,country"],
  ])("are recognized by the columns that tell who a row is about: %s", (preset, header) => {
    expect(recognizePreset(header.split(","))).toBe(preset);
  });

  it("know columns in any case, and of several names the first that is there", () => {
    expect(presetColumns("dynamics", ["customeraccount", "Name"])).toEqual({
      externalReference: "customeraccount",
      organizationName: "Name",
    });
  });
});

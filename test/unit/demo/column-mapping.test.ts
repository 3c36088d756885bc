import { describe, expect, it } from "vitest";
import { columnPositions, namedColumns } from "../../../local/demo/column-mapping";

const adventureWorks = "CustomerID,Title,FirstName,LastName,AddressLine1,CountryRegionName,PhoneNumber".split(",");

describe("the columns of a customers file", () => {
  it("finds columns that are called like the fields", () => {
    const positions = columnPositions(["lastName", "shoes", "externalReference"], {});
    expect(Object.fromEntries(positions)).toEqual({ externalReference: 2, lastName: 0 });
  });

  it("knows the columns of the AdventureWorks file", () => {
    const positions = columnPositions(adventureWorks, {});
    expect(positions.get("externalReference")).toBe(0);
    expect(positions.get("street")).toBe(4);
    expect(positions.get("country")).toBe(5);
    expect(positions.has("email")).toBe(false);
  });

  it("takes a named column before the known one", () => {
    const positions = columnPositions(adventureWorks, namedColumns(["lastName=FirstName"]));
    expect(positions.get("lastName")).toBe(2);
  });

  it("takes column names with an equals sign in them", () => {
    expect(namedColumns(["lastName=Name = last"])).toEqual({ lastName: "Name = last" });
  });

  it.each([
    ["surname=Surname", /no field "surname"; the fields are externalReference, title,/],
    ["lastName", /takes field=column/],
    ["lastName=", /takes field=column/],
  ])("refuses --map %s", (option, message) => {
    expect(() => namedColumns([option])).toThrow(message);
  });

  it.each([
    [["id", "lastName"], {}, /no external reference.*Its columns are id, lastName/],
    [["externalReference", "city"], {}, /no names/],
    [["externalReference", "lastName"], { city: "Town" }, /no column "Town" \(--map city=Town\)/],
  ])("says what a header %j lacks", (header, named, message) => {
    expect(() => columnPositions(header, named)).toThrow(message);
  });
});

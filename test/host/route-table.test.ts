import { describe, expect, test } from "vitest";
import { routeTable } from "../../local/host/http/route-table";
import { routeTemplate } from "../../local/host/http/route-template";

const table = (...routes: string[]) =>
  routeTable(
    routes.map((line) => {
      const [methods = "", text = ""] = line.split(" ");
      return { functionName: line, methods: new Set(methods.split(",")), template: routeTemplate(text) };
    }),
  );

const find = (routes: ReturnType<typeof table>, method: string, path: string) => {
  const match = routes(method, path.split("/"));
  return match.outcome === "found" ? match.route.functionName : match.outcome;
};

describe("precedence", () => {
  const routes = table(
    "GET {*all}",
    "GET a/{x}",
    "GET a/{x:int}",
    "GET a/b",
    "GET a/{x}/c",
    "POST a/{x}",
    "GET a/b/{*rest}",
  );
  test.each([
    ["a/b", "GET a/b"],
    ["a/7", "GET a/{x:int}"],
    ["a/x", "GET a/{x}"],
    ["a/b/c", "GET a/b/{*rest}"],
    ["a/z/c", "GET a/{x}/c"],
    ["a/z/d", "GET {*all}"],
    ["q", "GET {*all}"],
    ["", "GET {*all}"],
  ])("%s goes to %s", (path, expected) => {
    expect(find(routes, "GET", path)).toBe(expected);
  });

  test("a better path with another method does not hide a worse one with the right method", () => {
    expect(find(routes, "POST", "a/b")).toBe("POST a/{x}");
    expect(routes("DELETE", ["a", "x"])).toEqual({ outcome: "methodNotAllowed", allow: "GET, POST" });
  });
});

test.each([
  ["int", ["7", "-7"], ["x", "2147483648", "1.5"]],
  ["long", ["2147483648"], ["9223372036854775808"]],
  ["guid", ["00000000-0000-4000-8000-000000000000", "00000000000040008000000000000000"], ["0000"]],
  ["alpha", ["abc"], ["a1"]],
  ["bool", ["true", "False"], ["1"]],
  ["length(2,3)", ["ab", "abc"], ["a", "abcd"]],
  ["length(2)", ["ab"], ["a", "abc"]],
  ["min(5)", ["5"], ["4", "x"]],
  ["range(1,3)", ["1", "3"], ["0", "4"]],
  ["int:min(5)", ["6"], ["4"]],
])("{x:%s} takes and leaves what ASP.NET does", (constraint, taken, left) => {
  const routes = table(`GET {x:${constraint}}`);
  expect(taken.map((value) => find(routes, "GET", value))).toEqual(taken.map(() => `GET {x:${constraint}}`));
  expect(left.map((value) => find(routes, "GET", value))).toEqual(left.map(() => "notFound"));
});

test.each(["{a}-{b}", "{a=1}", "{a?}/b", "{*a}/b", "{a:regex(x)}"])("the template %s is refused", (text) => {
  expect(() => routeTemplate(text)).toThrow(/Route "/);
});

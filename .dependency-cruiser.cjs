/**
 * Who may import whom. Imports of types count too: a boundary that types cross is no boundary. Each rule is seen to
 * fire in test/boundaries.
 */
const rule = (name, comment, from, to) => ({ name, severity: "error", comment, from, to });

const functionsLibrary = "node_modules/@azure/functions/";

module.exports = {
  forbidden: [
    rule(
      "no-cycles",
      "Modules that need each other are one module; but in SQL an expression may hold a select, and a select expressions.",
      { pathNot: "^local/emulators/cosmos/sql/(parse-|compile-|group-rows)" },
      { circular: true },
    ),
    rule(
      "shared-knows-no-functions",
      "Dependencies point inwards.",
      { path: "^shared/" },
      { path: "^(functions|local|test)/" },
    ),
    rule(
      "functions-know-no-local",
      "Nothing deployed may need the development environment.",
      { path: "^functions/" },
      { path: "^(local|test)/" },
    ),
    rule(
      "areas-know-no-platform",
      "Areas state ports; the platform implements them, and triggers call them.",
      { path: "^shared/", pathNot: "^shared/(platform|http|messaging)/" },
      { path: "^shared/(platform|http|messaging)/" },
    ),
    rule(
      "areas-through-the-front-door",
      "Another area is reached through its index.ts.",
      { path: "^(?:functions|local|shared/([^/]+))/" },
      { path: "^shared/(?!platform/)", pathNot: ["^shared/$1/", "^shared/[^/]+/index[.]ts$"] },
    ),
    rule(
      "azure-only-in-platform",
      "SDKs of Azure and of telemetry stay behind ports.",
      { path: "^(functions|shared)/", pathNot: "^shared/platform/" },
      { path: "node_modules/@(azure|opentelemetry)/", pathNot: functionsLibrary },
    ),
    rule(
      "areas-know-no-trigger",
      "Use cases and adapters do not know what called them.",
      { path: "^shared/", pathNot: "^shared/(http|messaging)/" },
      { path: functionsLibrary },
    ),
    rule(
      "wiring-in-one-place",
      "Only services/ and index.ts know the adapters.",
      { path: "^functions/", pathNot: "^functions/(services/|index[.]ts$)" },
      { path: "^shared/platform/" },
    ),
    rule(
      "emulators-stand-alone",
      "An emulator, and the host, know a protocol, never our domain and not each other.",
      { path: "^local/(?:emulators/[^/]+|host)/" },
      { path: "^(functions|shared|test|infra)/|^local/(?!emulators/)", pathNot: "^local/host/" },
    ),
    rule(
      "no-dev-dependency-at-run-time",
      "Deployed code needs real dependencies.",
      { path: "^(functions|shared)/" },
      { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
    ),
  ],
  options: {
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    moduleSystems: ["es6", "cjs"],
  },
};

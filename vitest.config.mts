import { defineConfig } from "vitest/config";

/** They need no build, and share their workers: each is a few milliseconds. */
const unit = ["test/unit/**/*.test.ts", "test/infra/**/*.test.ts", "test/boundaries/**/*.test.ts"];

const timeouts = { testTimeout: 30_000, hookTimeout: 60_000 };

export default defineConfig({
  test: {
    // Many tests start processes of their own.
    maxWorkers: 3,
    projects: [
      { test: { name: "unit", include: unit, isolate: false, ...timeouts } },
      {
        test: {
          name: "built",
          // Files share their workers, and with them the SDKs that they load.
          isolate: false,
          include: ["test/**/*.test.ts"],
          exclude: [...unit, "test/slow/**"],
          globalSetup: ["test/environment/build.ts", "test/environment/seeded-folder.ts"],
          ...timeouts,
        },
      },
    ],
  },
});

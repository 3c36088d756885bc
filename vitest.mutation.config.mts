import { defineConfig } from "vitest/config";

/** The unit tests of the rules that `npm run mutation` changes: they need no build. */
export default defineConfig({
  test: { include: ["test/unit/{clienteling,customer-insights,customers}/**/*.test.ts"] },
});

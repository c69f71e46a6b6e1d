import { defineConfig } from "vitest/config";

/** So long that only what hangs takes longer, however busy the machine is: how fast something is, is measured in bench. */
const PATIENCE = { testTimeout: 600_000, hookTimeout: 600_000 };

/** Tests that put something else in the place of modules: each has modules of its own, all others share theirs. */
const REPLACING = [
  "test/cli/migrate/applied.test.ts",
  "test/cli/migrate/step-by-step.test.ts",
  "test/cli/picture/consistency.test.ts",
  "test/network/mutants-routes-firewalls.test.ts",
  "test/network/mutants.test.ts",
  "test/remedies/proven.test.ts",
  "test/rules/estate.test.ts",
  "test/rules/monotonicity.test.ts",
  "test/rules/split.test.ts",
];

/** Tests of workflows, which act runs. */
const WORKFLOWS = ["test/delivery/ci-*.test.ts"];

const NOT_UNIT = ["test/contract/**", "test/e2e/**", "test/delivery/**", "test/browser/**"];

// First everything that shares the processors: tests of the sources, of the policy server and of the pages in a real browser, which
// need a build, and those on the real engine. Then what is delivered, as users get it.
// biome-ignore lint/style/noDefaultExport: vitest asks for it.
export default defineConfig({
  test: {
    // Pages and messages are renewed on purpose, with "npm run docs"; a missing one is a failure.
    update: "none",
    projects: [
      {
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: [...NOT_UNIT, ...REPLACING],
          // To load the same modules anew for each of 190 files would take half of the time.
          isolate: false,
          maxWorkers: "100%",
          ...PATIENCE,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: "unit, replacing modules",
          include: REPLACING,
          maxWorkers: "100%",
          ...PATIENCE,
          sequence: { groupOrder: 0 },
        },
      },
      {
        // Vite warns of the missing sources of the packages that it bundles.
        logLevel: "error",
        test: {
          name: "contract",
          include: ["test/contract/**/*.test.ts"],
          isolate: false,
          globalSetup: "test/support/build.ts",
          maxWorkers: "100%",
          // GitHub's packages import JSON in a way that only bundlers know.
          server: { deps: { inline: [/@actions\//] } },
          ...PATIENCE,
          maxConcurrency: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: "e2e",
          include: ["test/e2e/**/*.test.ts"],
          isolate: false,
          globalSetup: "test/support/build.ts",
          maxWorkers: "100%",
          ...PATIENCE,
          maxConcurrency: 4,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: "delivery",
          include: ["test/delivery/**/*.test.ts"],
          exclude: WORKFLOWS,
          globalSetup: "test/support/build.ts",
          maxWorkers: "100%",
          ...PATIENCE,
          maxConcurrency: 4,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: "workflows",
          include: WORKFLOWS,
          globalSetup: "test/support/build.ts",
          maxWorkers: "100%",
          ...PATIENCE,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: "browser",
          include: ["test/browser/**/*.test.ts"],
          maxWorkers: "100%",
          ...PATIENCE,
          sequence: { groupOrder: 0 },
        },
      },
    ],
  },
});

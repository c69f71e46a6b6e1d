import { expect, test } from "vitest";
import { exceptionsApplied } from "../../../cli/configuration/exceptions";
import { readConfiguration } from "../../../cli/configuration/read-configuration";

const finding = (policy: string, urn: string) =>
  ({ policy, urn, level: "mandatory", severity: "high", message: "It is wrong." }) as const;
const found = [finding("a", "urn:1"), finding("a", "urn:2"), finding("b", "urn:1")];
const configured = (match: readonly object[]) =>
  readConfiguration(Buffer.from(JSON.stringify({ version: 2, exceptions: { X: { reason: "known", match } } })))
    .configuration;

// The engine does the same: test/e2e/exceptions.test.ts.
test.each([
  ["a policy on a resource", [{ policies: ["a"], targets: ["urn:1"] }], ["a urn:1"]],
  ["several of each", [{ policies: ["a", "b"], targets: ["urn:1", "urn:2"] }], ["a urn:1", "a urn:2", "b urn:1"]],
  [
    "several entries",
    [
      { policies: ["b"], targets: ["urn:1"] },
      { policies: ["a"], targets: ["urn:2"] },
    ],
    ["a urn:2", "b urn:1"],
  ],
  ["what is not there", [{ policies: ["c"], targets: ["urn:1"] }], []],
  ["part of a name", [{ policies: ["*"], targets: ["urn:*"] }], []],
])("exceptions accept %s", (_what, match, accepted) => {
  const { counted, excepted } = exceptionsApplied(found, configured(match));
  expect(excepted.map(({ policy, urn }) => `${policy} ${urn}`)).toEqual(accepted);
  expect(excepted.every(({ exemptions }) => exemptions[0]?.at === "exceptions.X")).toBe(true);
  expect(counted).toHaveLength(found.length - accepted.length);
});

test("without exceptions everything counts", () => {
  expect(exceptionsApplied(found, new Map())).toEqual({ counted: found, excepted: [] });
});

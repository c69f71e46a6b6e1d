import { expect, test } from "vitest";
import { poolNoCloudServicesConfiguration as rule } from "../../policies/rules/pool-no-cloud-services-configuration";
import { messageFaults } from "./message-faults";
import { faultsOf, type Tables } from "./rule-tables";

const good: Tables = {
  valid: [{ title: "right", program: {} }],
  invalid: [
    { title: "wrong", program: { a: { type: "t", args: {} } }, finds: [{ on: "a", at: "b", says: ["It is wrong."] }] },
  ],
  undecided: "it is always known",
};
const [wrong] = good.invalid;
const asked = {
  title: "open",
  program: { b: { type: "t", args: {} } },
  asks: [{ on: "b", whether: "whether", by: [] }],
};

test("reports nothing for valid tables", () => {
  expect(faultsOf(good)).toEqual([]);
  expect(faultsOf({ ...good, undecided: [asked] })).toEqual([]);
});

test.each<[string, Partial<Tables>, string]>([
  ["no valid case", { valid: [] }, "valid is empty"],
  ["no invalid case", { invalid: [] }, "invalid is empty"],
  [
    "neither an undecided case nor a reason",
    { undecided: [] },
    "undecided is empty: give cases, or the reason why there are none",
  ],
  ["an empty reason", { undecided: "" }, "undecided is empty: give cases, or the reason why there are none"],
  ["an invalid case without findings", { invalid: [{ ...wrong, finds: [] } as never] }, '"wrong" finds nothing'],
  [
    "a finding whose message is not looked at",
    { invalid: [{ ...wrong, finds: [{ on: "a", at: "b", says: [] }] } as never] },
    '"wrong" does not look at a message',
  ],
  ["an undecided case without a question", { undecided: [{ ...asked, asks: [] }] }, '"open" asks nothing'],
  ["a title twice", { valid: [{ title: "wrong", program: {} }] }, '"wrong" is there twice'],
  [
    "a program twice",
    {
      valid: [
        { title: "right", program: {} },
        { title: "also right", program: {} },
      ],
    },
    '"also right" is the same as "right"',
  ],
])("refuses %s", (_, change, fault) => expect(faultsOf({ ...good, ...change })).toEqual([fault]));

test("the same program on another day or with other settings is another case", () => {
  const [right] = good.valid;
  const others = [{ today: "2026-01-01" }, { settings: {} }, { batchTokens: "azure-native:batch/v20240701" }];
  const valid = others.map((change, at) => ({ ...right, title: `right ${at}`, ...change }) as Tables["valid"][number]);
  expect(faultsOf({ ...good, valid })).toEqual([]);
});

const lines = ["a.b is wrong.", "It matters.", "Fix: Set it right.", "See https://learn.microsoft.com/azure/batch/"];

const faults = (all: readonly string[]) => messageFaults(all.join("\n"), rule);

test("reports nothing for a valid message", () => expect(faults(lines)).toEqual([]));

test.each<[string, readonly string[]]>([
  ["no link", lines.slice(0, 3)],
  ["a link that is none", [...lines.slice(0, 3), "See the documentation."]],
  ["seven lines", ["One.", "Two.", "Three.", ...lines]],
  ["an empty line", ["", ...lines]],
  ["a line twice", ["It matters.", ...lines]],
  ["an endless line", [`${"x".repeat(400)}.`, ...lines]],
  ["half a sentence", ["a.b is", ...lines]],
  ["the description again", [rule.title, ...lines]],
  ...["undefined", "[object Object]", "NaN", "null", '""', "$" + "{name}", "urn:pulumi:dev::p::t::n"].map(
    (placeholder): [string, readonly string[]] => [
      `the placeholder ${placeholder}`,
      [`a.b is ${placeholder}.`, ...lines],
    ],
  ),
])("refuses a message with %s", (_, all) => expect(faults(all)).not.toEqual([]));

test("refuses a message without a change", () => {
  expect(faults(lines.filter((line) => !line.startsWith("Fix")))).toEqual(["no change"]);
});

test("refuses that a policy could not be judged", () => {
  expect(faults([`The policy ${rule.name} could not be judged on this stack: oops.`, ...lines])).toHaveLength(1);
});

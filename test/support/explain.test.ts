import { expect, test } from "vitest";
import { explaining, explanationOf, judgedAsYaml } from "./explain";
import { ref } from "./program/language";
import { SHAPES } from "./program/shapes";

const program = {
  nsg: { type: "azure-native:network:NetworkSecurityGroup", args: { networkSecurityGroupName: "nsg" } },
  snet: {
    type: "azure-native:network:Subnet",
    args: { addressPrefix: "10.0.0.0/24", networkSecurityGroup: { id: ref("nsg") } },
  },
};
const [, , before = SHAPES[0]] = SHAPES.filter(({ sees }) => sees !== "outputs");
const firstPreview = SHAPES.find(({ name }) => name === "first preview") ?? before;

test("the program is shown as it was judged: rewritten, with what was unknown", () => {
  const resources = firstPreview?.show(program, (type) => type.replace(":network:", ":network/v20240501:")) ?? [];
  const yaml = judgedAsYaml(resources);
  expect(yaml).toContain("type: azure-native:network/v20240501:Subnet");
  expect(yaml).toContain("addressPrefix: 10.0.0.0/24");
  expect(yaml).toMatch(/networkSecurityGroup:\n\s+id: \(unknown\)|networkSecurityGroup: \(unknown\)/);
});

test("the command survives a shell, and finds a title with signs of a pattern", () => {
  const text = explanationOf({ id: "it's", file: "test/a.test.ts", title: "a (b)", resources: [] });
  expect(text).toContain(
    String.raw`AZURE_BATCH_GUARD_CASE='it'\''s' npx vitest run --project unit test/a.test.ts -t 'a \(b\)'`,
  );
});

test("a failure keeps its own message, and what passes is as before", () => {
  const explained = () => ({ file: "test/a.test.ts", title: "a", resources: [] });
  const fails = () => explaining(explained, () => expect(1).toBe(2));
  expect(fails).toThrow(/expected 1 to be 2[\s\S]*Run this case alone/);
  expect(explaining(explained, () => 3)).toBe(3);
});

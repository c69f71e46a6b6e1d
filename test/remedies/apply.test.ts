import { describe, expect, test } from "vitest";
import { isUnknown } from "../../policies/known/value";
import { fieldAt } from "../../policies/plan/property";
import { type PlannedResource, planResource } from "../../policies/plan/resource";
import { toBranch } from "../../policies/plan/tree";
import { applyEdits } from "../../policies/remedies/apply";
import type { Edit, Output } from "../../policies/remedies/edits";

const urnOf = (type: string, name: string) => `urn:pulumi:dev::films::${type}::${name}`;
const GROUP = "azure-native:network:NetworkSecurityGroup";
const SUBNET = "azure-native:network:Subnet";
const NAT = "azure-native:network:NatGateway";

function resource(type: string, name: string, inputs: object, outputs: object = {}): PlannedResource {
  const urn = urnOf(type, name);
  return planResource({
    urn,
    type,
    name,
    inputs: toBranch(inputs, urn),
    outputs: toBranch({ ...inputs, ...outputs }, urn),
  });
}

const rules = [
  { name: "a", priority: 100 },
  { name: "b", priority: 200 },
];
const group = resource(GROUP, "nsg", { location: "westeurope", securityRules: rules });
const at = (name: string, type = GROUP) => ({ urn: urnOf(type, name), type, name });

function valueAfter(edits: readonly Edit[], path: string, all: readonly PlannedResource[] = [group]): unknown {
  const [first] = applyEdits(edits, all);
  return first && JSON.parse(JSON.stringify(fieldAt(first.properties, path).value ?? null));
}

describe("edits in place", () => {
  test.each<[title: string, edit: Edit, path: string, expected: unknown]>([
    ["set", { ...at("nsg"), action: "set", path: "location", value: "eastus" }, "location", "eastus"],
    [
      "set inside of what is not there",
      { ...at("nsg"), action: "set", path: "tags.team", value: "x" },
      "tags",
      { team: "x" },
    ],
    ["take out", { ...at("nsg"), action: "set", path: "location", value: null }, "location", null],
    [
      "add",
      { ...at("nsg"), action: "add", path: "securityRules", value: { name: "c" } },
      "securityRules",
      [...rules, { name: "c" }],
    ],
    [
      "change",
      { ...at("nsg"), action: "change", path: "securityRules[1]", element: { name: "b" }, value: { priority: 101 } },
      "securityRules",
      [rules[0], { name: "b", priority: 101 }],
    ],
    [
      "change what has moved in its list",
      { ...at("nsg"), action: "change", path: "securityRules[0]", element: { name: "b" }, value: { priority: null } },
      "securityRules",
      [rules[0], { name: "b" }],
    ],
    [
      "remove",
      { ...at("nsg"), action: "remove", path: "securityRules[0]", element: { name: "a" } },
      "securityRules",
      [rules[1]],
    ],
    [
      "remove what is not there",
      { ...at("nsg"), action: "remove", path: "securityRules[0]", element: { name: "z" } },
      "securityRules",
      rules,
    ],
  ])("%s", (_, edit, path, expected) => expect(valueAfter([edit], path)).toEqual(expected));

  test("other resources stay as they are", () => {
    const other = resource(GROUP, "other", { location: "westeurope" });
    const [, after] = applyEdits([{ ...at("nsg"), action: "set", path: "location", value: "eastus" }], [group, other]);
    expect(after).toBe(other);
  });
});

describe("resources come and go", () => {
  const id: Output = { variable: "natGateway", property: "id", of: at("nat", NAT) };
  const create: Edit = {
    ...at("snet", SUBNET),
    type: NAT,
    name: "nat",
    action: "create",
    value: { sku: { name: "Standard" } },
  };
  const attach: Edit = { ...at("snet", SUBNET), action: "set", path: "natGateway", value: { id } };

  test("the id of a new one is not known, and known to be made from it", () => {
    const [subnet, nat] = applyEdits([create, attach], [resource(SUBNET, "snet", {})]);
    expect(nat?.urn).toBe(urnOf(NAT, "nat"));
    expect(isUnknown(subnet && fieldAt(subnet.properties, "natGateway.id").value)).toBe(true);
    expect(subnet?.propertyDependencies.get("natGateway")).toEqual([urnOf(NAT, "nat")]);
    expect(subnet?.dependencies).toContain(urnOf(NAT, "nat"));
  });

  test("the id of one that is there is known", () => {
    const there = resource(NAT, "nat", {}, { id: "/subscriptions/0/nat" });
    const [subnet] = applyEdits([attach], [resource(SUBNET, "snet", {}), there]);
    expect(subnet && fieldAt(subnet.properties, "natGateway.id").value).toBe("/subscriptions/0/nat");
  });

  test("what a text is made of goes before its end", () => {
    const there = resource(NAT, "nat", {}, { id: "/nat" });
    const edit: Edit = { ...at("snet", SUBNET), action: "set", path: "what", value: { ...id, suffix: "/x" } };
    const [subnet] = applyEdits([edit], [resource(SUBNET, "snet", {}), there]);
    expect(subnet && fieldAt(subnet.properties, "what").value).toBe("/nat/x");
  });

  test("one that goes is not reported by its parent any more", () => {
    const rule = resource("azure-native:network:SecurityRule", "deny", {}, { id: "/nsg/deny" });
    const refreshed = resource(
      GROUP,
      "nsg",
      { location: "x" },
      { securityRules: [{ id: "/nsg/deny" }, { id: "/nsg/allow" }] },
    );
    const [left, ...others] = applyEdits([{ ...at("deny", rule.type), action: "delete" }], [refreshed, rule]);
    expect(others).toEqual([]);
    expect(left && fieldAt(left.outputs, "securityRules").value).toHaveLength(1);
  });
});

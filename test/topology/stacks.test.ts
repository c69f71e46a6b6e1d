import { describe, expect, test } from "vitest";
import { planResource } from "../../policies/plan/resource";
import { toBranch } from "../../policies/plan/tree";
import { stackIn } from "../../policies/plan/urn";
import { single } from "../../policies/topology/link";
import { buildTopology } from "../../policies/topology/topology";
import { networkId, UNKNOWN } from "../support/planned";

/** A resource of the stack `project/dev`. */
function made(project: string, type: string, name: string, inputs: object, id?: string) {
  const urn = `urn:pulumi:dev::${project}::azure-native:${type}::${name}`;
  const outputs = id === undefined ? {} : { ...inputs, id };
  const read = { inputs: toBranch(inputs, urn), outputs: toBranch(outputs, urn) };
  return planResource({ urn, type: `azure-native:${type}`, name, ...read });
}

const NSG = networkId("networkSecurityGroups/nsg");
const group = (project: string, id?: string) =>
  made(
    project,
    "network:NetworkSecurityGroup",
    "nsg",
    { resourceGroupName: "rg", networkSecurityGroupName: "nsg" },
    id,
  );
const rule = (project: string, id?: string) =>
  made(
    project,
    "network:SecurityRule",
    "rule",
    { resourceGroupName: "rg", networkSecurityGroupName: "nsg", securityRuleName: "rule" },
    id,
  );

/** The rules of each group, with `?` after one that may belong to another group. */
function rulesIn(resources: Parameters<typeof buildTopology>[0]): Record<string, readonly string[]> {
  const { securityGroups } = buildTopology(resources);
  return Object.fromEntries(
    securityGroups.map(({ entity, rules }) => [
      stackIn(entity.resource.urn).split("::")[1] ?? "",
      rules.map(({ property, certain }) => `${stackIn(property.owner).split("::")[1]}${certain ? "" : "?"}`),
    ]),
  );
}

test("the part of a URN that names its stack", () => {
  expect(stackIn("urn:pulumi:dev::net::pulumi:pulumi:Stack::a::b")).toBe("dev::net");
  expect(["", "urn:pulumi:dev", "urn:pulumi:dev::net", NSG].map(stackIn)).toEqual(["", "", "", ""]);
});

describe("a rule names its group", () => {
  test("a name is that of a group of its own stack", () => {
    expect(rulesIn([group("a"), group("b"), rule("a"), rule("b")])).toEqual({ a: ["a"], b: ["b"] });
  });

  test("a name may be that of a group of another stack, in the same resource group, or that of a third one", () => {
    expect(rulesIn([group("a", NSG), rule("b")])).toEqual({ a: ["b?"] });
  });

  test("not in another resource group", () => {
    expect(rulesIn([group("a", networkId("networkSecurityGroups/nsg", "other")), rule("b")])).toEqual({ a: [] });
  });

  test("an ARM id leads from one stack to another, in any case", () => {
    expect(rulesIn([group("a", NSG.toUpperCase()), rule("b", `${NSG}/securityRules/rule`)])).toEqual({ a: ["b"] });
  });

  test("one without a known group may be in each of its own stack, and in none of another", () => {
    const lost = made("b", "network:SecurityRule", "rule", {
      resourceGroupName: "rg",
      networkSecurityGroupName: UNKNOWN,
    });
    expect(rulesIn([group("a", NSG), group("b"), lost])).toEqual({ a: [], b: ["b?"] });
  });
});

describe("a subnet names its network security group by id", () => {
  const subnet = (project: string) =>
    made(project, "network:Subnet", "subnet", { networkSecurityGroup: { id: NSG } }, networkId("x/v/subnets/s"));
  const linked = (resources: Parameters<typeof buildTopology>[0]) => {
    const [found] = buildTopology(resources).subnets;
    const at = found && single(found.securityGroup);
    return at ? stackIn(at.entity.resource.urn) : found?.securityGroup.to;
  };

  test("it is in another stack", () => expect(linked([subnet("b"), group("a", NSG)])).toBe("dev::a"));
  test("not deployed, it is the one of this name in the same stack", () => {
    expect(linked([subnet("b"), group("b")])).toBe("dev::b");
  });
  test("not deployed, one of this name in another stack may be it", () => {
    expect(linked([subnet("b"), group("a")])).toBe("unknown");
  });

  test("what one stack reads, another one makes", () => {
    const { isRead: _, ...owned } = group("a", NSG);
    const read = { ...group("b", NSG), isRead: true as const };
    expect(linked([subnet("b"), read])).toBe("dev::b");
    expect(linked([subnet("b"), read, owned])).toBe("dev::a");
  });
});

import { describe, expect, test } from "vitest";
import { isWhole } from "../../policies/estate/coverage";
import { estateFor } from "../../policies/estate/estate";
import { idsIn } from "../../policies/estate/mentions";
import { readSnapshot } from "../../policies/estate/read-snapshot";
import { SNAPSHOT_FORMAT, type SnapshotSource } from "../../policies/estate/snapshot";
import { isUnknown } from "../../policies/known/value";
import { fieldAt, items } from "../../policies/plan/property";
import {
  batchStack,
  NETWORK_ID,
  NSG_ID,
  networkStack,
  programOf,
  SUBNET_ID,
  snapshotOf,
  sourceOf,
} from "../support/landing-zone";

const TRUST = { today: "2026-11-28", maxAge: 7 };

test("the ids in a value, with those of what they lie in", () => {
  const found = idsIn({ a: [SUBNET_ID.toUpperCase()], b: "/subscriptions/s", c: "no id", d: { e: null, f: 1 } });
  expect([...found]).toEqual([SUBNET_ID.toLowerCase(), NETWORK_ID.toLowerCase()]);
});

describe("the part of an estate that a program is linked to", () => {
  const elsewhere = JSON.parse(JSON.stringify(networkStack()).replaceAll("000000000001", "000000000002"));
  const names = (program: Parameters<typeof estateFor>[1], ...sources: readonly SnapshotSource[]) => {
    const { after, before } = estateFor(snapshotOf(...sources), program, TRUST);
    return { after: after.map(({ name }) => name), before: before.map(({ name }) => name) };
  };
  const [batch, network] = [programOf("batch", batchStack()), programOf("network", networkStack())];

  test("is what its ids lead to, and nothing else", () => {
    const all = ["vnet", "nsg-corp", "batch"];
    expect(names(batch, sourceOf("network", networkStack()), sourceOf("other", elsewhere))).toEqual({
      after: all,
      before: all,
    });
    expect(names(batch, sourceOf("other", elsewhere))).toEqual({ after: [], before: [] });
  });

  test("has the program itself in place of what it owns, deleted things included", () => {
    const both = [sourceOf("network", networkStack()), sourceOf("batch", batchStack())];
    const { after, before } = names(network, ...both);
    expect(after).toEqual(["account", "render"]);
    expect(before).toEqual(["vnet", "nsg-corp", "batch", "account", "render"]);
    expect(names(network.slice(0, 1), ...both).after).toEqual(["account", "render"]);
  });

  test("is known by its ARM id where no stack of Pulumi owns it", () => {
    const { resources, ...source } = sourceOf("network", networkStack());
    const without = { ...source, kind: "terraform" as const, resources: resources.map(({ urn: _, ...rest }) => rest) };
    const { after } = estateFor(snapshotOf(without), batch, TRUST);
    expect(after.map(({ urn }) => urn)).toEqual([NETWORK_ID, NSG_ID, SUBNET_ID]);
    expect(after[0]?.estate).toEqual({ name: "network/prod", kind: "terraform", day: "2026-11-27" });
  });

  test("an association of the classic provider is another resource than the subnet whose id it has", () => {
    const { resources, ...source } = sourceOf("network", networkStack());
    const association = {
      type: "azure:network/subnetNatGatewayAssociation:SubnetNatGatewayAssociation",
      id: SUBNET_ID,
      properties: { subnetId: SUBNET_ID, natGatewayId: `${NETWORK_ID}/natGateways/out` },
    };
    const terraform = { ...source, kind: "terraform" as const };
    const owned = resources.map(({ urn: _, ...rest }) => rest);
    const { after } = estateFor(snapshotOf({ ...terraform, resources: [...owned, association] }), batch, TRUST);
    const urns = after.map(({ urn }) => urn);
    expect(after.map(({ type }) => type)).toContain(association.type);
    expect(new Set(urns).size).toBe(urns.length);
  });

  test("what is hidden is not known, and the rest is", () => {
    const { resources, ...source } = sourceOf("network", networkStack());
    const hidden = resources.map((each) => ({ ...each, hidden: ["securityRules[1].access", "nowhere.at.all"] }));
    const { after } = estateFor(snapshotOf({ ...source, resources: hidden }), batch, TRUST);
    const group = after.find(({ name }) => name === "nsg-corp");
    const rules = group ? items(fieldAt(group.outputs, "securityRules")) : [];
    expect(isUnknown(rules) ? rules : rules.map((rule) => isUnknown(fieldAt(rule, "access").value))).toEqual([
      false,
      true,
    ]);
  });
});

describe("what a source shows in full", () => {
  const TYPES = [
    "Microsoft.Network/privateEndpoints",
    "Microsoft.Network/virtualNetworkGateways",
    "Microsoft.Network/natGateways",
  ];
  const subscription = "00000000-0000-0000-0000-000000000001";
  const source = (kind: SnapshotSource["kind"], coverage: SnapshotSource["coverage"] = []) => ({
    name: "s",
    kind,
    coverage,
    resources: [],
  });
  test.each<[string, SnapshotSource, boolean]>([
    ["a stack", source("stack"), true],
    ["a Terraform state", source("terraform"), true],
    ["an answer of Azure", source("azure"), false],
    ["answers that cover all that may be in a network", source("azure", [{ subscription, types: TYPES }]), true],
    ["answers that cover a part of it", source("azure", [{ subscription, types: TYPES.slice(1) }]), false],
    [
      "answers that cover a resource group",
      source("azure", [{ subscription, resourceGroup: "rg-net", types: TYPES }]),
      false,
    ],
  ])("%s", (_, from, whole) => {
    expect(isWhole(NETWORK_ID.toLowerCase(), from)).toBe(whole);
    // Azure returns a group with all its rules.
    expect(isWhole(NSG_ID.toLowerCase(), from)).toBe(true);
  });
});

describe("a snapshot that cannot be used is one sentence", () => {
  const resource = { type: "azure-native:network:Subnet", id: SUBNET_ID, properties: {} };
  const one = (more: object) => ({
    format: SNAPSHOT_FORMAT,
    sources: [{ name: "a", kind: "stack", coverage: [], resources: [], ...more }],
  });
  test.each<[object | undefined, string]>([
    [undefined, "is not a JSON object"],
    [{ deployment: {} }, 'is no snapshot: make one with "azure-batch-guard snapshot"'],
    [
      { format: "azure-batch-guard snapshot 9" },
      `is "azure-batch-guard snapshot 9", and only "${SNAPSHOT_FORMAT}" is known`,
    ],
    [{ format: SNAPSHOT_FORMAT }, "has no list of sources"],
    [one({ name: "" }), "has no name at sources[0]"],
    [one({ kind: "cloud" }), "has a kind that is none of stack, azure, terraform at sources[0]"],
    [one({ time: "yesterday" }), "has a time that is none at sources[0].time"],
    [one({ coverage: [{}] }), "has no subscription at sources[0].coverage[0]"],
    [one({ resources: [{ type: "t" }] }), "has no ARM id at sources[0].resources[0]"],
    [one({ resources: [{ ...resource, hidden: [1] }] }), "has no list of paths at sources[0].resources[0].hidden"],
    [
      one({ resources: [resource, { ...resource, properties: { a: 1 } }] }),
      `says two different things of ${SUBNET_ID} at sources[0]`,
    ],
  ])("%o", (content, fault) => expect(readSnapshot(content)).toEqual({ fault }));

  test("and one that can be used is what it is", () => {
    const content = one({ resources: [resource, resource], time: "2026-11-27T02:00:00Z" });
    expect(readSnapshot(content)).toEqual({ snapshot: content });
  });
});

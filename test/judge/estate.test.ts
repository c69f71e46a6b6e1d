// Over 200 lines: one estate, judged from each of its stacks.

import { describe, expect, test } from "vitest";
import type { SnapshotSource } from "../../policies/estate/snapshot";
import { openEvaluation } from "../../policies/judge";
import type { PlannedResource } from "../../policies/plan/resource";
import { RULES } from "../../policies/rules";
import { namesOf } from "../../policies/rules/policy-names";
import { readSettings } from "../../policies/settings/settings";
import {
  ALLOW_BATCH,
  batchStack,
  DENY_ALL,
  NETWORK_ID,
  networkStack,
  outboundRule,
  programOf,
  SUBNET_ID,
  snapshotOf,
  sourceOf,
  urnIn,
} from "../support/landing-zone";

const TODAY = "2026-11-28";

/** The findings of mandatory policies on a program, and those of `undecided`. */
function said(program: readonly PlannedResource[], sources: readonly SnapshotSource[] = [], settings: object = {}) {
  const estate = sources.length > 0 ? { estate: snapshotOf(...sources) } : {};
  const context = {
    settings: readSettings({ ...estate, ...settings }, { ...namesOf(RULES), today: TODAY }),
    today: TODAY,
  };
  expect(context.settings.problems).toEqual([]);
  const evaluation = openEvaluation(program, context);
  return RULES.flatMap((rule) => evaluation.judge(rule).reports.map((report) => ({ ...report, rule })))
    .filter(({ rule }) => rule.levels.recommended === "mandatory" || rule.name === "undecided")
    .map(({ policy, urn, message, level }) => ({ policy, on: urn, level: level ?? "as configured", message }));
}

const short = (all: ReturnType<typeof said>) =>
  all.map(({ policy, on, level }) => [policy, on.split("::").at(-1), level]);

const BLOCKED = [DENY_ALL];
const OPEN = [ALLOW_BATCH, DENY_ALL];
const batch = (isDeployed = true) => programOf("batch", batchStack(), isDeployed);
const network = (rules: readonly object[]) => programOf("network", networkStack(rules));
const seen = (rules: readonly object[], time?: string) => sourceOf("network", networkStack(rules), time);
const pools = (time?: string) => sourceOf("batch", batchStack(), time);

describe("the program of the pool", () => {
  test.each([true, false])("alone, it is undecided (deployed: %s)", (isDeployed) => {
    expect(short(said(batch(isDeployed)))).toEqual([["undecided", "render", "as configured"]]);
  });

  test("alone, it says whom to ask", () => {
    const platform = "urn:pulumi:prod::batch::pulumi:pulumi:StackReference::platform";
    const program = batch(false).map((resource) => ({ ...resource, dependencies: [platform] }));
    const [finding] = said(program);
    expect(finding?.message).toContain(
      'sk its owner (stack reference "platform", resource group "rg-net", subscription 00000000-0000-0000-0000-000000000001) to export it with "azure-batch-guard snapshot".',
    );
    const [bare] = said(batch(false));
    expect(bare?.message).toContain('sk its owner (resource group "rg-net", subscription ');
  });

  test.each([true, false])("with a network that lets it through, it is right (deployed: %s)", (isDeployed) => {
    expect(said(batch(isDeployed), [seen(OPEN)])).toEqual([]);
  });

  test.each([true, false])("with a network that blocks it, it is wrong (deployed: %s)", (isDeployed) => {
    const [finding, ...others] = said(batch(isDeployed), [seen(BLOCKED)]);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ policy: "pool-node-management-outbound", level: "as configured" });
    expect(finding?.on).toBe(urnIn("batch", { type: "batch:Pool", name: "render" }));
    const [found, , change] = finding?.message.split("\n") ?? [];
    expect(found).toMatch(
      /^Rule "DenyAll" .* of "nsg-corp" blocks .* from pool "render" to .*, in stack network\/prod, as of 2026-11-27\.$/,
    );
    expect(change).toMatch(/^Fix: In stack network\/prod: /);
  });

  test("the setting lowers what rests on the estate", () => {
    const lowered = said(batch(), [seen(BLOCKED)], { estateFindings: "advisory" });
    expect(short(lowered)).toEqual([["pool-node-management-outbound", "render", "advisory"]]);
  });

  test("what rests on the estate without standing in it says so, too", () => {
    const hidden = batchStack().map((made) =>
      made.name === "render"
        ? {
            ...made,
            inputs: {
              ...made.inputs,
              networkConfiguration: {
                subnetId: made.id,
                publicIPAddressConfiguration: { provision: "NoPublicIPAddresses" },
              },
            },
          }
        : made,
    );
    const inSubnet = hidden.map((made) =>
      JSON.parse(
        JSON.stringify(made).replace(`"subnetId":"${made.id}"`, `"subnetId":${JSON.stringify(networkStack()[2]?.id)}`),
      ),
    );
    const [finding] = said(programOf("batch", inSubnet), [seen(OPEN)]);
    expect(finding?.policy).toBe("pool-no-public-ip-has-egress");
    expect(finding?.message).toContain("This rests on what is in stack network/prod, as of 2026-11-27.");
  });
});

describe("age and contradictions", () => {
  test.each([
    ["of today", "2026-11-28T00:00:00Z", {}, "pool-node-management-outbound"],
    ["as old as may be", "2026-11-21T23:00:00Z", {}, "pool-node-management-outbound"],
    ["older", "2026-11-20T23:00:00Z", {}, "undecided"],
    ["older than the setting", "2026-11-27T23:00:00Z", { estateMaxAge: 0 }, "undecided"],
    ["younger than the setting", "2026-11-01T00:00:00Z", { estateMaxAge: 30 }, "pool-node-management-outbound"],
  ])("%s", (_, time, settings, policy) => {
    expect(said(batch(), [seen(BLOCKED, time)], settings).map((each) => each.policy)).toEqual([policy]);
  });

  const old = "2026-11-26T00:00:00Z";
  const late = "2026-11-27T00:00:00Z";
  test("the newer of two counts, in any order", () => {
    const both = [seen(BLOCKED, old), { ...seen(OPEN, late), name: "network.json" }];
    expect(said(batch(), both)).toEqual([]);
    expect(said(batch(), both.toReversed())).toEqual([]);
    const other = [seen(BLOCKED, late), { ...seen(OPEN, old), name: "network.json" }];
    expect(short(said(batch(), other))).toEqual(short(said(batch(), [seen(BLOCKED, late)])));
  });

  test("of the same time, they leave it undecided", () => {
    const both = [seen(BLOCKED, old), { ...seen(OPEN, old), name: "again" }];
    expect(short(said(batch(), both))).toEqual([["undecided", "render", "as configured"]]);
    expect(said(batch(), both)).toEqual(said(batch(), both.toReversed()));
  });

  test("the question says why the estate does not tell", () => {
    const [aged] = said(batch(), [seen(BLOCKED, "2026-11-20T00:00:00Z")]);
    expect(aged?.message).toContain("The estate does not decide it: what stack network/prod says of it is 8 days old.");
    const [unclear] = said(batch(), [seen(BLOCKED, old), { ...seen(OPEN, old), name: "again/prod" }]);
    expect(unclear?.message).toContain(
      "The estate does not decide it: stack again/prod and stack network/prod say different things of it, as of the same time.",
    );
    const [timeless] = said(batch(), [{ ...seen(BLOCKED), time: undefined } as unknown as SnapshotSource]);
    expect(timeless?.message).toContain(
      "The estate does not decide it: stack network/prod does not say when it was read.",
    );
  });

  test("the same twice is the same once", () => {
    expect(said(batch(), [seen(BLOCKED), seen(BLOCKED)])).toEqual(said(batch(), [seen(BLOCKED)]));
  });
});

describe("the program of the network", () => {
  test("whose rules let the pools of others through, says nothing", () => {
    expect(said(network(OPEN), [seen(OPEN), pools()])).toEqual([]);
  });

  test("that takes their way, is told on what it changes", () => {
    const [finding, ...others] = said(network(BLOCKED), [seen(OPEN), pools()]);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ policy: "pool-node-management-outbound", level: "as configured" });
    expect(finding?.on).toBe(urnIn("network", { type: "network:NetworkSecurityGroup", name: "nsg-corp" }));
    expect(finding?.message).toContain('Pool "render" is in stack batch/prod, as of 2026-11-27.');
  });

  test("that goes on as before, is told as advice", () => {
    const all = said(network(BLOCKED), [seen(BLOCKED), pools()]);
    expect(short(all)).toEqual([["pool-node-management-outbound", "nsg-corp", "advisory"]]);
  });

  test("that mends it, is silent", () => {
    expect(said(network(OPEN), [seen(BLOCKED), pools()])).toEqual([]);
  });

  test("whatever it looked like before, if nobody knows", () => {
    expect(short(said(network(BLOCKED), [pools()]))).toEqual([
      ["pool-node-management-outbound", "nsg-corp", "as configured"],
    ]);
  });

  test("that deletes a rule of its own, is told on the group", () => {
    const rule = {
      type: "network:SecurityRule",
      name: "allow",
      id: `${networkStack()[1]?.id}/securityRules/AllowBatch`,
      inputs: {
        ...ALLOW_BATCH,
        resourceGroupName: "rg-net",
        networkSecurityGroupName: "nsg-corp",
        securityRuleName: "AllowBatch",
      },
    };
    const before = [...networkStack(BLOCKED), rule];
    const kept = said(programOf("network", before), [sourceOf("network", before), pools()]);
    expect(kept.map(({ policy }) => policy)).not.toContain("pool-node-management-outbound");
    const after = said(programOf("network", networkStack(BLOCKED)), [sourceOf("network", before), pools()]);
    expect(short(after)).toEqual([["pool-node-management-outbound", "nsg-corp", "as configured"]]);
  });
});

describe("what an estate does not change", () => {
  const whole = (rules: readonly object[]) => [...networkStack(rules), ...batchStack()];

  test.each([
    ["open", OPEN],
    ["blocked", BLOCKED],
    ["wrong", [outboundRule("Deny", "Deny", 100, "Internet")]],
  ])("its own snapshot: %s", (_, rules) => {
    const program = programOf("all", whole(rules));
    expect(said(program, [sourceOf("all", whole(rules))])).toEqual(said(program));
    expect(said(program, [sourceOf("all", whole(OPEN))])).toEqual(said(program));
  });

  test("a program that has nothing to do with it", () => {
    const program = programOf("all", whole(BLOCKED));
    const others = JSON.parse(JSON.stringify(whole(OPEN)).replaceAll("000000000001", "000000000002"));
    const elsewhere = sourceOf("other", others);
    expect(said(program, [elsewhere])).toEqual(said(program));
  });
});

describe("a hub and a spoke that different sources know", () => {
  const hub = "/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/rg-hub/providers/Microsoft.Network";
  const table = NETWORK_ID.replace("virtualNetworks/vnet", "routeTables/rt-corp");
  const routed = networkStack(OPEN).map((made) =>
    made.id === SUBNET_ID ? { ...made, inputs: { ...made.inputs, routeTable: { id: table } } } : made,
  );
  const route = { name: "default", addressPrefix: "0.0.0.0/0", nextHopType: "VirtualAppliance" };
  const spoke = sourceOf("spoke", [
    ...routed,
    {
      type: "network:RouteTable",
      name: "rt-corp",
      id: table,
      inputs: { routeTableName: "rt-corp", routes: [{ ...route, nextHopIpAddress: "10.8.0.4" }] },
    },
    {
      type: "network:VirtualNetworkPeering",
      name: "to-hub",
      id: `${NETWORK_ID}/virtualNetworkPeerings/to-hub`,
      inputs: { virtualNetworkName: "vnet", remoteVirtualNetwork: { id: `${hub}/virtualNetworks/hub` } },
    },
  ]);
  const network = {
    type: "network:VirtualNetwork",
    name: "hub",
    id: `${hub}/virtualNetworks/hub`,
    inputs: {
      ...{ virtualNetworkName: "hub", location: "westeurope", addressSpace: { addressPrefixes: ["10.8.0.0/16"] } },
      subnets: [
        {
          id: `${hub}/virtualNetworks/hub/subnets/AzureFirewallSubnet`,
          ...{ name: "AzureFirewallSubnet", addressPrefix: "10.8.0.0/26" },
        },
      ],
    },
  };
  const firewall = {
    type: "network:AzureFirewall",
    name: "fw",
    id: `${hub}/azureFirewalls/fw`,
    inputs: {
      azureFirewallName: "fw",
      location: "westeurope",
      ipConfigurations: [
        {
          name: "ip",
          privateIPAddress: "10.8.0.4",
          subnet: { id: `${network.id}/subnets/AzureFirewallSubnet` },
          publicIPAddress: { id: `${hub}/publicIPAddresses/ip` },
        },
      ],
      networkRuleCollections: [
        {
          ...{ name: "c", priority: 100, action: { type: "Allow" } },
          rules: [
            {
              ...{ name: "r", protocols: ["TCP"], sourceAddresses: ["*"] },
              ...{ destinationAddresses: ["192.168.0.1"], destinationPorts: ["443"] },
            },
          ],
        },
      ],
      applicationRuleCollections: [],
    },
  };
  const back = {
    type: "network:VirtualNetworkPeering",
    name: "to-spoke",
    id: `${network.id}/virtualNetworkPeerings/to-spoke`,
    inputs: { virtualNetworkName: "hub", remoteVirtualNetwork: { id: NETWORK_ID } },
  };

  test("the fix names the stack of the resource to change, not that of the resource at fault", () => {
    const [finding] = said(batch(), [spoke, sourceOf("hub", [network, back, firewall])]);
    const [found, , change] = finding?.message.split("\n") ?? [];
    expect(finding?.policy).toBe("subnet-route-reaches-node-management");
    expect(found).toMatch(/^Route "default" .* to firewall "fw", .*, in stack spoke\/prod, as of 2026-11-27\.$/);
    expect(change).toMatch(/^Fix: In stack hub\/prod: Allow TCP 443 .* in a network rule of firewall "fw"\.$/);
  });

  describe("of a firewall policy that Azure answers for, the rules are known with all of its rule collection groups", () => {
    const policy = `${hub}/firewallPolicies/corp`;
    const group = (name: string) => ({
      type: "network:FirewallPolicyRuleCollectionGroup",
      name,
      id: `${policy}/ruleCollectionGroups/${name}`,
      inputs: {
        priority: 200,
        ruleCollections: [
          {
            ...{ name: "c", priority: 100, action: { type: "Allow" } },
            ruleCollectionType: "FirewallPolicyFilterRuleCollection",
            rules: [
              {
                ...{ name: "r", ruleType: "NetworkRule", ipProtocols: ["TCP"], sourceAddresses: ["*"] },
                ...{ destinationAddresses: ["BatchNodeManagement.WestEurope"], destinationPorts: ["443"] },
              },
            ],
          },
        ],
      },
    });
    const { networkRuleCollections: _, applicationRuleCollections: __, ...inputs } = firewall.inputs;
    const answered = [
      ...[network, back, { ...firewall, inputs: { ...inputs, firewallPolicy: { id: policy } } }],
      {
        type: "network:FirewallPolicy",
        name: "corp",
        id: policy,
        inputs: { ruleCollectionGroups: ["one", "two"].map((name) => ({ id: group(name).id })) },
      },
    ];
    const judged = (...groups: readonly string[]) => {
      const { resources, ...source } = sourceOf("hub", [...answered, ...groups.map(group)]);
      const known = resources.map(({ urn: _urn, ...resource }) => resource);
      const types = ["privateEndpoints", "virtualNetworkGateways", "natGateways"].map(
        (type) => `Microsoft.Network/${type}`,
      );
      const coverage = [{ subscription: "00000000-0000-0000-0000-000000000002", types }];
      return said(batch(), [spoke, { ...source, name: "hub.json", kind: "azure", coverage, resources: known }]);
    };

    test("all", () => expect(judged("one", "two")).toEqual([]));

    test("not all", () => {
      const [question, ...others] = judged("one");
      expect(others).toEqual([]);
      expect(question?.message).toContain(
        ': of its policy, "corp", the estate does not hold all rule collection groups.\nAdd the policy and what "az network firewall policy rule-collection-group list" prints to the snapshot.',
      );
    });
  });

  test("what no stack of Pulumi owns is called by the end of its ARM id", () => {
    const { resources, ...source } = sourceOf("spoke", routed);
    const known = resources.map(({ urn: _, ...resource }) => resource);
    const told = (name: string, routes: readonly object[]) => ({
      ...{ ...source, name, kind: "terraform" as const },
      resources: [...known, { type: "azure-native:network:RouteTable", id: table, properties: { routes } }],
    });
    const closed = { publicIPAddressConfiguration: { provision: "NoPublicIPAddresses" } };
    const program = batchStack().map((made) =>
      made.type === "batch:Pool"
        ? { ...made, inputs: { ...made.inputs, networkConfiguration: { subnetId: SUBNET_ID, ...closed } } }
        : made,
    );
    const [finding] = said(programOf("batch", program), [told("one.json", []), told("other.json", [route])]);
    expect(finding?.message).toContain("It depends on routeTable.id of subnets/batch.");
  });
});

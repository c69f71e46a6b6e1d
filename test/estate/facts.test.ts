import { describe, expect, test } from "vitest";
import { type Facts, factsIn } from "../../policies/estate/facts";
import {
  type Coverage,
  SNAPSHOT_FORMAT,
  type SnapshotResource,
  type SnapshotSource,
} from "../../policies/estate/snapshot";

const GROUP = "/subscriptions/s-1/resourceGroups/rg/providers/Microsoft.Network";
const NSG = `${GROUP}/networkSecurityGroups/nsg`;
const RULE = `${NSG}/securityRules/allow`;

const nsg = (value: unknown, more: Partial<SnapshotResource> = {}): SnapshotResource => ({
  type: "azure-native:network:NetworkSecurityGroup",
  id: NSG,
  properties: { securityRules: value },
  ...more,
});
const rule: SnapshotResource = { type: "azure-native:network:SecurityRule", id: RULE, properties: { access: "Allow" } };

const CLASSIC_ASSOCIATION = "azure:network/networkSecurityPerimeterAssociation:";
const association = (module: string): SnapshotResource => ({
  type: `${module}NetworkSecurityPerimeterAssociation`,
  id: `${GROUP}/networkSecurityPerimeters/nsp/resourceAssociations/nsg`,
  properties: {},
});

const source = (
  name: string,
  day: string | undefined,
  resources: readonly SnapshotResource[],
  more: Partial<SnapshotSource> = {},
): SnapshotSource => ({
  ...{ name, kind: "stack", coverage: [], resources },
  ...(day === undefined ? {} : { time: `${day}T00:00:00Z` }),
  ...more,
});

/** The sources that count, by the end of the id. */
function known(...sources: readonly SnapshotSource[]): Record<string, string> {
  const { known: facts, aside } = settled(...sources);
  const counting = facts.map(({ id, source: { name } }) => [id.split("/").at(-1) ?? "", name]);
  return Object.fromEntries([...counting, ...[...aside].map(([id, why]) => [id.split("/").at(-1), `aside: ${why}`])]);
}

function settled(...sources: readonly SnapshotSource[]): Facts {
  return factsIn({ format: SNAPSHOT_FORMAT, sources }, { today: "2026-11-28", maxAge: 7 });
}

const [OLD, NEW] = ["2026-11-25", "2026-11-27"];
const azure = { kind: "azure" as const };
const covers = (types: readonly string[], more: Partial<Coverage> = {}): Partial<SnapshotSource> => ({
  ...azure,
  coverage: [{ subscription: "S-1", types, ...more }],
});

describe("of several sources", () => {
  test.each<[string, readonly SnapshotSource[], string]>([
    ["the newer", [source("a", OLD, [nsg([1])]), source("b", NEW, [nsg([2])])], "b"],
    [
      "in another case of the id",
      [source("a", OLD, [nsg([1])]), source("b", NEW, [nsg([2], { id: NSG.toUpperCase() })])],
      "b",
    ],
    [
      "in the words of another provider",
      [source("b", NEW, [association(CLASSIC_ASSOCIATION)]), source("a", OLD, [association("azure-native:network:")])],
      "b",
    ],
    ["either, where they say the same", [source("a", NEW, [nsg([1])]), source("b", NEW, [nsg([1])])], "a"],
    [
      "the owner, even where somebody has read it later",
      [source("a", OLD, [nsg([1])]), source("b", NEW, [nsg([2], { read: true })])],
      "a",
    ],
    [
      "none as of the same time",
      [source("a", NEW, [nsg([1])]), source("b", NEW, [nsg([2])])],
      "aside: stack a and stack b say different things of it, as of the same time",
    ],
    [
      "none where one has no time",
      [source("a", NEW, [nsg([1])]), source("b", undefined, [nsg([2])])],
      "aside: stack a and stack b say different things of it, and which is newer is not known",
    ],
    ["none that is too old", [source("a", "2026-11-20", [nsg([1])])], "aside: what stack a says of it is 8 days old"],
    ["one of the next day, where a clock is ahead", [source("a", "2026-11-29", [nsg([1])])], "a"],
    [
      "none that is yet to come",
      [source("a", "2026-11-30", [nsg([1])])],
      "aside: stack a says that it was read on 2026-11-30, which is yet to come",
    ],
    [
      "none without a time",
      [source("a.json", undefined, [nsg([1])], azure)],
      "aside: a.json does not say when it was read",
    ],
  ])("%s counts", (_, sources, counts) => {
    expect(known(...sources)).toEqual({ nsg: counts });
    expect(known(...sources.toReversed())).toEqual({ nsg: counts });
    expect(known(...sources, ...sources)).toEqual({ nsg: counts });
  });

  test("associations that share the id of their subnet are told apart", () => {
    const id = `${GROUP}/virtualNetworks/v/subnets/s`;
    const types = [
      "azure:network/subnet:Subnet",
      "azure:network/subnetNetworkSecurityGroupAssociation:SubnetNetworkSecurityGroupAssociation",
    ];
    const { known: facts } = settled(
      source(
        "a",
        NEW,
        types.map((type) => ({ type, id, properties: { type } })),
      ),
    );
    expect(facts.map(({ resource }) => resource.type)).toEqual(types);
  });
});

describe("what is gone", () => {
  const RULES = "Microsoft.Network/networkSecurityGroups/securityRules";
  test.each<[string, SnapshotSource, boolean]>([
    ["a newer list of its type has it not", source("b", NEW, [], covers([RULES.toUpperCase()])), false],
    ["a list of another type says nothing", source("b", NEW, [], covers(["Microsoft.Network/routeTables"])), true],
    [
      "a list of another subscription says nothing",
      source("b", NEW, [], covers([RULES], { subscription: "s-2" })),
      true,
    ],
    [
      "a list of another resource group says nothing",
      source("b", NEW, [], covers([RULES], { resourceGroup: "other" })),
      true,
    ],
    ["an older list says nothing", source("b", "2026-11-24", [], covers([RULES])), true],
    ["its group as Azure shows it later lists what is in it", source("b", NEW, [nsg([])], azure), false],
    ["its group as another stack has it later does not", source("b", NEW, [nsg([])]), true],
  ])("%s", (_, other, isThere) => {
    expect("allow" in known(source("a", OLD, [rule]), other)).toBe(isThere);
  });
});

describe("of a firewall policy all rules are known", () => {
  const POLICY = `${GROUP}/firewallPolicies/corp`;
  const id = (name: string) => `${POLICY}/ruleCollectionGroups/${name}`;
  const policy = (...listed: readonly unknown[]): SnapshotResource => ({
    type: "azure-native:network:FirewallPolicy",
    id: POLICY,
    properties: { ruleCollectionGroups: listed },
  });
  const group = (name: string): SnapshotResource => ({
    type: "azure-native:network:FirewallPolicyRuleCollectionGroup",
    id: id(name),
    properties: {},
  });
  const [one, two] = [{ id: id("one") }, { id: id("two").toLowerCase() }];

  test.each<[string, readonly SnapshotSource[], boolean]>([
    [
      "where all that Azure lists are there",
      [source("a", NEW, [policy(one, two), group("one"), group("two")], azure)],
      true,
    ],
    ["from whatever source", [source("a", NEW, [policy(one)], azure), source("b", OLD, [group("one")])], true],
    ["not where one is missing", [source("a", NEW, [policy(one, two), group("one")], azure)], false],
    ["not where another one is there", [source("a", NEW, [policy(one), group("two")], azure)], false],
    ["not where one more is there", [source("a", NEW, [policy(one), group("one"), group("two")], azure)], false],
    [
      "not where one is too old",
      [source("a", NEW, [policy(one)], azure), source("b", "2026-11-01", [group("one")])],
      false,
    ],
    ["not where none is listed", [source("a", NEW, [policy()], azure)], false],
    ["not where nothing says which", [source("a", NEW, [{ ...policy(), properties: {} }, group("one")], azure)], false],
    ["not where one that is listed is not known", [source("a", NEW, [policy(null), group("one")], azure)], false],
  ])("%s", (_, sources, whole) => {
    const { known: facts } = settled(...sources);
    expect(facts.find(({ id: each }) => each === POLICY.toLowerCase())?.isWhole ?? false).toBe(whole);
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CollectionGroup, Firewall, FirewallPolicy, RuleCollection } from "../../policies/network/firewall";
import { judgeFirewall } from "../../policies/network/firewall-verdict";
import { agreesOnFirewalls, firewalls } from "../support/firewall-oracle";
import { applicationRule, collection, F0, networkRule } from "../support/firewalls";
import { masked } from "../support/masking";
import { holdsAlways, RUNS } from "../support/runs";

const policyOf = (firewall: Firewall<string>) => firewall.policy as FirewallPolicy<string>;
const groupsOf = (firewall: Firewall<string>) => policyOf(firewall).groups as CollectionGroup<string>[];
const collectionsOf = (group: CollectionGroup<string>) => group.collections as RuleCollection<string>[];
const withGroups = (firewall: Firewall<string>, groups: readonly CollectionGroup<string>[]): Firewall<string> => ({
  ...firewall,
  policy: { ...policyOf(firewall), groups },
});

describe("firewalls", () => {
  test("every connection fares as the documentation says", () => holdsAlways(agreesOnFirewalls(judgeFirewall)));

  test("an unknown value never turns a verdict around", () => {
    const kept = ["kind", "ref", "name", "groups", "unseen", "classic", "sourceIpGroups"];
    const situations = masked(firewalls, (key) => !kept.includes(`${key}`));
    let decided = 0;
    holdsAlways(
      fc.property(situations, ({ whole, hiding }) => {
        const unsure = judgeFirewall(hiding, F0).is;
        if (unsure !== "undecided") decided++;
        return unsure === "undecided" || unsure === judgeFirewall(whole, F0).is;
      }),
    );
    expect(decided).toBeGreaterThan(RUNS / 20);
  });

  test("the order of groups and collections in their lists does not matter", () => {
    const shuffled = firewalls.chain((firewall) => {
      const groups = groupsOf(firewall);
      return fc.shuffledSubarray(groups, { minLength: groups.length }).map((mixed) => {
        const turned = mixed.map((each) => ({ ...each, collections: collectionsOf(each).toReversed() }));
        return [firewall, withGroups(firewall, turned)] as const;
      });
    });
    holdsAlways(fc.property(shuffled, ([one, other]) => judgeFirewall(one, F0).is === judgeFirewall(other, F0).is));
  });

  test("splitting what a rule matches into several rules of its collection does not matter", () => {
    const split = (rule: RuleCollection<string>["rules"]) =>
      (rule as readonly ReturnType<typeof networkRule>[]).flatMap((each) =>
        ((each.sourceAddresses ?? []) as string[]).map((source, index) => ({
          ...each,
          sourceAddresses: [source],
          sourceIpGroups: index === 0 ? each.sourceIpGroups : undefined,
        })),
      );
    holdsAlways(
      fc.property(firewalls, (firewall) => {
        const groups = groupsOf(firewall).map((group) => ({
          ...group,
          collections: collectionsOf(group).map((each) => ({ ...each, rules: split(each.rules) })),
        }));
        const parts = withGroups(firewall, groups);
        return judgeFirewall(parts, F0).is === judgeFirewall(firewall, F0).is;
      }),
    );
  });

  test("values that make no sense never throw, and let nothing pass", () => {
    const field = fc.anything();
    const nonsense = (keys: readonly string[]) => fc.record(Object.fromEntries(keys.map((key) => [key, field])));
    const shared = ["sourceAddresses", "sourceIpGroups", "protocols", "destinationAddresses"];
    const network = nonsense([...shared, "destinationIpGroups", "destinationFqdns", "destinationPorts"]);
    const application = nonsense([...shared, "targetFqdns", "targetUrls", "fqdnTags", "webCategories", "terminateTls"]);
    const rules = fc.oneof(
      network.map((more) => networkRule("*", more)),
      application.map((more) => applicationRule("*", more)),
    );
    const classic = fc.array(fc.tuple(field, field, fc.array(rules, { maxLength: 3 })), { maxLength: 3 });
    holdsAlways(
      fc.property(classic, (list) => {
        const firewall: Firewall<string> = {
          policy: undefined,
          classic: list.map(([priority, action, all]) => collection(priority as number, action as string, ...all)),
          unseen: undefined,
        };
        expect(judgeFirewall(firewall, F0).is).not.toBe("holds");
      }),
    );
  });
});

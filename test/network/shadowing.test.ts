import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { unknown } from "../../policies/known/value";
import type { SecurityGroup } from "../../policies/network/security-group";
import type { SecurityRuleFields } from "../../policies/network/security-rule";
import { judgeShadowed } from "../../policies/network/shadowing";
import { outcomes } from "../support/packet-oracle";
import { somePacket, someRules } from "../support/random-rules";
import { holdsAlways } from "../support/runs";
import { allow443, group, inbound, outbound, SUBNET } from "../support/security-rules";

const groupOf = (...rules: SecurityRuleFields[]) => group(...rules).group as SecurityGroup<SecurityRuleFields>;

function judgeLast(...rules: SecurityRuleFields[]) {
  const own = groupOf(...rules);
  const verdict = judgeShadowed(own.rules.at(-1) as (typeof own.rules)[number], own, SUBNET);
  return [verdict.is, ...verdict.because.by.map((rule) => rule.name)];
}

describe("whether a rule ever decides", () => {
  const batch = (priority: unknown, fields: SecurityRuleFields = {}) =>
    inbound(priority, "Allow", {
      sourceAddressPrefix: "BatchNodeManagement",
      destinationPortRange: "29876-29877",
      protocol: "Tcp",
      ...fields,
    });

  test.each<[string, SecurityRuleFields[], string[]]>([
    ["alone", [batch(100)], ["violated"]],
    ["behind a deny of everything", [inbound(100, "Deny"), batch(200)], ["holds", "rule-100"]],
    [
      "behind a deny of Internet",
      [inbound(100, "Deny", { sourceAddressPrefix: "Internet" }), batch(200)],
      ["holds", "rule-100"],
    ],
    ["behind a later rule", [inbound(300, "Deny"), batch(200)], ["violated"]],
    ["behind another direction", [outbound(100, "Deny"), batch(200)], ["violated"]],
    [
      "behind two that only cover it together",
      [batch(100, { destinationPortRange: "29876" }), batch(110, { destinationPortRange: "29877" }), batch(200)],
      ["holds", "rule-100", "rule-110"],
    ],
    ["behind one that covers a part", [batch(100, { destinationPortRange: "29876" }), batch(200)], ["violated"]],
    ["behind a rule of another protocol", [inbound(100, "Deny", { protocol: "Udp" }), batch(200)], ["violated"]],
    [
      "any protocol behind TCP",
      [inbound(100, "Deny", { protocol: "Tcp" }), batch(200, { protocol: "*" })],
      ["violated"],
    ],
    ["behind a rule of unknown access", [inbound(100, unknown("access")), batch(200)], ["holds", "rule-100"]],
    [
      "behind a rule of unknown source",
      [inbound(100, "Deny", { sourceAddressPrefix: unknown("source") }), batch(200)],
      ["undecided"],
    ],
    ["of unknown priority behind the first", [inbound(100, "Deny"), batch(unknown("priority"))], ["holds", "rule-100"]],
    ["of unknown priority", [inbound(200, "Deny"), batch(unknown("priority"))], ["undecided"]],
    ["for another subnet", [allow443(100, "Storage", { sourceAddressPrefix: "10.0.2.0/24" })], ["holds"]],
  ])("%s", (_title, rules, expected) => {
    expect(judgeLast(...rules).slice(0, expected.length)).toEqual(expected);
  });

  test("a shadowed rule decides about no packet", () => {
    holdsAlways(
      fc.property(someRules, somePacket, (rules, packet) => {
        const own = groupOf(...rules);
        const deciders = new Set([...outcomes(rules, packet).values()].flatMap((names) => [...names]));
        const inside = (packet.direction === "Outbound" ? packet.source : packet.destination).startsWith("10.0.1.");
        for (const rule of own.rules) {
          if (
            judgeShadowed(rule, own, { ...SUBNET, peered: { prefixes: ["10.9.0.0/16"], complete: true } }).is ===
              "holds" &&
            inside
          ) {
            expect(deciders).not.toContain(rule.name);
          }
        }
      }),
    );
  });
});

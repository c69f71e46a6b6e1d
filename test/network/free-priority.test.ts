import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { unknown } from "../../policies/known/value";
import { freePriority } from "../../policies/network/free-priority";
import { judgeOutboundToNodeManagement, nodeManagementFlow } from "../../policies/network/node-management";
import type { SecurityRuleList } from "../../policies/network/security-group";
import { readSecurityRule, type SecurityRuleFields } from "../../policies/network/security-rule";
import { someRules } from "../support/random-rules";
import { holdsAlways } from "../support/runs";
import { allow443, D4096, group, inbound, outbound, SUBNET } from "../support/security-rules";

const flow = nodeManagementFlow(SUBNET, "westeurope") as NonNullable<ReturnType<typeof nodeManagementFlow>>;
const newRule = allow443(undefined, "BatchNodeManagement.WestEurope", { name: "new" });

const groupOf = (...rules: SecurityRuleFields[]) => group(...rules).group as SecurityRuleList<SecurityRuleFields>;
const deny = (priority: unknown, fields: SecurityRuleFields = {}) => outbound(priority, "Deny", fields);

describe("a priority under which a new rule takes effect", () => {
  test.each<[string, SecurityRuleFields[], number]>([
    ["the first hundred where nothing stands", [], 100],
    ["the next hundred where it is taken", [allow443(100, "Storage"), D4096], 200],
    ["another direction takes a number, too, to keep numbers apart", [inbound(100, "Allow"), D4096], 200],
    ["a ten before a deny at 200", [allow443(100, "Storage"), deny(200)], 110],
    ["a five between two neighbours", [allow443(100, "Storage"), deny(110)], 105],
    ["a one where nothing else is left", [allow443(100, "Storage"), deny(102)], 101],
    [
      "what blocks a part counts",
      [allow443(100, "Storage"), deny(130, { destinationAddressPrefix: "13.69.65.64/26" })],
      110,
    ],
    ["a deny of something else does not", [deny(100, { destinationAddressPrefix: "Storage" }), D4096], 200],
    ["a rule with unknown effect does", [allow443(100, "Storage"), deny(120, { access: unknown("access") })], 110],
  ])("%s", (_title, rules, priority) => {
    expect(freePriority(groupOf(...rules), newRule, flow, SUBNET)).toEqual({ priority });
  });

  test("none before a deny at 100, which stands in the way", () => {
    expect(freePriority(groupOf(deny(100)), newRule, flow, SUBNET)).toMatchObject({
      priority: undefined,
      inTheWay: { name: "rule-100" },
    });
  });

  test("none where every number before the deny is taken", () => {
    const full = Array.from({ length: 5 }, (_, index) => allow443(100 + index, "Storage"));
    expect(freePriority(groupOf(...full, deny(105)), newRule, flow, SUBNET)).toMatchObject({
      inTheWay: { name: "rule-105" },
    });
  });

  test("none for a rule that does not cover the flow", () => {
    const elsewhere = allow443(undefined, "BatchNodeManagement.NorthEurope");
    expect(freePriority(groupOf(D4096), elsewhere, flow, SUBNET)).toEqual({ priority: undefined, inTheWay: undefined });
  });

  test("before a deny whose priority is not known, the first number does", () => {
    expect(freePriority(groupOf(deny(unknown("priority"))), newRule, flow, SUBNET)).toEqual({ priority: 100 });
    expect(
      freePriority(groupOf(allow443(100, "Storage"), deny(unknown("priority"), { name: "d" })), newRule, flow, SUBNET),
    ).toMatchObject({
      inTheWay: { name: "d" },
    });
  });

  test("is free, and the rule takes effect there", () => {
    holdsAlways(
      fc.property(someRules, (rules) => {
        const found = freePriority(groupOf(...rules), newRule, flow, SUBNET);
        if (found.priority === undefined) {
          expect(found.inTheWay?.access).toBe("Deny");
          return;
        }
        expect(rules.map((rule) => rule.priority)).not.toContain(found.priority);
        const together = group(...rules, { ...newRule, priority: found.priority });
        expect(judgeOutboundToNodeManagement(together, "westeurope", SUBNET).is).toBe("holds");
        const read = readSecurityRule({ ...newRule, priority: found.priority }, 0);
        expect(read.problems).toEqual([]);
      }),
    );
  });
});

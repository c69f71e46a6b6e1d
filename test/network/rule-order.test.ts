import { expect, test } from "vitest";
import { unknown } from "../../policies/known/value";
import type { Verdict } from "../../policies/known/verdict";
import { judgeOutboundToNodeManagement } from "../../policies/network/node-management";
import type { SecurityRuleFields } from "../../policies/network/security-rule";
import { allow443, group, inbound, outbound, SUBNET } from "../support/security-rules";

// Azure rejects two rules of one direction with the same priority, and priorities above 4096. So a rule whose priority is unknown
// cannot have a priority that another rule has, certainly or in every case that matters.

const allow = (priority: unknown, fields: SecurityRuleFields = {}) =>
  allow443(priority, "BatchNodeManagement.WestEurope", fields);
const deny = (priority: unknown) => outbound(priority, "Deny");
const somewhere = unknown("priority");
const eitherWay = { direction: unknown("direction") };

test.each<[string, SecurityRuleFields[], Verdict<unknown>["is"]]>([
  ["may come first or last", [allow(200), deny(somewhere)], "undecided"],
  ["may come between", [allow(4095), deny(somewhere)], "undecided"],
  ["the last place is taken", [allow(4096), deny(somewhere)], "violated"],
  ["the last places are taken", [allow(4095), outbound(4096, "Allow"), deny(somewhere)], "violated"],
  ["the first place is taken", [deny(100), allow(somewhere)], "violated"],
  [
    "the last place is taken by a rule of the other direction",
    [allow(4095), deny(somewhere), inbound(4096, "Allow")],
    "undecided",
  ],
  ["the last place is taken where it matters", [allow(4096, eitherWay), deny(somewhere)], "violated"],
  ["the places that matter are not all taken", [allow(4095), allow(4096, eitherWay), deny(somewhere)], "undecided"],
])("a rule without a known priority: %s", (_title, rules, is) => {
  expect(judgeOutboundToNodeManagement(group(...rules), "westeurope", SUBNET).is).toBe(is);
});

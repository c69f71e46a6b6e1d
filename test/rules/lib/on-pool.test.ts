import { expect, test } from "vitest";
import { openEvaluation } from "../../../policies/judge";
import { poolNodeManagementOutbound } from "../../../policies/rules/pool-node-management-outbound";
import type { Rule } from "../../../policies/rules/rule";
import { subnetRouteReachesNodeManagement } from "../../../policies/rules/subnet-route-reaches-node-management";
import { DEFAULT_SETTINGS } from "../../../policies/settings/settings";
import { routeTable, securityGroup } from "../../programs/parts";
import { TODAY } from "../../support/exemptions";
import { hidden, placesIn } from "../../support/hidden-values";
import { type Args, type Program, ref } from "../../support/program/language";
import { SHAPES, type Shape } from "../../support/program/shapes";
import { route } from "../firewall";
import { denyOut, inFirstOf } from "../parts";

const [deployed] = SHAPES as readonly [Shape];
const none = route("all", "0.0.0.0/0", "None");
const tables = { one: routeTable(none), two: routeTable(none) };
const groups = { one: securityGroup(denyOut), two: securityGroup(denyOut) };
const behind = (group: string): Args => ({ networkSecurityGroup: { id: ref(group) } });
const routedBy = (table: string): Args => ({ routeTable: { id: ref(table) } });

/** The resource and message of each finding while it is unknown which subnet of the network is the pool's. */
function foundIn(rule: Rule, program: Program) {
  const known = deployed.show(program, (type) => type);
  const subnetId = placesIn(known).filter(({ at, path }) => known[at]?.name === "render" && path.at(-1) === "subnetId");
  expect(subnetId).toHaveLength(1);
  const { reports } = openEvaluation(hidden(known, subnetId), { settings: DEFAULT_SETTINGS, today: TODAY }).judge(rule);
  return reports.map(({ urn, message }) => [urn.split("::").at(-1), message]);
}

test.each<[string, Rule, Program, string, RegExp[]]>([
  [
    "groups",
    poolNodeManagementOutbound,
    inFirstOf(groups, behind("one"), behind("two")),
    "render",
    [
      /may be the pool's allows .* In one of them: Rule "DenyOutbound4000" .* of "one"/,
      /Fix the subnet that .* In this one: add a rule to "one"/,
    ],
  ],
  [
    "one group",
    poolNodeManagementOutbound,
    inFirstOf(groups, behind("two"), behind("two")),
    "two",
    [/^Rule .* of "two" blocks/],
  ],
  [
    "tables",
    subnetRouteReachesNodeManagement,
    inFirstOf(tables, routedBy("one"), routedBy("two")),
    "render",
    [
      /may be the pool's allows .* In one of them: Route "all"/,
      /Fix the subnet that .* In this one: either add a route/,
    ],
  ],
  [
    "one table",
    subnetRouteReachesNodeManagement,
    inFirstOf(tables, routedBy("two"), routedBy("two")),
    "two",
    [/^Route "all"/],
  ],
])("a fault in each of two subnets: %s", (_title, rule, program, on, says) => {
  const found = foundIn(rule, program);
  expect(found).toEqual([[on, expect.any(String)]]);
  for (const text of says) expect(found[0]?.[1]).toMatch(text);
});

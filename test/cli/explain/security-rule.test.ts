import { describe, expect, test } from "vitest";
import { aboutRule, inOrder } from "../../../cli/explain/security-rule";
import { formatStatements } from "../../../cli/explain/statement";
import { toBranch } from "../../../policies/plan/tree";
import type { SecurityRuleNode } from "../../../policies/topology/security-group";
import { allowBatch } from "../../programs/parts";

const URN = "urn:pulumi:dev::farm::azure-native:network:SecurityRule::rule";
const UNKNOWN_TEXT = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const GROUPS = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/applicationSecurityGroups";

function ruleOf(fields: object, provider: SecurityRuleNode["provider"] = "azure-native"): SecurityRuleNode {
  const property = { value: toBranch({ ...allowBatch, ...fields }, URN), path: "", owner: URN };
  return { name: "rule", origin: "standalone", certain: true, why: undefined, property, provider };
}

const WHOLE =
  "priority 100, outbound Allow, protocol Tcp, source *, source port *, destination BatchNodeManagement.WestEurope, port 443";

describe("a rule", () => {
  test.each<[string, object, string, string]>([
    ["as it is", {}, WHOLE, WHOLE],
    ["in another spelling", { direction: "OUTBOUND", access: "allow", protocol: "TCP" }, WHOLE, WHOLE],
    ["a priority as text", { priority: "100" }, WHOLE, WHOLE],
    ["any protocol", { protocol: "*" }, "protocol Tcp", "protocol *"],
    [
      "prefixes in a list",
      { sourceAddressPrefix: "", sourceAddressPrefixes: ["10.0.1.0/24", "10.0.2.4"] },
      "source *",
      "source 10.0.1.0/24 and 10.0.2.4",
    ],
    ["both forms of ports", { destinationPortRanges: ["80", "1024-2048"] }, "port 443", "port 443, 80 and 1024-2048"],
    [
      "a group",
      { sourceAddressPrefix: null, sourceApplicationSecurityGroups: [{ id: `${GROUPS}/web` }] },
      "source *",
      "source application security group web",
    ],
    [
      "a field that is missing",
      { destinationAddressPrefix: undefined },
      "destination BatchNodeManagement.WestEurope",
      "destination not set",
    ],
    ["what no protocol looks like", { protocol: "hunter2" }, "protocol Tcp", "protocol [not shown]"],
    [
      "what no address looks like",
      { destinationAddressPrefix: "p@ssword" },
      "destination BatchNodeManagement.WestEurope",
      "destination [not shown]",
    ],
    ["what no port looks like", { destinationPortRange: "s3cret" }, "port 443", "port [not shown]"],
    [
      "what no id looks like",
      { sourceAddressPrefix: "", sourceApplicationSecurityGroups: [{ id: "hunter2" }] },
      "source *",
      "source [not shown]",
    ],
    ["what no number looks like", { priority: "hunter2" }, "priority 100", "priority [not shown]"],
  ])("%s", (_, fields, is, becomes) => expect(aboutRule("rule", ruleOf(fields)).says).toBe(WHOLE.replace(is, becomes)));

  test("of the classic provider, with the ids of groups", () => {
    const fields = { destinationAddressPrefix: "", destinationApplicationSecurityGroupIds: [`${GROUPS}/web`] };
    expect(aboutRule("rule", ruleOf(fields, "azure")).says).toContain("destination application security group web,");
  });

  test("of which values are unknown: the first one is named", () => {
    const rule = ruleOf({
      priority: UNKNOWN_TEXT,
      sourceAddressPrefix: "",
      sourceAddressPrefixes: ["10.0.0.4", UNKNOWN_TEXT],
    });
    expect(formatStatements([aboutRule("rule", rule)])).toBe(
      "rule: priority unknown before deployment, outbound Allow, protocol Tcp, source 10.0.0.4 and unknown before deployment, " +
        "source port *, destination BatchNodeManagement.WestEurope, port 443: priority of rule\n",
    );
  });
});

test("rules stand in the order in which Azure asks them", () => {
  const rules = [
    { name: "d", direction: "Outbound", priority: 1000 },
    { name: "f", direction: UNKNOWN_TEXT, priority: 100 },
    { name: "c", direction: "outbound", priority: "200" },
    { name: "e", direction: "Outbound", priority: UNKNOWN_TEXT },
    { name: "b", direction: "Inbound", priority: 4096 },
    { name: "a", direction: "Inbound", priority: 110 },
  ].map((fields) => ({ ...ruleOf(fields), name: fields.name }));
  expect(rules.sort(inOrder).map(({ name }) => name)).toEqual(["a", "b", "c", "d", "e", "f"]);
});

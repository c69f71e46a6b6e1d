import { describe, expect, test } from "vitest";
import { unknown } from "../../policies/known/value";
import { interNodeFlow, judgeBlocked, publicServiceFlow } from "../../policies/network/node-traffic";
import type { Direction, SecurityRuleFields } from "../../policies/network/security-rule";
import { group, inbound, outbound, SUBNET } from "../support/security-rules";

const denyAll = outbound(4096, "Deny");
const open = (fields: SecurityRuleFields) => outbound(100, "Allow", { protocol: "Tcp", ...fields });

describe("whether nothing of what goes to public services on 445 passes", () => {
  test.each<[string, SecurityRuleFields[], string]>([
    ["no rules", [], "violated"],
    ["all is denied", [denyAll], "holds"],
    ["the internet is denied", [outbound(100, "Deny", { destinationAddressPrefix: "Internet" })], "holds"],
    ["all ports but that one", [outbound(100, "Deny", { destinationPortRange: "445" })], "holds"],
    ["another port is denied", [outbound(100, "Deny", { destinationPortRange: "443" })], "violated"],
    ["UDP is denied", [outbound(100, "Deny", { protocol: "Udp" })], "violated"],
    ["Batch alone may leave", [open({ destinationAddressPrefix: "BatchNodeManagement" }), denyAll], "holds"],
    ["Storage may leave", [open({ destinationAddressPrefix: "Storage" }), denyAll], "undecided"],
    ["all of Azure may leave", [open({ destinationAddressPrefix: "AzureCloud" }), denyAll], "undecided"],
    ["one public address may leave", [open({ destinationAddressPrefix: "203.0.113.7" }), denyAll], "violated"],
    ["private addresses may leave", [open({ destinationAddressPrefix: "10.0.0.0/8" }), denyAll], "holds"],
    ["something unknown may leave", [open({ destinationAddressPrefix: unknown("to") }), denyAll], "undecided"],
    ["inbound rules do not matter", [inbound(100, "Deny")], "violated"],
    ["an allow behind the deny", [outbound(100, "Deny"), outbound(200, "Allow")], "holds"],
  ])("%s", (_, rules, is) => {
    expect(judgeBlocked(group(...rules), publicServiceFlow(SUBNET, 445), SUBNET).is).toBe(is);
  });
});

describe("whether nothing of what goes to the addresses of one tag passes", () => {
  const deny = (destinationAddressPrefix: unknown, priority = 200) =>
    outbound(priority, "Deny", { destinationAddressPrefix });

  test.each<[string, SecurityRuleFields[], string]>([
    ["no rules", [], "violated"],
    ["the tag is denied", [deny("Storage")], "holds"],
    ["the tag is denied in another casing", [deny("STORAGE")], "holds"],
    ["the internet is denied", [deny("Internet")], "holds"],
    ["a region of it is denied", [deny("Storage.WestEurope")], "undecided"],
    ["all of Azure is denied", [deny("AzureCloud")], "undecided"],
    ["another tag is denied", [deny("Sql")], "undecided"],
    [
      "the tag may leave before it is denied",
      [open({ destinationAddressPrefix: "Storage" }), deny("Storage")],
      "violated",
    ],
    [
      "a region may leave before",
      [open({ destinationAddressPrefix: "Storage.WestEurope" }), deny("Storage")],
      "undecided",
    ],
    ["another tag may leave before", [open({ destinationAddressPrefix: "Sql" }), deny("Storage")], "undecided"],
    ["Batch may leave before", [open({ destinationAddressPrefix: "BatchNodeManagement" }), deny("Storage")], "holds"],
    ["something unknown is denied", [deny(unknown("to"))], "undecided"],
    ["a rule of unknown priority", [{ ...deny("Storage"), priority: unknown("priority") }], "holds"],
    ["a rule of unknown effect", [{ ...deny("Storage"), access: unknown("access") }], "undecided"],
    ["packets that come from the tag", [outbound(200, "Deny", { sourceAddressPrefix: "Storage" })], "violated"],
  ])("%s", (_, rules, is) => {
    expect(judgeBlocked(group(...rules), publicServiceFlow(SUBNET, 445, { tags: ["Storage"] }), SUBNET).is).toBe(is);
  });
});

describe("whether nothing of what goes to a host of another company passes", () => {
  const elsewhere = { notTags: new Set(["storage", "sql"]) };
  const behind = (...destinations: unknown[]) => [
    ...destinations.map((destinationAddressPrefix, index) => ({
      ...open({ destinationAddressPrefix }),
      priority: 100 + index,
    })),
    denyAll,
  ];

  test.each<[string, SecurityRuleFields[], string]>([
    ["Storage may leave", behind("Storage"), "holds"],
    ["Storage of a region may leave, in any casing", behind("STORAGE.WestEurope", "Sql"), "holds"],
    ["a tag that holds what customers run may leave", behind("Storage", "AzureFrontDoor.Frontend"), "undecided"],
    ["all of Azure may leave", behind("AzureCloud"), "undecided"],
    ["the internet may leave", behind("Storage", "Internet"), "violated"],
    ["Storage is denied", [outbound(100, "Deny", { destinationAddressPrefix: "Storage" })], "violated"],
  ])("%s", (_, rules, is) => {
    expect(judgeBlocked(group(...rules), publicServiceFlow(SUBNET, 443, elsewhere), SUBNET).is).toBe(is);
  });
});

describe("whether nothing passes between the nodes", () => {
  test.each<[string, Direction, SecurityRuleFields[], string]>([
    ["no rules, out", "Outbound", [], "violated"],
    ["no rules, in", "Inbound", [], "violated"],
    ["all is denied, out", "Outbound", [denyAll], "holds"],
    ["all is denied on the way out, in", "Inbound", [denyAll], "violated"],
    ["all is denied, in", "Inbound", [inbound(4096, "Deny")], "holds"],
    [
      "the internet is denied",
      "Outbound",
      [outbound(100, "Deny", { destinationAddressPrefix: "Internet" })],
      "violated",
    ],
    [
      "the network is denied",
      "Outbound",
      [outbound(100, "Deny", { destinationAddressPrefix: "VirtualNetwork" })],
      "holds",
    ],
    [
      "another subnet is denied",
      "Outbound",
      [outbound(100, "Deny", { destinationAddressPrefix: "10.0.2.0/24" })],
      "violated",
    ],
    [
      "one port may pass",
      "Inbound",
      [inbound(100, "Allow", { destinationPortRange: "22" }), inbound(4096, "Deny")],
      "violated",
    ],
    ["only UDP may pass", "Inbound", [inbound(100, "Allow", { protocol: "Udp" }), inbound(4096, "Deny")], "holds"],
    [
      "an application security group may pass, and nodes are in none",
      "Inbound",
      [
        inbound(100, "Allow", { sourceAddressPrefix: "", sourceApplicationSecurityGroups: ["asg"] }),
        inbound(4096, "Deny"),
      ],
      "holds",
    ],
    [
      "something unknown may pass",
      "Inbound",
      [inbound(100, "Allow", { access: unknown("access") }), inbound(4096, "Deny")],
      "undecided",
    ],
  ])("%s", (_, direction, rules, is) => {
    expect(judgeBlocked(group(...rules), interNodeFlow(SUBNET, direction), SUBNET).is).toBe(is);
  });

  test("subnets whose addresses are not known", () => {
    const hidden = { ...SUBNET, subnet: { prefixes: [unknown("addressPrefix")], complete: false } };
    expect(judgeBlocked(group(denyAll), interNodeFlow(hidden, "Outbound"), hidden).is).toBe("holds");
    expect(judgeBlocked(group(), interNodeFlow(hidden, "Outbound"), hidden).is).toBe("violated");
  });
});

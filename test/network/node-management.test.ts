import { describe, expect, test } from "vitest";
import { unknown } from "../../policies/known/value";
import { isEmpty, onlyFamily, sizeV4 } from "../../policies/network/address-set";
import { addresses, toPrefixes } from "../../policies/network/address-text";
import {
  CLASSIC_PORTS,
  isInternetAtLarge,
  judgeClassicInbound,
  judgeOutboundToNodeManagement,
  publicSources,
} from "../../policies/network/node-management";
import { EVERY_PORT, ports } from "../../policies/network/port-set";
import type { SecurityRuleFields } from "../../policies/network/security-rule";
import { batchNodeManagement, everyBatchNodeManagement } from "../../policies/network/service-tags";
import { judgeTraffic } from "../../policies/network/traffic";
import { allow443, D4096, deciders, group, inbound, outbound, SUBNET } from "../support/security-rules";

const classic = (fields: SecurityRuleFields) =>
  inbound(100, "Allow", { protocol: "Tcp", destinationPortRange: "29876-29877", ...fields });
const judge = (...rules: SecurityRuleFields[]) => judgeClassicInbound(group(...rules), SUBNET);

describe("whether Batch can still call the nodes", () => {
  test.each<[string, SecurityRuleFields[], string]>([
    ["its tag", [classic({ sourceAddressPrefix: "BatchNodeManagement" })], "violated"],
    ["its tag of any region", [classic({ sourceAddressPrefix: "BatchNodeManagement.JapanWest" })], "violated"],
    ["AzureCloud", [classic({ sourceAddressPrefix: "AzureCloud" })], "violated"],
    ["AzureCloud of a region", [classic({ sourceAddressPrefix: "AzureCloud.norwaye" })], "violated"],
    ["Internet", [classic({ sourceAddressPrefix: "Internet" })], "violated"],
    ["anything", [classic({})], "violated"],
    ["a half of all addresses", [classic({ sourceAddressPrefix: "0.0.0.0/1" })], "violated"],
    ["one literal address of it", [classic({ sourceAddressPrefix: "13.69.125.173" })], "violated"],
    ["a range of ports that holds one", [classic({ destinationPortRange: "29877-65535" })], "violated"],
    ["all ports", [classic({ destinationPortRange: "*" })], "violated"],
    ["other ports", [classic({ destinationPortRange: "29878" })], "holds"],
    ["UDP", [classic({ protocol: "Udp" })], "holds"],
    ["any protocol", [classic({ protocol: "*" })], "violated"],
    ["a source port that clients never use", [classic({ sourcePortRange: "443" })], "holds"],
    ["the virtual network", [classic({ sourceAddressPrefix: "VirtualNetwork" })], "holds"],
    ["a corporate range", [classic({ sourceAddressPrefix: "203.0.113.0/24" })], "holds"],
    ["another service", [classic({ sourceAddressPrefix: "AzureMachineLearning" })], "holds"],
    [
      "an application security group",
      [classic({ sourceAddressPrefix: "", sourceApplicationSecurityGroups: ["asg"] })],
      "holds",
    ],
    ["nodes of another subnet", [classic({ destinationAddressPrefix: "10.0.2.0/24" })], "holds"],
    ["behind a deny", [classic({ priority: 200 }), inbound(100, "Deny", { sourceAddressPrefix: "Internet" })], "holds"],
    [
      "behind a deny of one region",
      [classic({ priority: 200 }), inbound(100, "Deny", { sourceAddressPrefix: "BatchNodeManagement.WestEurope" })],
      "violated",
    ],
    ["an outbound rule", [{ ...classic({}), direction: "Outbound" }], "holds"],
    ["an unknown source", [classic({ sourceAddressPrefix: unknown("source") })], "undecided"],
    ["a misspelt tag", [classic({ sourceAddressPrefix: "BatchNodeManagment" })], "undecided"],
    [
      "an unknown rule behind a deny",
      [inbound(100, "Deny"), classic({ priority: 200, sourceAddressPrefix: unknown("source") })],
      "holds",
    ],
  ])("%s", (_title, rules, is) => {
    expect(judge(...rules).is).toBe(is);
  });

  test("a rule for addresses outside of the subnet opens none of its nodes", () => {
    const rule = classic({ sourceAddressPrefix: "BatchNodeManagement", destinationAddressPrefix: "10.77.0.0/16" });
    expect(judge(rule).is).toBe("holds");
  });

  test("where the cloud is not known, Batch of any cloud counts", () => {
    const { cloud: _cloud, ...anyCloud } = SUBNET;
    const rule = classic({ sourceAddressPrefix: "BatchNodeManagement.ChinaNorth3" });
    expect(judgeClassicInbound(group(rule), anyCloud).is).toBe("violated");
    expect(judge(rule).is).toBe("undecided");
  });

  test.each<[string, SecurityRuleFields[], boolean, boolean]>([
    ["anything", [classic({})], true, true],
    ["Internet", [classic({ sourceAddressPrefix: "Internet" })], true, true],
    ["halves", [classic({ sourceAddressPrefix: "", sourceAddressPrefixes: ["0.0.0.0/1", "128.0.0.0/1"] })], true, true],
    ["one half", [classic({ sourceAddressPrefix: "128.0.0.0/1" })], true, true],
    [
      "all but a few",
      [inbound(100, "Deny", { sourceAddressPrefix: "8.0.0.0/8" }), classic({ priority: 200 })],
      true,
      true,
    ],
    ["AzureCloud", [classic({ sourceAddressPrefix: "AzureCloud" })], true, false],
    ["a corporate range", [classic({ sourceAddressPrefix: "203.0.113.0/24" })], true, false],
    ["the virtual network", [classic({ sourceAddressPrefix: "VirtualNetwork" })], false, false],
    ["an unknown source", [classic({ sourceAddressPrefix: unknown("source") })], false, false],
    ["a deny before it", [inbound(100, "Deny"), classic({ priority: 200 })], false, false],
  ])("who gets in from outside: %s", (_title, rules, some, atLarge) => {
    const sources = publicSources(group(...rules), SUBNET, CLASSIC_PORTS);
    expect([!isEmpty(sources), isInternetAtLarge(sources)]).toEqual([some, atLarge]);
  });
});

describe("evidence", () => {
  test("faults come first, with a packet and how many addresses they are", () => {
    const verdict = judgeOutboundToNodeManagement(
      group(
        outbound(100, "Deny", { destinationAddressPrefix: "191.233.76.85" }),
        allow443(200, "BatchNodeManagement.WestEurope"),
      ),
      "westeurope",
      SUBNET,
    );
    expect(verdict.because).toMatchObject({
      pieces: [
        { effect: "Deny", rule: { name: "rule-100" } },
        { effect: "Allow", rule: { name: "rule-200" } },
      ],
      witness: { local: "10.0.1.4", localPort: 1024, remote: "191.233.76.85", remotePort: 443 },
      faultyCount: 1,
      count: 289,
    });
    expect(toPrefixes(verdict.because.faulty)).toEqual(["191.233.76.85/32"]);
  });

  test("the reference of a rule comes back", () => {
    const fields = allow443(100, "BatchNodeManagement");
    const verdict = judgeOutboundToNodeManagement(group(fields, D4096), "westeurope", SUBNET);
    expect(verdict.because.pieces[0]?.rule?.ref).toBe(fields);
  });
});

test("IPv6 is judged where a flow asks for it", () => {
  const remote = { known: onlyFamily(batchNodeManagement("westeurope") ?? addresses(), "v6") };
  const flow = {
    ...({ direction: "Outbound", protocol: "Tcp" } as const),
    ...{ local: { known: addresses("fd00:1::/64") }, localPorts: EVERY_PORT, remote, remotePorts: ports(443) },
  };
  const context = { ...SUBNET, subnet: { prefixes: ["10.0.1.0/24", "fd00:1::/64"], complete: true } };
  const judgeV6 = (...rules: SecurityRuleFields[]) => judgeTraffic("all-through", group(...rules), flow, context);
  expect(deciders(judgeV6().because)).toEqual(["Allow AllowInternetOutBound"]);
  expect(judgeV6(outbound(100, "Deny", { destinationAddressPrefix: "0.0.0.0/0" })).is).toBe("holds");
  expect(judgeV6(outbound(100, "Deny", { destinationAddressPrefix: "::/0" })).is).toBe("violated");
  expect(judgeV6(outbound(100, "Deny")).because.witness?.remote).toBe("2603:1020:206:1::340");
  expect(judgeV6(allow443(100, "BatchNodeManagement"), D4096).is).toBe("holds");
  // Azure's documentation and its published files disagree about IPv6 in AzureCloud.
  expect(judgeV6(allow443(100, "AzureCloud"), D4096).is).toBe("undecided");
  expect(sizeV4(everyBatchNodeManagement("Public"))).toBe(5737);
});

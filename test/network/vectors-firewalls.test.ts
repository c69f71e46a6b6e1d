// Over 200 lines: the test vectors of the fact sheet, in its order.

import { describe, expect, test } from "vitest";
import { unknown } from "../../policies/known/value";
import type { Verdict } from "../../policies/known/verdict";
import { NO_ADDRESS } from "../../policies/network/address-set";
import { addresses, toPrefixes } from "../../policies/network/address-text";
import type { ApplicationRule, Firewall, NetworkRule } from "../../policies/network/firewall";
import { judgeFirewall } from "../../policies/network/firewall-verdict";
import {
  applicationRule,
  collection,
  collectionGroup,
  decidersOf,
  F0,
  firewallWith,
  flowTo,
  networkRule,
  policy,
} from "../support/firewalls";

// The numbers are those of the test vectors in the project's fact sheet about Azure networks.

const WE = "BatchNodeManagement.WestEurope";
const allowing = (...rules: Parameters<typeof collection>[2][]) =>
  firewallWith(collectionGroup(200, collection(200, "Allow", ...rules)));
const classic = (...collections: ReturnType<typeof collection>[]): Firewall<string> => ({
  policy: undefined,
  classic: collections,
  unseen: undefined,
});
const ask = (firewall: Firewall<string>, flow = F0) => {
  const verdict = judgeFirewall(firewall, flow);
  return [verdict.is, ...decidersOf(verdict.because)];
};

describe("whether a firewall lets a subnet reach all of Batch on 443", () => {
  test.each<[string, Firewall<string>, string[]]>([
    ["59 a policy without rules", firewallWith(), ["violated", "default"]],
    ["59 classic rules: none", classic(), ["violated", "default"]],
    ["60 a network rule for the tag", allowing(networkRule(WE)), ["holds", `network ${WE}`]],
    ["60 classic", classic(collection(200, "Allow", networkRule(WE))), ["holds", `network ${WE}`]],
    [
      "61 the parent's rules come first, whatever their priority",
      {
        policy: policy([collectionGroup(100, collection(100, "Allow", networkRule(WE)))], {
          parent: policy([collectionGroup(65000, collection(60000, "Deny", networkRule("*")))]),
        }),
        classic: undefined,
        unseen: undefined,
      },
      ["violated", "network *"],
    ],
    [
      "62 network rules come before application rules",
      firewallWith(
        collectionGroup(
          200,
          collection(65000, "Deny", networkRule("AzureCloud")),
          collection(100, "Allow", applicationRule("*.westeurope.service.batch.azure.com")),
        ),
      ),
      ["violated", "network AzureCloud"],
    ],
    [
      "63 a wildcard spans any number of labels",
      allowing(applicationRule("*.batch.azure.com")),
      ["holds", "application *.batch.azure.com"],
    ],
    ["64 a domain is not its hosts", allowing(applicationRule("batch.azure.com")), ["violated", "default"]],
    [
      "65 the lower group priority comes first",
      firewallWith(
        collectionGroup(300, collection(100, "Allow", networkRule(WE))),
        collectionGroup(200, collection(400, "Deny", networkRule("AzureCloud"))),
      ),
      ["violated", "network AzureCloud"],
    ],
    [
      "66 a wildcard in a network rule is refused",
      allowing(networkRule("", { destinationAddresses: [], destinationFqdns: ["*.batch.azure.com"] })),
      ["undecided", "network ", "default"],
    ],
    [
      "67 an IP group with a range as source",
      allowing(networkRule(WE, { sourceAddresses: [], sourceIpGroups: [["10.0.1.0-10.0.1.255"]] })),
      ["holds", `network ${WE}`],
    ],
    [
      "the order in a collection decides",
      classic(collection(100, "Deny", networkRule("10.0.0.0/8")), collection(200, "Allow", networkRule("*"))),
      ["holds", "network *"],
    ],
    [
      "a policy replaces classic rules",
      { ...firewallWith(), classic: [collection(100, "Allow", networkRule("*"))] },
      ["violated", "default"],
    ],
  ])("%s", (_title, firewall, expected) => {
    expect(ask(firewall)).toEqual(expected);
  });

  test("66 and named", () => {
    const firewall = allowing(networkRule("", { destinationAddresses: [], destinationFqdns: ["*.batch.azure.com"] }));
    expect(judgeFirewall(firewall, F0).because[0]?.deciders[0]?.problems).toMatchObject([
      { field: "destinationFqdns[0]", text: expect.stringContaining("*.batch.azure.com") },
    ]);
  });
});

describe("network rules", () => {
  const rule = (more: Partial<NetworkRule<string>>) => ask(allowing(networkRule(WE, more)))[0];
  test.each<[string, Partial<NetworkRule<string>>, Verdict<unknown>["is"]]>([
    ["any protocol", { protocols: ["Any"] }, "holds"],
    ["TCP in lower case among others", { protocols: ["UDP", "tcp"] }, "holds"],
    ["UDP", { protocols: ["UDP"] }, "violated"],
    ["no protocol", { protocols: [] }, "undecided"],
    ["a protocol that is none", { protocols: ["HTTPS"] }, "undecided"],
    ["every port", { destinationPorts: ["*"] }, "holds"],
    ["a range of ports", { destinationPorts: ["80", "440-443"] }, "holds"],
    ["a range that ends one short", { destinationPorts: ["440-442"] }, "violated"],
    ["a port that is none", { destinationPorts: ["https"] }, "undecided"],
    ["an unknown port among others", { destinationPorts: [unknown("ports[0]"), "443"] }, "holds"],
    ["an unknown port", { destinationPorts: [unknown("ports[0]")] }, "undecided"],
    ["the subnet as source", { sourceAddresses: ["10.0.1.0/24"] }, "holds"],
    ["both halves of it", { sourceAddresses: ["10.0.1.0/25", "10.0.1.128-10.0.1.255"] }, "holds"],
    ["half of it", { sourceAddresses: ["10.0.1.0/25"] }, "violated"],
    ["another", { sourceAddresses: ["10.0.2.0/24"] }, "violated"],
    ["a tag as source", { sourceAddresses: ["VirtualNetwork"] }, "undecided"],
    ["no source", { sourceAddresses: [] }, "undecided"],
    ["an IP group outside the program", { sourceAddresses: [], sourceIpGroups: [unknown("ipGroups[0]")] }, "undecided"],
    ["an IP group beside a wide source", { sourceIpGroups: [unknown("ipGroups[0]")] }, "holds"],
    ["an empty IP group", { sourceAddresses: [], sourceIpGroups: [[]] }, "violated"],
    ["the tag of all regions", { destinationAddresses: ["BatchNodeManagement"] }, "holds"],
    ["AzureCloud of the region, in lower case", { destinationAddresses: ["azurecloud.westeurope"] }, "holds"],
    ["another region", { destinationAddresses: ["BatchNodeManagement.NorthEurope"] }, "violated"],
    ["another service", { destinationAddresses: ["Storage.WestEurope"] }, "violated"],
    ["a misspelt tag", { destinationAddresses: ["BatchNodeManagment"] }, "undecided"],
    ["two halves", { destinationAddresses: ["0.0.0.0/1", "128.0.0.0-255.255.255.255"] }, "holds"],
    ["a part", { destinationAddresses: ["13.69.0.0/16"] }, "violated"],
    ["an unknown destination", { destinationAddresses: [unknown("destinationAddresses[0]")] }, "undecided"],
    ["a destination group", { destinationAddresses: [], destinationIpGroups: [["0.0.0.0/0"]] }, "holds"],
    ["another host name", { destinationAddresses: [], destinationFqdns: ["www.example.com"] }, "violated"],
    [
      "a host name of Batch",
      { destinationAddresses: [], destinationFqdns: ["x.westeurope.service.batch.azure.com"] },
      "undecided",
    ],
  ])("%s", (_title, more, expected) => {
    expect(rule(more)).toBe(expected);
  });

  test("a part that is denied is named", () => {
    const verdict = judgeFirewall(allowing(networkRule("0.0.0.0/1")), F0);
    expect(verdict.is).toBe("violated");
    expect(verdict.because.flatMap((piece) => toPrefixes(piece.destinations))).toEqual([
      "137.116.193.225/32",
      "168.63.5.53/32",
      "191.233.76.85/32",
    ]);
  });

  test("what one rule leaves another may let through", () => {
    expect(ask(allowing(networkRule("0.0.0.0/1"), applicationRule("*"))).slice(0, 1)).toEqual(["holds"]);
    expect(ask(allowing(networkRule("0.0.0.0/1"), networkRule("128.0.0.0/1")))).toEqual([
      "holds",
      "network 0.0.0.0/1",
      "network 128.0.0.0/1",
    ]);
  });
});

describe("application rules", () => {
  test.each<[string, Partial<ApplicationRule<string>>, Verdict<unknown>["is"]]>([
    ["all node management hosts of the region", { targetFqdns: ["*.westeurope.service.batch.azure.com"] }, "holds"],
    ["any casing", { targetFqdns: ["*.WestEurope.Service.Batch.Azure.com"] }, "holds"],
    ["any host", { targetFqdns: ["*"] }, "holds"],
    ["a wildcard without a dot", { targetFqdns: ["*batch.azure.com"] }, "holds"],
    ["one host", { targetFqdns: ["b1.westeurope.service.batch.azure.com"] }, "undecided"],
    ["the bare name of the region", { targetFqdns: ["westeurope.service.batch.azure.com"] }, "undecided"],
    ["another region", { targetFqdns: ["*.northeurope.service.batch.azure.com"] }, "violated"],
    ["the account's own endpoint", { targetFqdns: ["*.westeurope.batch.azure.com"] }, "violated"],
    ["a wildcard on the right", { targetFqdns: ["westeurope.service.batch.*"] }, "undecided"],
    ["HTTP", { protocols: [{ type: "Http", port: 443 }] }, "violated"],
    ["another port", { protocols: [{ type: "Https", port: 8443 }] }, "violated"],
    [
      "one of several protocols, in lower case",
      {
        protocols: [
          { type: "Http", port: 80 },
          { type: "https", port: 443 },
        ],
      },
      "holds",
    ],
    ["an unknown port", { protocols: [{ type: "Https", port: unknown("port") }] }, "undecided"],
    ["no protocol", { protocols: [] }, "undecided"],
    ["no target", { targetFqdns: [] }, "undecided"],
    ["a tag, of which none stands for Batch", { targetFqdns: [], fqdnTags: ["AzureBackup"] }, "violated"],
    ["a web category", { targetFqdns: [], webCategories: ["ComputersAndTechnology"] }, "undecided"],
    ["a path on the hosts", { targetFqdns: [], targetUrls: ["https://*.batch.azure.com/pools"] }, "undecided"],
    ["a path on others", { targetFqdns: [], targetUrls: ["www.example.com/a"] }, "violated"],
    ["a limit to some addresses", { destinationAddresses: ["10.0.0.0/8"] }, "undecided"],
    ["half of the subnet", { sourceAddresses: ["10.0.1.128/25"] }, "violated"],
    ["a look inside the connection", { terminateTls: true }, "undecided"],
  ])("%s", (_title, more, expected) => {
    expect(ask(allowing(applicationRule("*.batch.azure.com", more)))[0]).toBe(expected);
  });

  test("the names of other clouds", () => {
    expect(ask(allowing(applicationRule("*.batch.usgovcloudapi.net")), flowTo("usgovvirginia"))[0]).toBe("holds");
    expect(ask(allowing(applicationRule("*.batch.chinacloudapi.cn")), flowTo("chinanorth3"))[0]).toBe("holds");
    expect(ask(allowing(applicationRule("*.batch.azure.com")), flowTo("usgovvirginia"))[0]).toBe("violated");
  });
});

describe("what a program does not show", () => {
  const hidden = unknown("hidden");
  const allow = collectionGroup(200, collection(200, "Allow", networkRule(WE)));
  const deny = collectionGroup(200, collection(200, "Deny", networkRule("*")));
  const withPolicy = (more: object, ...groups: (typeof allow)[]): Firewall<string> => ({
    policy: policy(groups, more),
    classic: undefined,
    unseen: undefined,
  });
  test.each<[string, Firewall<string>, Verdict<unknown>["is"]]>([
    ["the policy", { policy: hidden, classic: undefined, unseen: undefined }, "undecided"],
    ["classic collections", { policy: undefined, classic: hidden, unseen: undefined }, "undecided"],
    ["collections beside those of a firewall", { ...classic(), unseen: hidden }, "undecided"],
    ["the parent policy", withPolicy({ parent: hidden }, allow), "undecided"],
    ["groups beside the allow", withPolicy({ unseen: hidden }, allow), "undecided"],
    ["groups beside the deny", withPolicy({ unseen: hidden }, deny), "undecided"],
    [
      "groups of the child, below a parent that decides",
      withPolicy({ unseen: hidden, parent: policy([deny]) }),
      "violated",
    ],
    ["a group", { policy: policy([allow, hidden as never]), classic: undefined, unseen: undefined }, "undecided"],
    ["a priority that can change the order", firewallWith({ ...allow, priority: hidden }, deny), "undecided"],
    ["a priority that cannot", firewallWith({ ...allow, priority: hidden }), "holds"],
    ["an action", firewallWith(collectionGroup(200, collection(200, hidden, networkRule(WE)))), "undecided"],
    [
      "an action of no consequence",
      firewallWith(collectionGroup(200, collection(200, hidden, networkRule("10.0.0.0/8"))), allow),
      "holds",
    ],
    [
      "an action that is none",
      firewallWith(collectionGroup(200, collection(200, "Permit", networkRule(WE)))),
      "undecided",
    ],
    [
      "a priority that is none",
      firewallWith(collectionGroup(1, collection(200, "Allow", networkRule(WE))), deny),
      "undecided",
    ],
    ["two priorities alike", firewallWith(allow, { ...deny }), "undecided"],
    ["a rule behind the deciding one", allowing(networkRule(WE), hidden as never), "holds"],
    ["a rule before it", allowing(hidden as never, networkRule(WE)), "holds"],
    [
      "a rule of a denial before it",
      firewallWith(collectionGroup(100, collection(100, "Deny", hidden as never)), allow),
      "undecided",
    ],
    [
      "a collection's rules",
      firewallWith(collectionGroup(200, { ...collection(100, "Deny"), rules: hidden }), allow),
      "undecided",
    ],
  ])("%s", (_title, firewall, expected) => {
    const verdict = judgeFirewall(firewall, F0);
    expect(verdict.is).toBe(expected);
    if (verdict.is === "undecided") expect(verdict.unknowns.every(({ path }) => path === "hidden")).toBe(true);
  });

  test("the subnet's addresses matter only where rules tell them apart", () => {
    const unknownSubnet = {
      ...F0,
      sources: {
        known: NO_ADDRESS,
        unknown: { within: addresses("10.0.0.0/16"), inVirtualNetwork: true, unknowns: [hidden] },
      },
    };
    const from = (source: string) => ask(allowing(networkRule(WE, { sourceAddresses: [source] })), unknownSubnet)[0];
    expect([from("*"), from("10.0.0.0/8"), from("10.0.0.0/17"), from("192.168.0.0/16")]).toEqual([
      "holds",
      "holds",
      "undecided",
      "violated",
    ]);
  });
});

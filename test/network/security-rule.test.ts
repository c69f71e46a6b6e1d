import { describe, expect, test } from "vitest";
import { unknown } from "../../policies/known/value";
import { EVERY_ADDRESS, NO_ADDRESS } from "../../policies/network/address-set";
import { toPrefixes } from "../../policies/network/address-text";
import { formatPorts } from "../../policies/network/port-set";
import { readSecurityRule } from "../../policies/network/security-rule";
import { inbound, outbound } from "../support/security-rules";

const GOOD = outbound(100, "Allow");

describe("what a rule says", () => {
  test("every spelling of the same rule", () => {
    const rule = readSecurityRule(GOOD, "ref");
    expect(rule).toMatchObject({
      ref: "ref",
      name: "rule-100",
      direction: "Outbound",
      access: "Allow",
      priority: 100,
      protocol: "*",
    });
    const spelled = {
      ...GOOD,
      direction: "OUTBOUND",
      access: "allow",
      priority: "100",
      sourceAddressPrefixes: [],
      sourcePortRanges: null,
    };
    expect(readSecurityRule(spelled, "ref")).toEqual(rule);
    expect(rule).toMatchObject({ maybe: false, isDefault: false, unknowns: [], problems: [], notes: [] });
  });

  test("both properties of a side count together", () => {
    const rule = readSecurityRule(
      {
        ...GOOD,
        ...{ destinationAddressPrefix: "10.0.0.0/24", destinationAddressPrefixes: ["10.0.1.0/24"] },
        ...{ destinationPortRange: "443", destinationPortRanges: ["80", "444-445"] },
      },
      0,
    );
    expect(toPrefixes(rule.destination.fixed.must)).toEqual(["10.0.0.0/23"]);
    expect(formatPorts(rule.destinationPorts.must)).toEqual(["80", "443-445"]);
    expect(rule.problems).toEqual([]);
  });

  test("a port as a number is read as its text", () => {
    expect(formatPorts(readSecurityRule({ ...GOOD, destinationPortRange: 443 }, 0).destinationPorts.must)).toEqual([
      "443",
    ]);
  });

  test("one unknown element leaves the others known", () => {
    const element = unknown("destinationAddressPrefixes[1]");
    const rule = readSecurityRule(
      { ...GOOD, destinationAddressPrefix: "", destinationAddressPrefixes: ["10.0.0.0/8", element] },
      0,
    );
    expect(toPrefixes(rule.destination.fixed.must)).toEqual(["10.0.0.0/8"]);
    expect(rule.destination.fixed.may).toBe(EVERY_ADDRESS);
    expect(rule).toMatchObject({ unknowns: [element], problems: [], maybe: false });
  });

  test("a rule that may turn out not to exist says why", () => {
    const reason = unknown("count");
    expect(readSecurityRule(GOOD, 0, reason)).toMatchObject({ maybe: true, unknowns: [reason] });
    expect(readSecurityRule(GOOD, 0, true)).toMatchObject({ maybe: true, unknowns: [] });
  });

  test("application security groups are no addresses", () => {
    const rule = readSecurityRule({ ...GOOD, sourceAddressPrefix: "", sourceApplicationSecurityGroups: ["/…/asg"] }, 0);
    expect(rule.source).toMatchObject({ applicationGroup: true, fixed: { may: NO_ADDRESS } });
    expect(rule.problems).toEqual([]);
  });

  test("the literal addresses are kept apart from *", () => {
    expect(readSecurityRule(GOOD, 0).destination.literals).toBe(NO_ADDRESS);
    const rule = readSecurityRule({ ...GOOD, destinationAddressPrefix: "13.69.65.64/26" }, 0);
    expect(toPrefixes(rule.destination.literals)).toEqual(["13.69.65.64/26"]);
  });

  test("host bits are masked, and noted", () => {
    const rule = readSecurityRule({ ...GOOD, destinationAddressPrefix: "50.206.209.68/27" }, 0);
    expect(rule.notes).toEqual([
      { field: "destinationAddressPrefix", text: '"50.206.209.68/27" has host bits; the network is 50.206.209.64/27' },
    ]);
    expect(rule.problems).toEqual([]);
  });
});

describe("what Azure would refuse is named by its property", () => {
  test.each<[string, object, string, string]>([
    ["no access", { access: undefined }, "access", "is required, and missing"],
    ["another access", { access: "Block" }, "access", '"Block" is none of Allow, Deny'],
    ["no direction", { direction: null }, "direction", "is required, and missing"],
    ["another direction", { direction: "out" }, "direction", '"out" is none of Inbound, Outbound'],
    [
      "the portal's word for any protocol",
      { protocol: "Any" },
      "protocol",
      '"Any" is none of Tcp, Udp, Icmp, Esp, Ah, *',
    ],
    ["no priority", { priority: "" }, "priority", "is required, and missing"],
    ["a fraction as priority", { priority: 100.5 }, "priority", "a value of type number is not text"],
    ["a word as priority", { priority: "high" }, "priority", '"high" is not a whole number from 100 to 4096'],
    [
      "the portal's word for any address",
      { sourceAddressPrefix: "Any" },
      "sourceAddressPrefix",
      "the API takes * only",
    ],
    ["a dash range", { sourceAddressPrefix: "10.0.0.1-10.0.0.9" }, "sourceAddressPrefix", "not an IP address"],
    ["a comma list", { sourceAddressPrefix: "10.0.0.1,10.0.0.9" }, "sourceAddressPrefix", "not an IP address"],
    [
      "a misspelt tag",
      { destinationAddressPrefix: "BatchNodeManagment" },
      "destinationAddressPrefix",
      "is not a service tag",
    ],
    [
      "* in a list",
      { sourceAddressPrefix: "", sourceAddressPrefixes: ["*"] },
      "sourceAddressPrefixes[0]",
      "singular property",
    ],
    [
      "a bad element",
      { sourceAddressPrefixes: ["10.0.0.0/8", "10.0.0"] },
      "sourceAddressPrefixes[1]",
      "not an IP address",
    ],
    [
      "a list that is none",
      { sourceAddressPrefixes: "10.0.0.0/8" },
      "sourceAddressPrefixes",
      "the value is not a list",
    ],
    ["an object", { sourceAddressPrefix: { id: 1 } }, "sourceAddressPrefix", "a value of type object is not text"],
    ["no source", { sourceAddressPrefix: "" }, "sourceAddressPrefix", "is required, and missing"],
    ["no ports", { destinationPortRange: undefined }, "destinationPortRange", "is required, and missing"],
    ["an inverted range", { destinationPortRange: "445-443" }, "destinationPortRange", "ends before it begins"],
    ["a comma list of ports", { destinationPortRange: "80,443" }, "destinationPortRange", "not a port"],
    ["a bad element of ports", { destinationPortRanges: ["80", "x"] }, "destinationPortRanges[1]", "not a port"],
    [
      "duplicates",
      { sourceAddressPrefix: "", sourceAddressPrefixes: ["10.0.0.1", "10.0.0.1/32"] },
      "sourceAddressPrefixes",
      "overlap",
    ],
    [
      "groups and addresses",
      { sourceApplicationSecurityGroups: ["asg"] },
      "sourceApplicationSecurityGroups",
      "exclude each other",
    ],
    [
      "families on both sides",
      { sourceAddressPrefix: "10.0.0.0/8", destinationAddressPrefix: "::/0" },
      "destinationAddressPrefixes",
      "IPv4 and IPv6",
    ],
  ])("%s", (_title, fields, field, text) => {
    const rule = readSecurityRule({ ...inbound(100, "Allow"), ...fields }, 0);
    expect(rule.problems).toEqual([expect.objectContaining({ field, text: expect.stringContaining(text) })]);
    expect(rule.maybe).toBe(true);
  });
});

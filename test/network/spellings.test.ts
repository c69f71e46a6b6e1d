import { describe, expect, test } from "vitest";
import { type AddressSet, NO_ADDRESS } from "../../policies/network/address-set";
import { toPrefixes } from "../../policies/network/address-text";
import {
  readFirewallAddress,
  readNetworkPrefix,
  readRoutePrefix,
  readRuleAddress,
  readRuleListAddress,
} from "../../policies/network/spellings";

const prefixes = (set: AddressSet | undefined) => toPrefixes(set ?? NO_ADDRESS);
const rule = (text: string) => {
  const { value, problem } = readRuleAddress(text, "Public");
  if (value === undefined) return problem;
  return value.kind === "addresses" ? prefixes(value.set) : value.kind === "tag" ? value.tag.name : value.name;
};

/** Each place where Azure accepts addresses, and whether it accepts the spelling there. */
const places: Record<string, (text: string) => boolean> = {
  rule: (text) => readRuleAddress(text, "Public").problem === undefined,
  list: (text) => readRuleListAddress(text).problem === undefined,
  route: (text) => readRoutePrefix(text, "Public").problem === undefined,
  network: (text) => readNetworkPrefix(text).problem === undefined,
  firewall: (text) => readFirewallAddress(text, false, "Public").problem === undefined,
  "firewall destination": (text) => readFirewallAddress(text, true, "Public").problem === undefined,
};

describe("each place takes its own spellings", () => {
  test.each([
    ["10.0.0.0/8", ["rule", "list", "route", "network", "firewall", "firewall destination"]],
    ["2603:1020::/32", ["rule", "list", "route", "network", "firewall", "firewall destination"]],
    ["10.0.0.1", ["rule", "list", "firewall", "firewall destination"]],
    ["10.0.0.1/8", ["rule", "list", "firewall", "firewall destination"]],
    ["10.0.0.1-10.0.0.9", ["firewall", "firewall destination"]],
    ["10.0.0.9-10.0.0.1", []],
    ["*", ["rule", "firewall", "firewall destination"]],
    ["Any", []],
    ["any", []],
    ["Internet", ["rule"]],
    ["VirtualNetwork", ["rule"]],
    ["AzureLoadBalancer", ["rule"]],
    ["AzurePlatformDNS", ["rule"]],
    ["BatchNodeManagement.WestEurope", ["rule", "route", "firewall destination"]],
    ["AzureCloud.norwayeast", []],
    ["10.0.0.0/8,11.0.0.0/8", []],
    ["10.0.0", []],
    ["010.0.0.0/8", []],
    ["", []],
  ])("%j", (text, expected) => {
    const taken = Object.keys(places).filter((place) => places[place]?.(text));
    expect(taken).toEqual(expected);
  });
});

describe("what an address of a security rule says", () => {
  test.each([
    ["*", ["0.0.0.0/0", "::/0"]],
    ["0.0.0.0/0", ["0.0.0.0/0"]],
    ["10.0.0.1/8", ["10.0.0.0/8"]],
    ["INTERNET", "Internet"],
    ["virtualnetwork", "VirtualNetwork"],
    ["storage.westeurope", "Storage.WestEurope"],
    ["Any", expect.stringContaining("the API takes * only")],
    ["BatchNodeManagment", expect.stringContaining("is not a service tag")],
  ])("%s", (text, expected) => {
    expect(rule(text)).toEqual(expected);
  });

  test("tags and * are refused in a list, with the reason", () => {
    expect(readRuleListAddress("Internet").problem).toContain("singular property only");
    expect(readRuleListAddress("*").problem).toContain("singular property only");
  });
});

test("a firewall's * is every IPv4 address, and its tags keep their name", () => {
  expect(prefixes(readFirewallAddress("*", false).value?.extent.must)).toEqual(["0.0.0.0/0"]);
  expect(readFirewallAddress("azurecloud", true, "Public").value?.tag?.name).toBe("AzureCloud");
  expect(readRoutePrefix("BatchNodeManagement", "Public").value?.tag?.family).toBe("BatchNodeManagement");
});

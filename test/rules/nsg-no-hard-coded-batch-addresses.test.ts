import type { AddressSet } from "../../policies/network/address-set";
import { toPrefixes } from "../../policies/network/address-text";
import { batchNodeManagement } from "../../policies/network/service-tags";
import { nsgNoHardCodedBatchAddresses } from "../../policies/rules/nsg-no-hard-coded-batch-addresses";
import { inGroup, routeTable, securityGroup, standaloneRoute } from "../programs/parts";
import { type Args, later, ref } from "../support/program/language";
import { testRule } from "../support/rule-tester";
import { denyOut, farm, inbound, outbound, toBatch } from "./parts";

const prefixesOf = (region: string) =>
  toPrefixes(batchNodeManagement(region) as AddressSet).filter((each) => !each.includes(":"));
const [first = "", second = "", third = ""] = prefixesOf("westeurope");
const [american = ""] = prefixesOf("eastus");
const address = first.split("/")[0] as string;
const wide = `${address.split(".")[0]}.0.0.0/8`;
const toAddresses = (rule: Args, ...list: readonly string[]): Args => ({
  ...rule,
  destinationAddressPrefix: undefined,
  destinationAddressPrefixes: list,
});
const way = outbound(200, "Allow", "Tcp", first, "443");
const routed = (...routes: readonly Args[]) => ({
  subnet: { routeTable: { id: ref("rt") } },
  more: { rt: routeTable(...routes) },
});
const route = (name: string, addressPrefix: unknown) => ({ name, addressPrefix, nextHopType: "Internet" });

testRule(nsgNoHardCodedBatchAddresses, {
  valid: [
    { title: "the tag", program: farm({ rules: [toBatch, denyOut] }) },
    {
      title: "a wide prefix that holds Batch among others",
      program: farm({ rules: [outbound(200, "Allow", "Tcp", wide, "443")] }),
    },
    { title: "all addresses", program: farm({ rules: [outbound(200, "Allow", "*", "0.0.0.0/0")] }) },
    {
      title: "somebody else's addresses",
      program: farm({ rules: [outbound(200, "Allow", "Tcp", "203.0.113.0/24", "443")] }),
    },
    { title: "a deny rule", program: farm({ rules: [{ ...way, access: "Deny" }] }) },
    { title: "the near side of a rule", program: farm({ rules: [{ ...toBatch, sourceAddressPrefix: first }] }) },
    {
      title: "an address that is not known",
      program: farm({ rules: [{ ...way, destinationAddressPrefix: later("10.0.0.1") }] }),
    },
    {
      title: "classic ports of pools, which are another policy's",
      program: farm({ rules: [inbound(100, "Allow", "Tcp", first, "29876-29877")] }),
    },
    { title: "a program without Batch", program: inGroup({ nsg: securityGroup(way) }) },
    {
      title: "a route for the tag",
      program: farm(routed(route("batch", "BatchNodeManagement.WestEurope"), route("all", "0.0.0.0/0"))),
    },
  ],
  invalid: [
    {
      title: "a prefix as destination",
      program: farm({ rules: [way] }),
      finds: [
        {
          on: "nsg",
          at: "securityRules[0]",
          securityRule: "AllowOutbound200",
          says: [
            `Rule "AllowOutbound200" (securityRules[0], priority 200) of "nsg" names addresses of the Batch service as its destination: ${first}.`,
            "Fix: Set destinationAddressPrefix to BatchNodeManagement.WestEurope instead.",
          ],
        },
      ],
    },
    {
      title: "some prefixes of a list",
      program: farm({ rules: [toAddresses(way, first, "203.0.113.0/24", second, third)] }),
      finds: [
        {
          on: "nsg",
          at: "securityRules[0]",
          securityRule: "AllowOutbound200",
          says: [`${first}, ${second} and 1 more`],
        },
      ],
    },
    {
      title: "regions mixed",
      program: farm({ rules: [toAddresses(way, first, american)] }),
      finds: [
        {
          on: "nsg",
          at: "securityRules[0]",
          securityRule: "AllowOutbound200",
          says: ["BatchNodeManagement.WestEurope", "BatchNodeManagement.EastUS"],
        },
      ],
    },
    {
      title: "a single address as the source of an inbound rule",
      program: farm({ rules: [inbound(100, "Allow", "Tcp", address, "443")] }),
      finds: [
        {
          on: "nsg",
          at: "securityRules[0]",
          securityRule: "AllowInbound100",
          says: ["as its source", "Delete the rule"],
        },
      ],
    },
    {
      title: "a group of the program that filters no pool of it",
      program: farm({ more: { shared: securityGroup(way) } }),
      finds: [{ on: "shared", at: "securityRules[0]", securityRule: "AllowOutbound200", says: [first] }],
    },
    {
      title: "routes: once for a table",
      program: farm(routed(route("all", "0.0.0.0/0"), route("b1", first), route("b2", second), route("b3", third))),
      finds: [
        {
          on: "rt",
          at: "routes[1].addressPrefix",
          says: [
            `Routes "b1" and 2 more of "rt" are for addresses of the Batch service: ${first}, ${second} and 1 more.`,
            "Fix: Use one route with addressPrefix BatchNodeManagement.WestEurope and the same next hop instead.",
          ],
        },
      ],
    },
    {
      title: "a route as a resource of its own",
      program: farm({
        subnet: { routeTable: { id: ref("rt") } },
        more: { rt: routeTable(), batch1: standaloneRoute("rt", route("b1", second)) },
      }),
      finds: [{ on: "batch1", at: "addressPrefix", says: [`Route "b1" of "rt" is for addresses`] }],
    },
  ],
  undecided: "it looks for what is written out",
});

import { nsgExplicitNodeManagementRule } from "../../policies/rules/nsg-explicit-node-management-rule";
import { account, inGroup, pool, securityGroup } from "../programs/parts";
import { later, ref } from "../support/program/language";
import { testRule } from "../support/rule-tester";
import { route, routed } from "./firewall";
import { denyInternetOut, denyOut, farm, inOneOfTwo, outbound, toBatch, withEndpoint } from "./parts";

const place = { on: "nsg", at: "" };

testRule(nsgExplicitNodeManagementRule, {
  valid: [
    { title: "a rule of its own", program: farm({ rules: [toBatch] }) },
    { title: "a rule for all of the internet", program: farm({ rules: [outbound(100, "Allow", "*", "Internet")] }) },
    { title: "no group", program: farm({}) },
    { title: "no rule in the group of a subnet beside the pool's", program: inOneOfTwo([toBatch], []) },
    { title: "blocked, which is another policy's", program: farm({ rules: [denyOut] }) },
    {
      title: "the wrong region, which is another policy's",
      program: farm({ rules: [outbound(100, "Allow", "Tcp", "BatchNodeManagement.EastUS", "443")] }),
    },
    { title: "an endpoint for node management", program: farm({ rules: [], ...withEndpoint }) },
    {
      title: "a closed account, to which no rule opens a path",
      program: farm({ rules: [], account: { publicNetworkAccess: "Disabled" } }),
    },
    {
      title: "an account whose IP rules are all for private addresses",
      program: farm({
        rules: [],
        account: {
          networkProfile: {
            nodeManagementAccess: { defaultAction: "Deny", ipRules: [{ action: "Allow", value: "10.0.0.0/8" }] },
          },
        },
      }),
    },
    {
      title: "a group that no pool uses",
      program: inGroup({ nsg: securityGroup(), batch: account(), render: pool(undefined) }),
    },
    {
      title: "a rule of which it is not known whom it lets out to",
      program: farm({ rules: [{ ...toBatch, destinationAddressPrefix: later("BatchNodeManagement") }] }),
    },
    {
      title: "a group with a deny for the internet and a rule for Batch",
      program: farm({ rules: [toBatch, denyInternetOut] }),
    },
  ],
  invalid: [
    {
      title: "an account with IP rules, which may be changed",
      program: farm({
        rules: [],
        account: {
          networkProfile: {
            nodeManagementAccess: { defaultAction: "Deny", ipRules: [{ action: "Allow", value: "203.0.113.7" }] },
          },
        },
      }),
      finds: [{ on: "nsg", at: "", says: ['No rule of "nsg" allows TCP 443'] }],
    },
    {
      title: "an empty group, for two pools",
      program: farm({ rules: [], more: { comp: pool({ subnetId: ref("snet") }) } }),
      finds: [
        {
          ...place,
          says: [
            'No rule of "nsg" allows TCP 443 from pools "comp" and "render" to BatchNodeManagement.WestEurope; only Azure\'s default rule AllowInternetOutBound does.',
            'Fix: Add a rule to "nsg": priority 100, outbound Allow, protocol *, source *, source port *, destination BatchNodeManagement.WestEurope, port 443.',
          ],
        },
      ],
    },
    {
      title: "rules for other things",
      program: farm({
        rules: [outbound(100, "Allow", "Tcp", "Storage", "443"), outbound(200, "Deny", "*", "*", "25")],
      }),
      finds: [{ ...place, says: ["priority 300"] }],
    },
    {
      title: "a rule for a part of the service",
      program: farm({ rules: [outbound(100, "Allow", "Tcp", "13.69.0.0/16", "443")] }),
      finds: [
        {
          ...place,
          says: ["to all of BatchNodeManagement.WestEurope; only Azure's default rule AllowInternetOutBound does."],
        },
      ],
    },
    {
      title: "a default route to an appliance, which makes all addresses part of VirtualNetwork",
      program: farm({ rules: [], ...routed([route("all", "0.0.0.0/0", "VirtualAppliance", "10.9.0.4")]) }),
      finds: [{ ...place, says: ["only Azure's default rule AllowVnetOutBound does."] }],
    },
    {
      title: "in each of two subnets, of which either may turn out to be the pool's",
      program: inOneOfTwo([], []),
      finds: [{ ...place, on: "own", says: ['No rule of "own"'] }],
    },
  ],
  undecided: "whether anything blocks the way is another policy's question",
});

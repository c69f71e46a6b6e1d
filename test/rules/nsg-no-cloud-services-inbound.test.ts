import { nsgNoCloudServicesInbound } from "../../policies/rules/nsg-no-cloud-services-inbound";
import { account, inGroup, securityGroup, subnet } from "../programs/parts";
import { later, ref } from "../support/program/language";
import { testRule } from "../support/rule-tester";
import { farm, inbound, inOneOfTwo, outbound, toBatch } from "./parts";

const threePorts = {
  ...inbound(200, "Allow", "Tcp", "*"),
  destinationPortRange: undefined,
  destinationPortRanges: ["10100", "20100", "30100"],
};

testRule(nsgNoCloudServicesInbound, {
  valid: [
    { title: "no rules", program: farm({ rules: [] }) },
    {
      title: "a wide range that holds the ports",
      program: farm({ rules: [inbound(200, "Allow", "Tcp", "*", "10000-40000")] }),
    },
    {
      title: "a narrow range that begins with one",
      program: farm({ rules: [inbound(200, "Allow", "Tcp", "*", "10100-10101")] }),
    },
    { title: "all ports", program: farm({ rules: [inbound(200, "Allow", "*", "*")] }) },
    { title: "denied", program: farm({ rules: [{ ...threePorts, access: "Deny" }] }) },
    { title: "outbound", program: farm({ rules: [outbound(200, "Allow", "Tcp", "*", "10100")] }) },
    { title: "UDP", program: farm({ rules: [inbound(200, "Allow", "Udp", "*", "10100")] }) },
    {
      title: "from inside the network",
      program: farm({ rules: [inbound(200, "Allow", "Tcp", "VirtualNetwork", "10100")] }),
    },
    {
      title: "from private addresses",
      program: farm({ rules: [inbound(200, "Allow", "Tcp", "10.0.0.0/8", "20100")] }),
    },
    {
      title: "a group that filters no pool",
      program: farm({
        more: {
          web: securityGroup(threePorts),
          other: subnet("vnet", "10.0.2.0/24", { networkSecurityGroup: { id: ref("web") } }),
        },
      }),
    },
    {
      title: "a group for Batch in a program without any account or pool",
      program: inGroup({ web: securityGroup(toBatch, threePorts) }),
    },
    {
      title: "a port that is not known",
      program: farm({ rules: [inbound(200, "Allow", "Tcp", "*", later("443"))] }),
    },
  ],
  invalid: [
    {
      title: "the three ports of the documentation",
      program: farm({ rules: [threePorts] }),
      finds: [
        {
          on: "nsg",
          at: "securityRules[0]",
          securityRule: "AllowInbound200",
          says: [
            'Rule "AllowInbound200" (securityRules[0], priority 200) of "nsg" allows inbound TCP 10100, 20100, 30100.',
            "Fix: Delete the rule: no pool runs on Cloud Services any more.",
          ],
        },
      ],
    },
    {
      title: "one of them, among others, from the internet",
      program: farm({
        rules: [
          inbound(100, "Allow", "Tcp", "VirtualNetwork", "22"),
          {
            ...threePorts,
            protocol: "*",
            sourceAddressPrefix: "Internet",
            destinationPortRanges: ["443", "8000-9000", "20100"],
          },
        ],
      }),
      finds: [
        {
          on: "nsg",
          at: "securityRules[1]",
          securityRule: "AllowInbound200",
          says: [
            "allows inbound TCP 20100",
            "Fix: Narrow the rule to the ports and sources you need, without 20100: no pool runs on Cloud Services any more.",
          ],
        },
      ],
    },
    {
      title: "from the service itself, behind an earlier deny",
      program: farm({
        rules: [inbound(100, "Deny", "*", "*"), inbound(200, "Allow", "Tcp", "AzureCloud", "30100")],
      }),
      finds: [
        { on: "nsg", at: "securityRules[1]", securityRule: "AllowInbound200", says: ["allows inbound TCP 30100"] },
      ],
    },
    {
      title: "a group for Batch, and no pool of the program behind it",
      notInJava: "no pool leads to the group: a rule of its own may be that of any",
      program: inGroup({ batch: account(), web: securityGroup(toBatch, threePorts) }),
      finds: [
        {
          on: "web",
          at: "securityRules[1]",
          securityRule: "AllowInbound200",
          advisory: true,
          severity: "low",
          says: ["allows inbound TCP 10100, 20100, 30100.", "No pool of this program uses this group."],
        },
      ],
    },
    {
      title: "a group with the tag where it can never match, beside the pools",
      program: farm({
        more: { web: securityGroup({ ...toBatch, sourceAddressPrefix: "BatchNodeManagement" }, threePorts) },
      }),
      finds: [
        {
          on: "web",
          at: "securityRules[1]",
          securityRule: "AllowInbound200",
          advisory: true,
          says: ["No pool of this program"],
        },
      ],
    },
    {
      title: "a group that may turn out to be that of a pool's subnet",
      program: inOneOfTwo([toBatch, threePorts], [toBatch]),
      finds: [
        {
          on: "own",
          at: "securityRules[1]",
          securityRule: "AllowInbound200",
          says: ["allows inbound TCP 10100, 20100, 30100."],
        },
      ],
    },
  ],
  undecided: "it looks for what is written out; a port that is not known is nothing anybody wrote for Cloud Services",
});

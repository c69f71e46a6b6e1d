// Over 200 lines: the cases of one policy are one table.

import { nsgNoClassicInbound } from "../../policies/rules/nsg-no-classic-inbound";
import { account, inGroup, network, pool, routeTable, securityGroup, standaloneRule, subnet } from "../programs/parts";
import { type Args, later, native, ref } from "../support/program/language";
import { testRule } from "../support/rule-tester";
import { farm, inbound, toBatch } from "./parts";

const classic = inbound(100, "Allow", "Tcp", "BatchNodeManagement", "29876-29877");
const place = { on: "nsg", at: "securityRules[0]", securityRule: "AllowInbound100" };
const classicPool: Args = { targetNodeCommunicationMode: "Classic" };
const opens = (from: string, port: unknown = "29876-29877", protocol = "Tcp") =>
  inbound(100, "Allow", protocol, from, port);
const inCorporateGroup = ({ name, ...rule }: Args) =>
  native("network:SecurityRule", { networkSecurityGroupName: "nsg-corporate", securityRuleName: name, ...rule });
const found = 'Rule "AllowInbound100" (securityRules[0], priority 100) allows inbound TCP 29876-29877';

testRule(nsgNoClassicInbound, {
  valid: [
    { title: "no rules", program: farm({ rules: [] }) },
    { title: "no group", program: farm({}) },
    { title: "only what simplified communication needs", program: farm({ rules: [toBatch] }) },
    {
      title: "another rule in a group of another program",
      program: farm({ more: { stray: inCorporateGroup(toBatch) } }),
    },
    { title: "a denied port", program: farm({ rules: [{ ...classic, access: "Deny" }] }) },
    {
      title: "a wide rule for addresses inside the network",
      program: farm({ rules: [opens("VirtualNetwork", "*", "*")] }),
    },
    { title: "a wide rule for corporate addresses", program: farm({ rules: [opens("10.0.0.0/8", "*", "*")] }) },
    {
      title: "a wide rule for one's own public addresses",
      program: farm({ rules: [opens("203.0.113.0/24", "*", "*")] }),
    },
    {
      title: "all of a group is denied before",
      program: farm({ rules: [inbound(100, "Deny", "*", "*"), inbound(200, "Allow", "*", "Internet")] }),
    },
    { title: "another port", program: farm({ rules: [opens("Internet", "443")] }) },
    { title: "UDP", program: farm({ rules: [opens("*", "29876", "Udp")] }) },
    {
      title: "inside under forced tunnelling, where all addresses are routed",
      program: farm({
        rules: [opens("VirtualNetwork", "*", "*")],
        subnet: { routeTable: { id: ref("rt") } },
        more: {
          rt: routeTable({
            name: "all",
            addressPrefix: "0.0.0.0/0",
            nextHopType: "VirtualAppliance",
            nextHopIpAddress: "10.0.9.4",
          }),
        },
      }),
    },
    {
      title: "Azure Machine Learning without Batch",
      program: inGroup({
        nsg: securityGroup(classic, inbound(110, "Allow", "Tcp", "AzureMachineLearning", "44224")),
        vnet: network("10.0.0.0/16"),
        ml: subnet("vnet", "10.0.1.0/24", { networkSecurityGroup: { id: ref("nsg") } }),
      }),
    },
    {
      title: "the SSIS runtime without Batch",
      program: inGroup({ nsg: securityGroup({ ...classic, name: "AllowSsisManagement", priority: 200 }) }),
    },
    {
      title: "a wide rule of a group for something else",
      program: farm({
        more: {
          web: securityGroup(opens("*", "*", "*")),
          front: subnet("vnet", "10.0.2.0/24", { networkSecurityGroup: { id: ref("web") } }),
        },
      }),
    },
    {
      title: "trusted sources",
      program: farm({ rules: [opens("20.50.0.0/16", "*", "*")] }),
      settings: { trustedSources: ["20.0.0.0/8"] },
    },
  ],
  invalid: [
    {
      title: "the rule of the documentation",
      program: farm({ rules: [classic] }),
      finds: [
        {
          ...place,
          severity: "medium",
          says: [
            `${found} from BatchNodeManagement to the nodes of pool "render".`,
            "Only classic node communication used these ports. Left open, they only help an attacker.",
            "Fix: Delete the rule: simplified communication needs no inbound rule.",
          ],
        },
      ],
    },
    {
      title: "behind a pool in classic mode, whose nodes need the rule until they are replaced",
      program: farm({ rules: [classic], pool: { targetNodeCommunicationMode: "Classic" } }),
      finds: [
        {
          ...place,
          says: [
            'Fix: Delete the rule when pool "render" no longer runs in classic mode: simplified communication needs no inbound rule.',
          ],
        },
      ],
    },
    {
      title: "a rule for other things as well, behind a pool in classic mode",
      program: farm({ rules: [opens("*", "*", "*")], pool: { targetNodeCommunicationMode: "Classic" } }),
      finds: [
        { ...place, says: ['without 29876-29877, when pool "render" no longer runs in classic mode: simplified'] },
      ],
    },
    {
      title: "the regional tag, in another casing",
      program: farm({ rules: [opens("batchnodemanagement.westeurope")] }),
      finds: [{ ...place, says: [found] }],
    },
    {
      title: "the tag of another region",
      program: farm({ rules: [opens("BatchNodeManagement.EastUS")] }),
      finds: [{ ...place, says: [found] }],
    },
    {
      title: "all of Azure",
      program: farm({ rules: [opens("AzureCloud")] }),
      finds: [{ ...place, severity: "medium", says: [found] }],
    },
    {
      title: "one of the ports",
      program: farm({ rules: [opens("BatchNodeManagement", "29877")] }),
      finds: [{ ...place, says: ["allows inbound TCP 29877 from", "used this port", "Delete the rule"] }],
    },
    {
      title: "each port by a rule of its own",
      program: farm({
        rules: [
          opens("BatchNodeManagement", "29876"),
          { ...opens("BatchNodeManagement", "29877"), name: "B", priority: 101 },
        ],
      }),
      finds: [
        { ...place, says: ["allows inbound TCP 29876 from"] },
        { ...place, at: "securityRules[1]", securityRule: "B", says: ["allows inbound TCP 29877 from"] },
      ],
    },
    {
      title: "the internet",
      program: farm({ rules: [opens("Internet")] }),
      finds: [{ ...place, severity: "high", says: [`${found} from the internet to the nodes`] }],
    },
    {
      title: "anybody on any port, which other things may need",
      program: farm({ rules: [opens("*", "*", "*")] }),
      finds: [
        {
          ...place,
          severity: "high",
          says: ["the internet", "Narrow the rule to the ports and sources you need, without 29876-29877"],
        },
      ],
    },
    {
      title: "a wide range from half of the world",
      program: farm({ rules: [opens("0.0.0.0/1", "1024-65535")] }),
      finds: [{ ...place, severity: "high", says: ["the internet"] }],
    },
    {
      title: "pools in two subnets behind one group: one finding",
      program: farm({
        rules: [classic],
        more: {
          other: subnet("vnet", "10.0.2.0/24", { networkSecurityGroup: { id: ref("nsg") } }),
          comp: pool({ subnetId: ref("other") }),
          anim: pool({ subnetId: ref("snet") }),
        },
      }),
      finds: [{ ...place, says: ['pools "anim", "comp" and "render"'] }],
    },
    {
      title: "pools behind a group that the settings name",
      program: inGroup({ nsg: securityGroup(classic) }),
      settings: { batchSecurityGroups: ["nsg"] },
      asWrittenOnly: "the settings name the group",
      finds: [{ ...place, says: ["to the nodes of the pools declared in settings."] }],
    },
    {
      title: "behind an earlier deny",
      program: farm({
        rules: [
          { ...inbound(90, "Deny", "*", "*"), priority: 110 },
          { ...classic, priority: 120 },
        ],
      }),
      finds: [
        {
          ...place,
          at: "securityRules[1]",
          advisory: true,
          severity: "low",
          says: ["is for classic node communication", "The rule has no effect on a pool now"],
        },
      ],
    },
    {
      title: "another protocol on these ports",
      program: farm({ rules: [{ ...classic, protocol: "Udp" }] }),
      finds: [
        {
          ...place,
          advisory: true,
          severity: "low",
          says: [
            "is for classic node communication: BatchNodeManagement to UDP 29876-29877.",
            "has no effect on a pool now",
          ],
        },
      ],
    },
    {
      title: "a group that no pool uses",
      program: farm({ more: { old: securityGroup(classic) } }),
      finds: [
        {
          ...place,
          on: "old",
          advisory: true,
          severity: "low",
          says: ["No pool of this program uses this group"],
        },
      ],
    },
    {
      title: "an account whose pools are made elsewhere",
      program: inGroup({ batch: account(), nsg: securityGroup(classic) }),
      finds: [{ ...place, advisory: true, says: ["No pool of this program"] }],
    },
    {
      title: "a rule of its own in a group of another program",
      program: farm({ more: { stray: inCorporateGroup(classic) } }),
      finds: [
        {
          ...{ on: "stray", at: "", securityRule: "AllowInbound100", advisory: true, severity: "low" },
          says: ["BatchNodeManagement to TCP 29876-29877.", "Its group is not part of this program"],
        },
      ],
    },
    {
      title: "before the retirement, a pool that still asks for it",
      program: farm({ rules: [classic], pool: classicPool }),
      today: "2026-03-31",
      finds: [{ ...place, advisory: true, says: [found] }],
    },
    {
      title: "after the retirement, whatever the pool asks for",
      program: farm({ rules: [classic], pool: classicPool }),
      today: "2026-04-01",
      finds: [{ ...place, says: [found] }],
    },
    {
      title: "before the retirement, a pool that does not ask for it",
      program: farm({ rules: [classic] }),
      today: "2025-01-01",
      finds: [{ ...place, says: [found] }],
    },
    {
      title: "trusted sources are not all that a rule lets in",
      program: farm({ rules: [opens("*")] }),
      settings: { trustedSources: ["20.0.0.0/8"] },
      finds: [{ ...place, says: ["the internet"] }],
    },
    {
      title: "a rule of its own for a group without pools, which may be another group's in Java",
      program: inGroup({
        batch: account(),
        one: securityGroup(),
        other: securityGroup(),
        old: standaloneRule("one", classic),
      }),
      finds: [
        { on: "old", at: "", advisory: true, securityRule: "AllowInbound100", says: ["No pool of this program"] },
      ],
    },
  ],
  undecided: [
    {
      title: "a tag in a list, which Azure refuses",
      program: farm({
        rules: [{ ...classic, sourceAddressPrefix: "", sourceAddressPrefixes: ["BatchNodeManagement"] }],
      }),
      asks: [
        {
          on: "render",
          whether: "still allows inbound TCP 29876-29877",
          by: [],
          advises: "Check sourceAddressPrefixes[0] of rule",
        },
      ],
    },
    ...(
      [
        ["priority", { priority: 90 }, "100 to 4096"],
        ["protocol", { protocol: "Https" }, "Tcp, Udp, Icmp, Esp, Ah, *"],
      ] as const
    ).map(([field, wrong, accepted]) => ({
      title: `a rule that may come before it: Azure rejects its ${field}`,
      asWrittenOnly: "that a group without known pools opens the ports is advisory, whatever comes before its rule",
      program: farm({
        rules: [
          { ...inbound(200, "Deny", "*", "*"), ...wrong },
          { ...classic, priority: 300 },
        ],
      }),
      asks: [
        {
          on: "render",
          whether: "still allows inbound TCP 29876-29877",
          by: [],
          advises: `Azure rejects the value; Azure accepts ${accepted}`,
        },
      ],
    })),
    {
      title: "a source that is not known",
      program: farm({ rules: [opens(later("BatchNodeManagement") as never)] }),
      asks: [
        {
          on: "render",
          whether: 'whether "nsg" still allows inbound TCP 29876-29877 from the Batch service',
          by: ["nsg securityRules[0].sourceAddressPrefix"],
        },
      ],
    },
    {
      title: "a deny rule whose priority is not known",
      program: farm({
        rules: [
          { ...inbound(90, "Deny", "*", "*"), priority: later(4000) },
          { ...classic, priority: 200 },
        ],
      }),
      asks: [{ on: "render", whether: "still allows inbound TCP 29876-29877", by: ["nsg securityRules[0].priority"] }],
    },
    {
      title: "a rule of its own of which Java does not tell the group",
      shownAs: "first preview in Java",
      program: farm({ rules: [toBatch], more: { old: standaloneRule("nsg", classic) } }),
      asks: [{ on: "render", whether: "still allows inbound TCP 29876-29877", by: ["old networkSecurityGroupName"] }],
    },
  ],
});

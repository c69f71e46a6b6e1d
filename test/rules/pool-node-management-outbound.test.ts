// Over 200 lines: the cases of one policy are one table.

import { poolNodeManagementOutbound } from "../../policies/rules/pool-node-management-outbound";
import { zoneFor } from "../programs/dns";
import {
  account,
  endpoint,
  inGroup,
  network,
  pool,
  publicIp,
  routeTable,
  securityGroup,
  standaloneRule,
  subnet,
} from "../programs/parts";
import { type Args, later, native, ref } from "../support/program/language";
import { testRule } from "../support/rule-tester";
import {
  denyInternetOut,
  denyOut,
  farm,
  inbound,
  inOneOfTwo,
  locatedLater,
  outbound,
  toBatch,
  withEndpoint,
} from "./parts";

const noPublicAddress: Args = { publicIPAddressConfiguration: { provision: "NoPublicIPAddresses" } };
const NETWORK = "/subscriptions/0/resourceGroups/rg/providers/Microsoft.Network";
const to = (tag: string) => outbound(100, "Allow", "Tcp", tag, "443");
const deny = { on: "nsg", at: "securityRules[0]", securityRule: "DenyOutbound4000" };
const second = { ...deny, at: "securityRules[1]" };
const toTag =
  "outbound Allow, protocol *, source *, source port *, destination BatchNodeManagement.WestEurope, port 443.";

const inNewRegion = { account: { location: "atlantisnorth" }, vnet: { location: "atlantisnorth" } };

testRule(poolNodeManagementOutbound, {
  valid: [
    { title: "no group", program: farm({}) },
    { title: "a group without rules", program: farm({ rules: [] }) },
    {
      title: "a region newer than the service tags of this version, and the tag of all regions",
      program: farm({ rules: [outbound(100, "Allow", "Tcp", "BatchNodeManagement", "443"), denyOut], ...inNewRegion }),
    },
    { title: "only Batch, then all is denied", page: true, program: farm({ rules: [toBatch, denyOut] }) },
    {
      title: "Batch and Storage, then the internet is denied",
      program: farm({ rules: [toBatch, outbound(110, "Allow", "Tcp", "Storage", "443"), denyInternetOut] }),
    },
    { title: "the tag of all regions", program: farm({ rules: [to("BatchNodeManagement"), denyOut] }) },
    {
      title: "the region spelt as nobody does",
      program: farm({ rules: [to("batchnodemanagement.westeurope"), denyOut], account: { location: "West Europe" } }),
    },
    {
      title: "the region of the account spelt in one word",
      program: farm({ rules: [toBatch, denyOut], account: { location: "WestEurope" } }),
    },
    { title: "all of Azure", program: farm({ rules: [to("AzureCloud"), denyOut] }) },
    { title: "all of Azure in the region", program: farm({ rules: [to("AzureCloud.westeurope"), denyOut] }) },
    { title: "the internet on 443", program: farm({ rules: [to("Internet"), denyOut] }) },
    {
      title: "another region, and the right one as well",
      program: farm({ rules: [to("BatchNodeManagement.EastUS"), { ...toBatch, priority: 110 }, denyOut] }),
    },
    {
      title: "all is denied, and an endpoint for node management",
      program: farm({ rules: [denyInternetOut], ...withEndpoint, networking: noPublicAddress }),
    },
    {
      title: "both endpoints of a closed account",
      program: farm({
        rules: [denyInternetOut],
        account: withEndpoint.account,
        more: { ...withEndpoint.more, clients: endpoint(ref("ends"), ["batchAccount"]) },
      }),
    },
    {
      title: "a denied port that nobody needs",
      program: farm({ rules: [outbound(100, "Deny", "*", "*", "0-442"), outbound(110, "Deny", "Udp", "*")] }),
    },
    {
      title: "an endpoint whose own subnet applies its security rules, and lets the nodes in",
      program: farm({
        rules: [denyInternetOut],
        ...withEndpoint,
        more: {
          ...withEndpoint.more,
          shut: securityGroup(inbound(200, "Allow", "Tcp", "10.0.1.0/24", "443"), inbound(300, "Deny", "*", "*")),
          ends: subnet("vnet", "10.0.9.0/24", {
            privateEndpointNetworkPolicies: "Enabled",
            networkSecurityGroup: { id: ref("shut") },
          }),
        },
      }),
    },
    { title: "no network", program: inGroup({ batch: account(), render: pool(undefined) }) },
    {
      title: "no network, but a deny for others",
      program: inGroup({ batch: account(), nsg: securityGroup(denyOut), render: pool(undefined) }),
    },
    ...[
      "batch",
      `${NETWORK}/virtualNetworks/hub`,
      `${NETWORK.replace("Network", "ClassicNetwork")}/virtualNetworks/hub/subnets/batch`,
    ].map((subnetId) => ({
      title: `what is no subnet that Batch accepts: ${subnetId}`,
      program: inGroup({ batch: account(), render: pool({ subnetId }) }),
    })),
  ],
  invalid: [
    {
      title: "the endpoint to which the name leads: the tag does not hold its address",
      program: farm({
        rules: [toBatch, denyOut],
        account: withEndpoint.account,
        more: { ...withEndpoint.more, ...zoneFor("vnet") },
      }),
      finds: [
        {
          ...second,
          says: [
            'blocks outbound TCP 443 from pool "render" to private endpoint "pe".',
            "which the tag BatchNodeManagement does not include.",
            'Fix: Add a rule to "nsg": priority 200, outbound Allow, protocol Tcp, source *, source port *, destination 10.0.9.0/24, port 443.',
          ],
        },
      ],
    },
    {
      title: "the internet is denied",
      program: farm({ rules: [denyInternetOut] }),
      finds: [
        {
          ...deny,
          says: [
            'Rule "DenyOutbound4000" (securityRules[0], priority 4000) of "nsg" blocks outbound TCP 443 from pool "render" to BatchNodeManagement.WestEurope.',
            "Nodes connect to the Batch service there. Nodes that cannot reach it become unusable.",
            `Fix: Add a rule to "nsg": priority 100, ${toTag}`,
          ],
        },
      ],
    },
    {
      title: "only Storage is open, as it was for the classic mode",
      program: farm({ rules: [outbound(100, "Allow", "Tcp", "Storage.WestEurope", "443"), denyOut] }),
      finds: [{ ...second, says: [`priority 200, ${toTag}`] }],
    },
    {
      title: "denied at the first priority",
      program: farm({ rules: [{ ...denyOut, priority: 100, name: "First" }] }),
      finds: [
        {
          ...deny,
          securityRule: "First",
          says: [
            'Fix: Move rule "First" (securityRules[0], priority 100) to priority 101.',
            'Fix: Then add a rule to "nsg": priority 100,',
          ],
        },
      ],
    },
    {
      title: "another region alone: the message says what was meant",
      program: farm({ rules: [to("BatchNodeManagement.EastUS"), denyOut] }),
      finds: [
        {
          ...second,
          says: [
            'Set the destination of rule "AllowOutbound100" (securityRules[0], priority 100) to BatchNodeManagement.WestEurope, the region of the pool\'s account, instead of BatchNodeManagement.EastUS.',
          ],
        },
      ],
    },
    {
      title: "the tag on the wrong side: the message says what was meant",
      program: farm({ rules: [{ ...to("*"), sourceAddressPrefix: "BatchNodeManagement.WestEurope" }, denyOut] }),
      finds: [
        {
          ...second,
          says: [
            "to BatchNodeManagement.WestEurope and its source to *: now BatchNodeManagement.WestEurope is the source, which never matches outbound traffic.",
          ],
        },
      ],
    },
    {
      title: "the tag and the port on the wrong side: another tag alone would not open the way",
      program: farm({
        rules: [
          {
            ...to("*"),
            ...{
              sourceAddressPrefix: "BatchNodeManagement.WestEurope",
              sourcePortRange: "443",
              destinationPortRange: "*",
            },
          },
          denyOut,
        ],
      }),
      finds: [{ ...second, says: [`Add a rule to "nsg": priority 200, ${toTag}`] }],
    },
    {
      title: "another region, and for another subnet: its own region alone would not open the way",
      program: farm({ rules: [{ ...to("BatchNodeManagement.EastUS"), sourceAddressPrefix: "10.9.0.0/24" }, denyOut] }),
      finds: [{ ...second, says: [`Add a rule to "nsg": priority 200, ${toTag}`] }],
    },
    {
      title: "a rule that was meant to open the way, too late",
      program: farm({ rules: [{ ...to("BatchNodeManagement.EastUS"), priority: 4001 }, denyOut] }),
      finds: [{ ...second, says: [`Add a rule to "nsg": priority 100, ${toTag}`] }],
    },
    {
      title: "the wrong port",
      program: farm({ rules: [outbound(100, "Allow", "Tcp", "BatchNodeManagement", "80"), denyOut] }),
      finds: [{ ...second, says: ["TCP 443"] }],
    },
    {
      title: "UDP alone",
      program: farm({ rules: [outbound(100, "Allow", "Udp", "BatchNodeManagement", "443"), denyOut] }),
      finds: [{ ...second, says: ["TCP 443"] }],
    },
    {
      title: "a part of the service",
      program: farm({ rules: [outbound(100, "Deny", "*", "13.69.0.0/16")] }),
      finds: [
        { ...deny, securityRule: "DenyOutbound100", says: ["of the", "addresses of BatchNodeManagement.WestEurope."] },
      ],
    },
    {
      title: "two pools in two subnets behind one group: one finding",
      program: farm({
        rules: [denyOut],
        more: {
          other: subnet("vnet", "10.0.2.0/24", { networkSecurityGroup: { id: ref("nsg") } }),
          comp: pool({ subnetId: ref("other") }),
        },
      }),
      finds: [{ ...deny, says: ['blocks outbound TCP 443 from pools "comp" and "render" to'] }],
    },
    {
      title: "in each of two subnets, of which either may turn out to be the pool's",
      program: inOneOfTwo([denyInternetOut], [denyOut]),
      before: "render",
      finds: [
        {
          on: "own",
          at: "securityRules[0]",
          securityRule: "DenyOutbound4000",
          says: ["blocks outbound TCP 443 from pool"],
        },
      ],
    },
    {
      title: "one group, pools of two regions",
      program: farm({
        rules: [toBatch, denyOut],
        more: {
          vnet2: network("10.9.0.0/16", { location: "northeurope" }),
          snet2: subnet("vnet2", "10.9.1.0/24", { networkSecurityGroup: { id: ref("nsg") } }),
          batch2: account({ location: "northeurope" }),
          comp: pool({ subnetId: ref("snet2") }, { accountName: ref("batch2", "name") }),
        },
      }),
      finds: [
        {
          ...second,
          says: [
            'blocks outbound TCP 443 from pool "comp" to BatchNodeManagement.NorthEurope',
            // The message does not mention the rule for the other region, which its pool needs.
            'Fix: Add a rule to "nsg": priority 200, outbound Allow',
          ],
        },
      ],
    },
    {
      title: "pools of a subnet that the settings name",
      program: inGroup({
        nsg: securityGroup(denyOut),
        vnet: network("10.0.0.0/16"),
        snet: subnet("vnet", "10.0.1.0/24", { networkSecurityGroup: { id: ref("nsg") } }),
      }),
      settings: { batchSubnets: ["sn?t"] },
      asWrittenOnly: "the settings name the subnet",
      finds: [
        { ...deny, says: ["blocks outbound TCP 443 from the pools declared in settings to BatchNodeManagement."] },
      ],
    },
    {
      title: "an endpoint for clients of the account alone",
      program: farm({
        rules: [denyInternetOut],
        more: { ends: subnet("vnet", "10.0.9.0/24"), pe: endpoint(ref("ends"), ["batchAccount"]) },
      }),
      finds: [{ ...deny, says: ["blocks outbound TCP 443 from pool"] }],
    },
    {
      title: "an endpoint that the group does not let through either",
      program: farm({ rules: [denyOut], ...withEndpoint }),
      finds: [{ ...deny, says: ["blocks outbound TCP 443 from pool"] }],
    },
    {
      title: "a classic pool before the retirement",
      program: farm({ rules: [denyInternetOut], pool: { targetNodeCommunicationMode: "Classic" } }),
      today: "2026-03-31",
      finds: [{ ...deny, advisory: true, says: ["blocks outbound TCP 443 from pool"] }],
    },
    {
      title: "a classic and a simplified pool before the retirement",
      program: farm({
        rules: [denyInternetOut],
        pool: { targetNodeCommunicationMode: "Classic" },
        more: { comp: pool({ subnetId: ref("snet") }) },
      }),
      today: "2026-03-31",
      finds: [{ ...deny, says: ['blocks outbound TCP 443 from pools "comp" and "render"'] }],
    },
    {
      title: "a classic pool after the retirement",
      program: farm({ rules: [denyInternetOut], pool: { targetNodeCommunicationMode: "Classic" } }),
      today: "2026-04-01",
      finds: [{ ...deny, says: ["blocks outbound TCP 443 from pool"] }],
    },
    {
      title: "a simplified pool before the retirement",
      program: farm({ rules: [denyInternetOut] }),
      today: "2025-06-01",
      finds: [{ ...deny, says: ["blocks outbound TCP 443 from pool"] }],
    },
    {
      title: "an account that is closed to the public: no rule for the tag helps",
      program: farm({ rules: [denyInternetOut], account: { publicNetworkAccess: "Disabled" } }),
      finds: [
        {
          ...deny,
          at: "securityRules[0]",
          says: ['Fix: Add a private endpoint with groupIds ["nodeManagement"] for account "batch" to subnet "snet"'],
        },
      ],
    },
    {
      title: "two accounts that are closed to the public: an endpoint for each",
      program: farm({
        rules: [denyInternetOut],
        account: { publicNetworkAccess: "Disabled" },
        more: {
          second: account({ publicNetworkAccess: "Disabled" }),
          comp: pool({ subnetId: ref("snet") }, { accountName: ref("second", "name") }),
        },
      }),
      finds: [
        {
          ...deny,
          at: "securityRules[0]",
          says: ['for account "batch" to subnet "snet"', 'for account "second" to subnet "snet"'],
        },
      ],
    },
  ],
  undecided: [
    {
      title: "a region newer than the service tags of this version, and a tag that may be its own",
      program: farm({
        rules: [outbound(100, "Allow", "Tcp", "BatchNodeManagement.AtlantisNorth", "443"), denyOut],
        ...inNewRegion,
      }),
      asks: [
        {
          on: "render",
          whether: 'the service tags of this version do not have its region, and rule "DenyOutbound4000"',
          by: [],
          advises: 'Check destinationAddressPrefix of rule "AllowOutbound100"',
        },
      ],
    },
    {
      title: "a tag in a list, which Azure refuses",
      program: farm({
        rules: [
          { ...toBatch, destinationAddressPrefix: "", destinationAddressPrefixes: ["BatchNodeManagement.WestEurope"] },
          denyOut,
        ],
      }),
      asks: [
        {
          on: "render",
          whether: "through the security rules of its subnet",
          by: [],
          advises:
            'Check destinationAddressPrefixes[0] of rule "AllowOutbound100" (securityRules[0], priority 100): Azure rejects the value; Azure accepts * and service tags in the singular property only.',
        },
      ],
    },
    {
      title: "the tag of all of Azure in a region that Azure spells in another way",
      program: farm({
        account: { location: "norwayeast" },
        vnet: { location: "norwayeast" },
        rules: [outbound(100, "Allow", "Tcp", "AzureCloud.norwayeast", "443"), denyOut],
      }),
      asks: [
        {
          on: "render",
          whether: "through the security rules of its subnet",
          by: [],
          advises: "Azure rejects the value; Azure names that region AzureCloud.norwaye.",
        },
      ],
    },
    {
      title: "a route for the tag, of which Azure does not say whether its addresses are still Internet",
      program: farm({
        rules: [],
        subnet: { routeTable: { id: ref("rt") } },
        more: {
          rt: routeTable({ name: "batch", addressPrefix: "BatchNodeManagement.WestEurope", nextHopType: "Internet" }),
        },
      }),
      asks: [
        {
          on: "render",
          whether:
            "through the security rules of its subnet: Azure does not document whether its default rules allow addresses for which the subnet has a route",
          by: [],
          advises: 'Add a rule to "nsg": priority 100, outbound Allow',
        },
      ],
    },
    {
      title: "a group that is not in the program",
      program: farm({ subnet: { networkSecurityGroup: { id: `${NETWORK}/networkSecurityGroups/nsg-corp` } } }),
      asks: [{ on: "render", whether: 'its group, "nsg-corp", is not part of this program', by: [] }],
    },
    {
      title: "a subnet that is not in the program",
      program: inGroup({
        batch: account(),
        render: pool({ subnetId: `${NETWORK}/virtualNetworks/hub/subnets/batch` }),
      }),
      asks: [{ on: "render", whether: 'its subnet, "batch", is not part of this program', by: [] }],
    },
    {
      title: "whether a rule denies",
      program: farm({ rules: [{ ...denyOut, access: later("Deny") }] }),
      asks: [
        {
          on: "render",
          whether: "whether its nodes can reach the Batch service on TCP 443 through the security rules",
          by: ["nsg securityRules[0].access"],
        },
      ],
    },
    {
      title: "the region of the account",
      program: farm(
        locatedLater("westeurope", {
          rules: [],
          more: {
            nsg: native("network:NetworkSecurityGroup", {
              location: ref("elsewhere", "location"),
              securityRules: [toBatch, denyOut],
            }),
          },
        }),
      ),
      asks: [{ on: "render", whether: "through the security rules of its subnet", by: ["batch location"] }],
    },
    {
      title: "a subnet out of another stack",
      program: inGroup({
        batch: account(),
        render: pool({ subnetId: later(`${NETWORK}/virtualNetworks/hub/subnets/batch`) }),
      }),
      asks: [
        {
          on: "render",
          whether: "its subnet is not part of this program",
          by: ["render networkConfiguration.subnetId"],
        },
      ],
    },
    {
      title: "which of two groups a subnet has",
      program: inGroup({
        open: securityGroup(toBatch, denyOut),
        shut: securityGroup(denyOut),
        vnet: network("10.0.0.0/16"),
        snet: subnet("vnet", "10.0.1.0/24", {
          networkSecurityGroup: { id: ref("open"), location: ref("shut", "location") },
        }),
        batch: account(),
        render: pool({ subnetId: ref("snet") }),
      }),
      asks: [{ on: "render", whether: "through the security rules", by: ["snet networkSecurityGroup.id"] }],
    },
    {
      title: "which of two subnets with different groups",
      program: inGroup({
        open: securityGroup(toBatch, denyOut),
        shut: securityGroup(denyOut),
        vnet: network("10.0.0.0/16", {
          subnets: [
            { name: "a", addressPrefix: "10.0.1.0/24", networkSecurityGroup: { id: ref("open") } },
            { name: "b", addressPrefix: "10.0.2.0/24", networkSecurityGroup: { id: ref("shut") } },
          ],
        }),
        batch: account(),
        render: pool({ subnetId: ref("vnet", "subnets[0].id") }),
      }),
      asks: [
        {
          on: "render",
          whether: "through the security rules",
          by: [
            "render networkConfiguration.subnetId",
            "vnet subnets[0].networkSecurityGroup.id",
            "vnet subnets[1].networkSecurityGroup.id",
          ],
        },
      ],
    },
    {
      title: "no subnet, which Node.js does not tell as long as another value is unknown",
      program: inGroup({
        batch: account(),
        ip: publicIp(),
        render: pool({
          publicIPAddressConfiguration: { provision: "UserManaged", ipAddressIds: [ref("ip")] },
        }),
      }),
      shownAs: "first preview in Node",
      asks: [
        {
          on: "render",
          whether: "its subnet, if it has one, is not part of this program",
          by: ["render networkConfiguration.subnetId"],
        },
      ],
    },
    {
      title: "a rule of its own of which Java does not tell the group",
      shownAs: "first preview in Java",
      program: inGroup({
        nsg: securityGroup(denyInternetOut),
        allow: standaloneRule("nsg", toBatch),
        vnet: network("172.16.0.0/16", { virtualNetworkName: "vnet" }),
        snet: native("network:Subnet", {
          virtualNetworkName: "vnet",
          addressPrefix: "172.16.4.0/24",
          networkSecurityGroup: { id: ref("nsg") },
        }),
        batch: account({ accountName: "batch" }),
        render: pool({ subnetId: ref("snet") }, { accountName: "batch" }),
      }),
      asks: [{ on: "render", whether: "through the security rules", by: ["allow networkSecurityGroupName"] }],
    },
  ],
});

import { describe, expect, test } from "vitest";
import { firewallAddress } from "../programs/firewall-hub";
import { account, endpoint, inGroup, network, pool, routeTable, securityGroup, subnet } from "../programs/parts";
import { findingsOf } from "../support/program/compare";
import { type Args, native, type Program, ref } from "../support/program/language";
import { SHAPES } from "../support/program/shapes";
import { VARIANTS } from "../support/program/variants";
import { applicationRule, hub, route, routed } from "./firewall";
import { denyInternetOut, denyOut, farm, inbound, outbound, toBatch, withEndpoint } from "./parts";

/*
 * Correct programs as users write them: no policy reports anything, in any spelling and shape. The last column has the findings that
 * are allowed nevertheless.
 */

const noPublicAddress: Args = { publicIPAddressConfiguration: { provision: "NoPublicIPAddresses" } };
const to = (tag: string, priority = 100) => outbound(priority, "Allow", "Tcp", tag, "443");
const classic = inbound(100, "Allow", "Tcp", "BatchNodeManagement", "29876-29877");
const deniesSsh = {
  endpointConfiguration: {
    inboundNatPools: [
      {
        ...{ name: "ssh", protocol: "TCP", backendPort: 22, frontendPortRangeStart: 1, frontendPortRangeEnd: 49999 },
        networkSecurityGroupRules: [{ priority: 162, access: "Deny", sourceAddressPrefix: "*" }],
      },
    ],
  },
};
const zoneOf = (): Program => ({
  zone: native("privatedns:PrivateZone", { privateZoneName: "privatelink.batch.azure.com", location: "Global" }),
  link: native("privatedns:VirtualNetworkLink", {
    ...{ privateZoneName: ref("zone", "name"), virtualNetworkLinkName: "vnet", location: "Global" },
    ...{ virtualNetwork: { id: ref("vnet") }, registrationEnabled: false },
  }),
  records: native("network:PrivateDnsZoneGroup", {
    ...{ privateEndpointName: ref("pe", "name"), privateDnsZoneGroupName: "default" },
    privateDnsZoneConfigs: [{ name: "batch", privateDnsZoneId: ref("zone") }],
  }),
});
const without = (program: Program, ...names: readonly string[]): Program =>
  Object.fromEntries(Object.entries(program).filter(([name]) => !names.includes(name)));

const PROGRAMS: [title: string, program: Program, says?: readonly string[]][] = [
  [
    "all of the internet is denied, and an endpoint for node management: the quickstart without public addresses",
    farm({
      rules: [denyInternetOut],
      networking: noPublicAddress,
      account: { networkProfile: { nodeManagementAccess: { defaultAction: "Deny" } } },
      more: { ...withEndpoint.more, ...zoneOf() },
    }),
  ],
  [
    "a closed account with both endpoints in one zone",
    farm({
      rules: [denyInternetOut],
      networking: noPublicAddress,
      account: withEndpoint.account,
      more: { ...withEndpoint.more, clients: endpoint(ref("ends"), ["batchAccount"]), ...zoneOf() },
    }),
  ],
  [
    "a group without rules: the subnet of a shipped product",
    farm({ rules: [] }),
    ["nsg-explicit-node-management-rule as set nsg"],
  ],
  ["only what Batch needs, then all is denied", farm({ rules: [toBatch, denyOut] })],
  ["a pool without a network configuration", inGroup({ batch: account(), render: pool(undefined) })],
  [
    "ports 29876 and 29877 for Azure Machine Learning",
    inGroup({
      nsg: securityGroup(classic, inbound(110, "Allow", "Tcp", "AzureMachineLearning", "44224")),
      vnet: network("10.0.0.0/16"),
      ml: subnet("vnet", "10.0.1.0/24", { networkSecurityGroup: { id: ref("nsg") } }),
    }),
  ],
  ["the same ports for the SSIS runtime", inGroup({ nsg: securityGroup({ ...classic, name: "AllowSsis" }) })],
  [
    "a wide rule that is for addresses inside the network alone",
    farm({ rules: [toBatch, inbound(200, "Allow", "*", "VirtualNetwork")] }),
  ],
  ...["West Europe", "WestEurope", "westeurope"].map(
    (location) =>
      [`a region that is spelt ${location}`, farm({ rules: [toBatch, denyOut], account: { location } })] as [
        string,
        Program,
      ],
  ),
  [
    "the tag of another region beside that of the right one",
    farm({ rules: [to("BatchNodeManagement.EastUS"), to("BatchNodeManagement.WestEurope", 110), denyOut] }),
  ],
  [
    "endpoints with records that somebody writes by hand",
    farm({ rules: [denyInternetOut], networking: noPublicAddress, ...withEndpoint }),
    ["undecided as set render"],
  ],
  [
    "the subnets of gateways, firewalls and bastions, and their rules",
    farm({
      rules: [toBatch],
      more: {
        GatewaySubnet: subnet("vnet", "10.0.240.0/27", {
          subnetName: "GatewaySubnet",
          routeTable: { id: ref("drop") },
        }),
        drop: routeTable(route("drop", "0.0.0.0/0", "None")),
        AzureFirewallSubnet: subnet("vnet", "10.0.241.0/26", { subnetName: "AzureFirewallSubnet" }),
        bastion: securityGroup(inbound(100, "Allow", "Tcp", "Internet", "443"), denyOut),
        AzureBastionSubnet: subnet("vnet", "10.0.242.0/26", {
          subnetName: "AzureBastionSubnet",
          networkSecurityGroup: { id: ref("bastion") },
        }),
        apps: subnet("vnet", "10.0.243.0/28", {
          delegations: [{ name: "web", serviceName: "Microsoft.Web/serverFarms" }],
        }),
      },
    }),
  ],
  ["NAT pools that deny SSH", farm({ rules: [toBatch], networking: deniesSsh })],
  [
    "a firewall whose application rules allow Batch",
    farm({
      rules: [toBatch],
      networking: noPublicAddress,
      ...routed(
        [route("all", "0.0.0.0/0", "VirtualAppliance", firewallAddress)],
        hub(applicationRule("*.westeurope.service.batch.azure.com")),
      ),
    }),
  ],
  [
    "networks without Batch, as open as they may be",
    without(farm({ rules: [inbound(100, "Allow", "*", "*")] }), "batch", "render"),
  ],
];

test("a pool of API version 2025-06-01 without a mode", () => {
  const program = farm({ rules: [toBatch], pool: { targetNodeCommunicationMode: undefined } });
  const spell = (type: string) => type.replace("azure-native:batch", "azure-native_batch_v20250601:batch");
  for (const shape of SHAPES) {
    const found = findingsOf(shape.show(program, spell)).filter((finding) => !OF_THE_SHAPE.test(finding));
    expect([shape.name, ...found]).toEqual([shape.name]);
  }
});

/** `undecided` reports what a shape does not show; the variant decides to which versions the tokens are pinned. */
const OF_THE_SHAPE = /^(undecided|batch-api-version) /;

describe.each(PROGRAMS)("%s", (_title, program, says = []) => {
  test.each(VARIANTS.map((variant) => [variant.name, variant] as const))("%s", (_name, variant) => {
    const written = variant.rewrite(program);
    if (!written) return;
    for (const shape of SHAPES) {
      const found = findingsOf(shape.show(written, variant.spell ?? ((type) => type)), variant.restore);
      const unexpected = found.filter((finding) => !OF_THE_SHAPE.test(finding) && !says.includes(finding));
      expect([shape.name, ...unexpected]).toEqual([shape.name]);
    }
  });

  test("as it is, once deployed", () => {
    const [fullest] = SHAPES;
    expect(findingsOf(fullest?.show(program, (type) => type) ?? [])).toEqual(says);
  });
});

// Over 200 lines: a list of programs, each of them short.

import { type Args, native, type Program, ref } from "../support/program/language";
import { firewallAddress, firewallHub } from "./firewall-hub";
import {
  account,
  allowBatch,
  type Case,
  denyInternet,
  endpoint,
  inGroup,
  natGateway,
  network,
  peering,
  pool,
  publicIp,
  routeTable,
  securityGroup,
  standaloneRoute,
  subnet,
} from "./parts";

const everywhere = { name: "everywhere", addressPrefix: "0.0.0.0/0" };
const batchThroughFirewall: Args = {
  ruleType: "NetworkRule",
  name: "batch",
  ipProtocols: ["TCP"],
  sourceAddresses: ["10.0.0.0/16"],
  destinationAddresses: ["BatchNodeManagement.WestEurope"],
  destinationPorts: ["443"],
};

const spoke = (table: string): Program => ({
  spoke: network("10.0.0.0/16"),
  nsg: securityGroup(allowBatch),
  snet: subnet("spoke", "10.0.1.0/24", {
    networkSecurityGroup: { id: ref("nsg") },
    routeTable: { id: ref(table) },
  }),
  "to-hub": peering("spoke", "hub", { useRemoteGateways: false }),
  "from-hub": peering("hub", "spoke"),
  batch: account(),
  render: pool({ subnetId: ref("snet") }),
});

/** Paths out of the network, and the hops in them. */
export const ROUTING: readonly Case[] = [
  {
    title: "hub and spoke, with a firewall that lets Batch through",
    program: inGroup({
      ...firewallHub([batchThroughFirewall]),
      rt: routeTable({ ...everywhere, nextHopType: "VirtualAppliance", nextHopIpAddress: firewallAddress }),
      ...spoke("rt"),
    }),
    says: {
      "pool render > subnet > route table": "rt",
      "pool render > subnet > route table > routes > everywhere": "0.0.0.0/0 to VirtualAppliance 10.100.0.4",
      "pool render > subnet > route table > routes > everywhere > firewall": "fw",
      "pool render > subnet > virtual network > peerings": "hub",
    },
    unclear: ["pool render > subnet > route table > routes > everywhere"],
  },
  {
    title: "hub and spoke, with routes of their own and a firewall that knows nothing of Batch",
    program: inGroup({
      ...firewallHub([{ ...batchThroughFirewall, destinationAddresses: ["Storage.WestEurope"] }]),
      rt: routeTable(),
      "rt-everywhere": standaloneRoute("rt", {
        ...everywhere,
        nextHopType: "VirtualAppliance",
        nextHopIpAddress: firewallAddress,
      }),
      ...spoke("rt"),
    }),
    says: { "pool render > subnet > route table > routes > everywhere > firewall": "fw" },
    unclear: ["pool render > subnet > route table > routes > everywhere"],
  },
  {
    title: "a firewall by its literal address",
    program: inGroup({
      ...firewallHub([batchThroughFirewall]),
      rt: routeTable({ ...everywhere, nextHopType: "VirtualAppliance", nextHopIpAddress: "10.100.0.4" }),
      ...spoke("rt"),
    }),
    says: {
      "pool render > subnet > route table > routes > everywhere": "0.0.0.0/0 to VirtualAppliance 10.100.0.4",
      "pool render > subnet > route table > routes > everywhere > firewall": "fw",
    },
  },
  {
    title: "an appliance that nobody in the program knows",
    program: inGroup({
      vnet: network("10.0.0.0/16"),
      rt: routeTable({ ...everywhere, nextHopType: "VirtualAppliance", nextHopIpAddress: "10.200.0.4" }),
      snet: subnet("vnet", "10.0.1.0/24", { routeTable: { id: ref("rt") } }),
      batch: account(),
      render: pool({ subnetId: ref("snet") }),
    }),
    says: {
      "pool render > subnet > route table > routes > everywhere": "0.0.0.0/0 to VirtualAppliance 10.200.0.4",
      "pool render > subnet > route table > routes > everywhere > firewall": "nothing",
    },
  },
  {
    title: "a route that drops everything but Batch",
    program: inGroup({
      vnet: network("10.0.0.0/16"),
      rt: routeTable(
        { ...everywhere, nextHopType: "None" },
        { name: "batch", addressPrefix: "BatchNodeManagement.WestEurope", nextHopType: "Internet" },
      ),
      snet: subnet("vnet", "10.0.1.0/24", { routeTable: { id: ref("rt") } }),
      batch: account(),
      render: pool({ subnetId: ref("snet") }),
    }),
    says: {
      "pool render > subnet > route table > routes > everywhere": "0.0.0.0/0 to None",
      "pool render > subnet > route table > routes > batch": "BatchNodeManagement.WestEurope to Internet",
    },
  },
  {
    title: "a route that drops everything",
    program: inGroup({
      vnet: network("10.0.0.0/16"),
      rt: routeTable({ ...everywhere, nextHopType: "None" }),
      snet: subnet("vnet", "10.0.1.0/24", { routeTable: { id: ref("rt") } }),
      other: subnet("vnet", "10.0.2.0/24", { routeTable: { id: ref("rt") } }),
      batch: account(),
      render: pool({ subnetId: ref("snet") }),
    }),
    says: { "pool render > subnet > route table > routes > everywhere": "0.0.0.0/0 to None" },
  },
  {
    title: "nodes without public addresses behind a NAT gateway",
    program: inGroup({
      ip: publicIp(),
      nat: natGateway("ip"),
      vnet: network("10.0.0.0/16"),
      snet: subnet("vnet", "10.0.1.0/24", { natGateway: { id: ref("nat") } }),
      batch: account(),
      render: pool({ subnetId: ref("snet"), publicIPAddressConfiguration: { provision: "NoPublicIPAddresses" } }),
    }),
    says: {
      "pool render > subnet > NAT gateway": "nat",
      "pool render > subnet > NAT gateway > has a public address": "yes",
    },
  },
  {
    title: "nodes without public addresses and without any way out",
    program: inGroup({
      vnet: network("10.0.0.0/16"),
      snet: subnet("vnet", "10.0.1.0/24"),
      batch: account(),
      render: pool({ subnetId: ref("snet"), publicIPAddressConfiguration: { provision: "NoPublicIPAddresses" } }),
    }),
    says: { "pool render > subnet > NAT gateway": "none", "pool render > subnet > virtual network > gateway": "no" },
  },
  {
    title: "forced tunnelling to a gateway of the network",
    program: inGroup({
      vnet: network("10.0.0.0/16"),
      GatewaySubnet: subnet("vnet", "10.0.255.0/27", { subnetName: "GatewaySubnet" }),
      "gw-ip": publicIp(),
      gateway: native("network:VirtualNetworkGateway", {
        gatewayType: "Vpn",
        ipConfigurations: [{ name: "ip", subnet: { id: ref("GatewaySubnet") }, publicIPAddress: { id: ref("gw-ip") } }],
      }),
      rt: routeTable({ ...everywhere, nextHopType: "VirtualNetworkGateway" }),
      snet: subnet("vnet", "10.0.1.0/24", { routeTable: { id: ref("rt") } }),
      batch: account(),
      render: pool({ subnetId: ref("snet") }),
    }),
    says: {
      "pool render > subnet > virtual network > gateway": "yes",
      "pool render > subnet > route table > routes > everywhere": "0.0.0.0/0 to VirtualNetworkGateway",
    },
  },
  {
    title: "addresses that the user manages",
    program: inGroup({
      "ip-0": publicIp(),
      "ip-1": publicIp(),
      vnet: network("10.0.0.0/16"),
      snet: subnet("vnet", "10.0.1.0/24"),
      batch: account(),
      render: pool({
        subnetId: ref("snet"),
        publicIPAddressConfiguration: { provision: "UserManaged", ipAddressIds: [ref("ip-0"), ref("ip-1")] },
      }),
    }),
    says: { "pool render > public addresses": "UserManaged", "pool render > subnet": "snet" },
  },
  {
    title: "an endpoint in a hub, with its zone linked to the spoke",
    program: inGroup({
      ...firewallHub([]),
      ends: subnet("hub", "10.100.1.0/24"),
      zone: native("privatedns:PrivateZone", {
        privateZoneName: "privatelink.batch.azure.com",
        location: "Global",
      }),
      link: native("privatedns:VirtualNetworkLink", {
        privateZoneName: ref("zone", "name"),
        virtualNetworkLinkName: "spoke",
        location: "Global",
        virtualNetwork: { id: ref("spoke") },
        registrationEnabled: false,
      }),
      pe: endpoint(ref("ends"), ["nodeManagement"]),
      records: native("network:PrivateDnsZoneGroup", {
        privateEndpointName: ref("pe", "name"),
        privateDnsZoneGroupName: "default",
        privateDnsZoneConfigs: [{ name: "batch", privateDnsZoneId: ref("zone") }],
      }),
      spoke: network("10.0.0.0/16"),
      nsg: securityGroup(denyInternet),
      snet: subnet("spoke", "10.0.1.0/24", { networkSecurityGroup: { id: ref("nsg") } }),
      "to-hub": peering("spoke", "hub"),
      "from-hub": peering("hub", "spoke"),
      batch: account({ publicNetworkAccess: "Disabled" }),
      render: pool({ subnetId: ref("snet"), publicIPAddressConfiguration: { provision: "NoPublicIPAddresses" } }),
    }),
    says: {
      "pool render > account > private endpoints > pe": "ends",
      "pool render > subnet > virtual network > peerings": "hub",
    },
  },
  {
    title: "an endpoint for the account alone, and one for both, approved by hand",
    program: inGroup({
      vnet: network("10.0.0.0/16"),
      snet: subnet("vnet", "10.0.1.0/24"),
      ends: subnet("vnet", "10.0.2.0/24"),
      batch: account({ publicNetworkAccess: "Disabled" }),
      "pe-account": endpoint(ref("ends"), ["batchAccount"]),
      "pe-nodes": native("network:PrivateEndpoint", {
        subnet: { id: ref("ends") },
        manualPrivateLinkServiceConnections: [
          { name: "batch", privateLinkServiceId: ref("batch"), groupIds: ["nodeManagement"] },
        ],
      }),
      render: pool({ subnetId: ref("snet") }),
    }),
    says: {
      "pool render > account > private endpoints": "pe-account, pe-nodes",
      "pool render > account > private endpoints > pe-account > for": "batchAccount",
      "pool render > account > private endpoints > pe-nodes > for": "nodeManagement",
    },
  },
];

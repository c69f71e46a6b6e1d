import { type Args, type Program, ref, SUBSCRIPTION, type Written } from "../support/program/language";
import { account, allowBatch, type Case, classicInbound, denyInternet, network as nativeNetwork, pool } from "./parts";

const classic = (module: string, type: string, args: Args): Written => ({
  type: `azure:${module}/${type[0]?.toLowerCase()}${type.slice(1)}:${type}`,
  args: { resourceGroupName: ref("group", "name"), ...args },
});

const bare = (type: string, args: Args): Written => ({
  type: `azure:network/${type[0]?.toLowerCase()}${type.slice(1)}:${type}`,
  args,
});

const GROUP: Program = {
  group: { type: "azure:core/resourceGroup:ResourceGroup", args: { location: "West Europe" } },
};

const batch = classic("batch", "Account", { location: "West Europe" });

const classicPool = (networkConfiguration: Args | undefined, more: Args = {}) =>
  classic("batch", "Pool", {
    accountName: ref("batch", "name"),
    targetNodeCommunicationMode: "Simplified",
    ...(networkConfiguration ? { networkConfiguration } : {}),
    ...more,
  });

const vnet = classic("network", "VirtualNetwork", { addressSpaces: ["10.0.0.0/16"], location: "West Europe" });
const snet = classic("network", "Subnet", {
  virtualNetworkName: ref("vnet", "name"),
  addressPrefixes: ["10.0.1.0/24"],
});

/** Programs for `@pulumi/azure`, in which association resources attach groups, tables and gateways to a subnet. */
export const CLASSIC_PROVIDER: readonly Case[] = [
  {
    title: "classic provider: associations",
    program: {
      ...GROUP,
      vnet,
      snet,
      nsg: classic("network", "NetworkSecurityGroup", { securityRules: [allowBatch, denyInternet] }),
      "snet-nsg": bare("SubnetNetworkSecurityGroupAssociation", {
        subnetId: ref("snet"),
        networkSecurityGroupId: ref("nsg"),
      }),
      rt: classic("network", "RouteTable", {
        routes: [{ name: "everywhere", addressPrefix: "0.0.0.0/0", nextHopType: "Internet" }],
      }),
      "snet-rt": bare("SubnetRouteTableAssociation", { subnetId: ref("snet"), routeTableId: ref("rt") }),
      batch,
      render: classicPool({ subnetId: ref("snet"), publicAddressProvisioningType: "BatchManaged" }),
    },
    says: {
      "pool render > account": "batch",
      "pool render > region": "westeurope",
      "pool render > subnet": "snet",
      "pool render > subnet > addresses": "10.0.1.0/24",
      "pool render > subnet > virtual network": "vnet",
      "pool render > subnet > security group": "nsg",
      "pool render > subnet > security group > rules": "AllowBatch, DenyInternet",
      "pool render > subnet > route table": "rt",
    },
  },
  {
    title: "classic provider: rules of their own, no association",
    program: {
      ...GROUP,
      vnet,
      snet,
      nsg: classic("network", "NetworkSecurityGroup", {}),
      inbound: classic("network", "NetworkSecurityRule", {
        ...classicInbound,
        networkSecurityGroupName: ref("nsg", "name"),
      }),
      batch,
      render: classicPool({ subnetId: ref("snet") }, { targetNodeCommunicationMode: "Classic" }),
    },
    says: {
      "pool render > communication mode": "Classic",
      "pool render > subnet > security group": "none",
      "pool render > subnet > route table": "none",
    },
  },
  {
    title: "classic provider: subnets inside the network",
    program: {
      ...GROUP,
      nsg: classic("network", "NetworkSecurityGroup", { securityRules: [denyInternet] }),
      vnet: classic("network", "VirtualNetwork", {
        addressSpaces: ["10.0.0.0/16"],
        subnets: [{ name: "snet", addressPrefixes: ["10.0.1.0/24"], securityGroup: ref("nsg") }],
      }),
      batch,
      render: classicPool({ subnetId: ref("vnet", "subnets[0].id") }),
    },
    says: { "pool render > subnet": "snet", "pool render > subnet > security group": "nsg" },
  },
  {
    title: "classic provider: an association to an existing subnet",
    program: {
      ...GROUP,
      nsg: classic("network", "NetworkSecurityGroup", { securityRules: [denyInternet] }),
      "corp-nsg": bare("SubnetNetworkSecurityGroupAssociation", {
        subnetId: `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/s`,
        networkSecurityGroupId: ref("nsg"),
      }),
      batch,
      render: classicPool({
        subnetId: `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/s`,
      }),
    },
    says: {
      "pool render > subnet": "s outside this program",
      "pool render > subnet > security group": "nsg",
      "pool render > subnet > route table": "unknown before deployment",
    },
  },
  {
    title: "classic provider: a NAT gateway with its address attached",
    program: {
      ...GROUP,
      vnet,
      snet,
      ip: classic("network", "PublicIp", { allocationMethod: "Static", sku: "Standard" }),
      nat: classic("network", "NatGateway", { skuName: "Standard" }),
      "nat-ip": bare("NatGatewayPublicIpAssociation", { natGatewayId: ref("nat"), publicIpAddressId: ref("ip") }),
      "snet-nat": bare("SubnetNatGatewayAssociation", { subnetId: ref("snet"), natGatewayId: ref("nat") }),
      batch,
      render: classicPool({ subnetId: ref("snet"), publicAddressProvisioningType: "NoPublicIPAddresses" }),
    },
    says: {
      "pool render > public addresses": "NoPublicIPAddresses",
      "pool render > subnet > NAT gateway": "nat",
      "pool render > subnet > NAT gateway > has a public address": "yes",
    },
  },
  {
    title: "a pool of azure-native in a network of the classic provider",
    program: {
      ...GROUP,
      vnet,
      snet,
      nsg: classic("network", "NetworkSecurityGroup", { securityRules: [denyInternet] }),
      "snet-nsg": bare("SubnetNetworkSecurityGroupAssociation", {
        subnetId: ref("snet"),
        networkSecurityGroupId: ref("nsg"),
      }),
      batch: account(),
      render: pool({ subnetId: ref("snet") }),
    },
    says: { "pool render > account": "batch", "pool render > subnet > security group": "nsg" },
  },
  {
    title: "a pool of the classic provider in a network of azure-native",
    program: {
      ...GROUP,
      vnet: nativeNetwork("10.0.0.0/16", { subnets: [{ name: "snet", addressPrefix: "10.0.1.0/24" }] }),
      batch,
      render: classicPool({ subnetId: ref("vnet", "subnets[0].id") }),
    },
    says: { "pool render > account": "batch", "pool render > subnet > virtual network": "vnet" },
  },
];

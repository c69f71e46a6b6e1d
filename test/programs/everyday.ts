// Over 200 lines: a list of programs, each of them short.

import { native, ref } from "../support/program/language";
import {
  account,
  allowBatch,
  allowStorage,
  type Case,
  classicInbound,
  denyInternet,
  endpoint,
  inGroup,
  network,
  pool,
  securityGroup,
  standaloneRule,
  subnet,
} from "./parts";

/** One account, one network: what most programs look like. */
export const EVERYDAY: readonly Case[] = [
  {
    title: "a rule of its own that lets the nodes through a group which denies the internet",
    program: inGroup({
      "nsg-farm": securityGroup(denyInternet),
      "allow-batch": standaloneRule("nsg-farm", allowBatch),
      "vnet-farm": network("172.16.0.0/16", { virtualNetworkName: "vnet-farm" }),
      "snet-farm": native("network:Subnet", {
        virtualNetworkName: "vnet-farm",
        addressPrefix: "172.16.4.0/24",
        networkSecurityGroup: { id: ref("nsg-farm") },
      }),
      batchfarm: account({ accountName: "batchfarm" }),
      "pool-farm": pool({ subnetId: ref("snet-farm") }, { accountName: "batchfarm" }),
    }),
    says: {
      "pool pool-farm > account": "batchfarm",
      "pool pool-farm > subnet > virtual network": "vnet-farm",
      "pool pool-farm > subnet > security group > rules": "AllowBatch, DenyInternet",
    },
  },
  {
    title: "a pool in a subnet with a security group",
    program: inGroup({
      nsg: securityGroup(allowBatch, denyInternet),
      vnet: network("10.0.0.0/16"),
      snet: subnet("vnet", "10.0.1.0/24", { networkSecurityGroup: { id: ref("nsg") } }),
      batch: account(),
      render: pool({ subnetId: ref("snet") }),
    }),
    says: {
      "pool render > account": "batch",
      "pool render > region": "westeurope",
      "pool render > subnet": "snet",
      "pool render > subnet > addresses": "10.0.1.0/24",
      "pool render > subnet > virtual network": "vnet",
      "pool render > subnet > security group": "nsg",
      "pool render > subnet > security group > rules": "AllowBatch, DenyInternet",
      "pool render > subnet > route table": "none",
    },
  },
  {
    title: "rules as resources of their own",
    program: inGroup({
      nsg: securityGroup(),
      "nsg-AllowBatch": standaloneRule("nsg", allowBatch),
      "nsg-DenyInternet": standaloneRule("nsg", denyInternet),
      vnet: network("10.0.0.0/16"),
      snet: subnet("vnet", "10.0.1.0/24", { networkSecurityGroup: { id: ref("nsg") } }),
      batch: account(),
      render: pool({ subnetId: ref("snet") }),
    }),
    says: { "pool render > subnet > security group > rules": "AllowBatch, DenyInternet" },
  },
  {
    title: "a network with its only subnet inside",
    program: inGroup({
      nsg: securityGroup(denyInternet),
      vnet: network("10.0.0.0/16", {
        subnets: [{ name: "snet", addressPrefix: "10.0.1.0/24", networkSecurityGroup: { id: ref("nsg") } }],
      }),
      batch: account(),
      render: pool({ subnetId: ref("vnet", "subnets[0].id") }),
    }),
    says: {
      "pool render > subnet": "snet",
      "pool render > subnet > virtual network": "vnet",
      "pool render > subnet > security group": "nsg",
    },
  },
  {
    title: "a network with several subnets inside, of which a pool has the second",
    program: inGroup({
      open: securityGroup(allowBatch),
      closed: securityGroup(denyInternet),
      vnet: network("10.0.0.0/16", {
        subnets: [
          { name: "front", addressPrefix: "10.0.1.0/24", networkSecurityGroup: { id: ref("closed") } },
          { name: "back", addressPrefix: "10.0.2.0/24", networkSecurityGroup: { id: ref("open") } },
        ],
      }),
      batch: account(),
      render: pool({ subnetId: ref("vnet", "subnets[1].id") }),
    }),
    says: { "pool render > subnet": "back", "pool render > subnet > security group": "open" },
    unclear: ["pool render > subnet"],
  },
  {
    title: "several subnets inside a network with one security group for all",
    program: inGroup({
      nsg: securityGroup(denyInternet),
      vnet: network("10.0.0.0/16", {
        subnets: [
          { name: "front", addressPrefix: "10.0.1.0/24", networkSecurityGroup: { id: ref("nsg") } },
          { name: "back", addressPrefix: "10.0.2.0/24", networkSecurityGroup: { id: ref("nsg") } },
        ],
      }),
      batch: account(),
      render: pool({ subnetId: ref("vnet", "subnets[1].id") }),
    }),
    says: { "pool render > subnet": "back", "pool render > subnet > security group": "nsg" },
    unclear: ["pool render > subnet"],
  },
  {
    title: "a pool without any network",
    program: inGroup({ batch: account(), render: pool(undefined) }),
    says: { "pool render > account": "batch", "pool render > subnet": "none" },
  },
  {
    title: "two pools in one subnet",
    program: inGroup({
      nsg: securityGroup(allowBatch, allowStorage, denyInternet),
      vnet: network("10.0.0.0/16"),
      snet: subnet("vnet", "10.0.1.0/26", { networkSecurityGroup: { id: ref("nsg") } }),
      batch: account(),
      small: pool({ subnetId: ref("snet") }, { scaleSettings: { fixedScale: { targetDedicatedNodes: 4 } } }),
      large: pool({ subnetId: ref("snet") }, { scaleSettings: { fixedScale: { targetDedicatedNodes: 90 } } }),
    }),
    says: { "pool small > subnet": "snet", "pool large > subnet": "snet" },
  },
  {
    title: "what was left behind of the classic mode",
    program: inGroup({
      nsg: securityGroup(classicInbound, allowStorage, denyInternet),
      vnet: network("10.0.0.0/16"),
      snet: subnet("vnet", "10.0.1.0/24", { networkSecurityGroup: { id: ref("nsg") } }),
      batch: account(),
      render: pool({ subnetId: ref("snet") }, { targetNodeCommunicationMode: "Classic" }),
    }),
    says: {
      "pool render > communication mode": "Classic",
      "pool render > subnet > security group > rules": "AllowBatchInbound, AllowStorage, DenyInternet",
    },
  },
  {
    title: "a pool that leaves its mode out",
    program: inGroup({
      vnet: network("10.0.0.0/16"),
      snet: subnet("vnet", "10.0.1.0/24"),
      batch: account(),
      render: pool({ subnetId: ref("snet") }, { targetNodeCommunicationMode: undefined }),
    }),
    says: { "pool render > communication mode": "not set", "pool render > subnet > security group": "none" },
  },
  {
    title: "nodes without public addresses and an endpoint for node management",
    program: inGroup({
      nsg: securityGroup(denyInternet),
      vnet: network("10.0.0.0/16"),
      snet: subnet("vnet", "10.0.1.0/24", { networkSecurityGroup: { id: ref("nsg") } }),
      ends: subnet("vnet", "10.0.2.0/24"),
      batch: account({ publicNetworkAccess: "Disabled" }),
      pe: endpoint(ref("ends"), ["nodeManagement"]),
      render: pool({ subnetId: ref("snet"), publicIPAddressConfiguration: { provision: "NoPublicIPAddresses" } }),
    }),
    says: {
      "pool render > public addresses": "NoPublicIPAddresses",
      "pool render > account > public network access": "Disabled",
      "pool render > account > private endpoints > pe": "ends",
      "pool render > account > private endpoints > pe > for": "nodeManagement",
    },
  },
  {
    title: "rules made in a loop",
    program: inGroup({
      nsg: securityGroup(),
      ...Object.fromEntries(
        ["Storage", "AzureKeyVault", "BatchNodeManagement"].map((tag, at) => [
          `nsg-Allow${tag}`,
          standaloneRule("nsg", {
            ...allowBatch,
            name: `Allow${tag}`,
            priority: 100 + at,
            destinationAddressPrefix: tag,
          }),
        ]),
      ),
      vnet: network("10.0.0.0/16"),
      snet: subnet("vnet", "10.0.1.0/24", { networkSecurityGroup: { id: ref("nsg") } }),
      batch: account(),
      render: pool({ subnetId: ref("snet") }),
    }),
    says: {
      "pool render > subnet > security group > rules": "AllowAzureKeyVault, AllowBatchNodeManagement, AllowStorage",
    },
  },
  {
    title: "a subnet with plural prefixes, and an account in a region of its own",
    program: inGroup({
      vnet: network("10.0.0.0/16", { location: "northeurope" }),
      snet: native("network:Subnet", {
        virtualNetworkName: ref("vnet", "name"),
        addressPrefixes: ["10.0.1.0/24", "10.0.2.0/24"],
      }),
      batch: account({ location: "North Europe", accountName: "renderfarm" }),
      render: pool({ subnetId: ref("snet") }, { poolName: "render-linux" }),
    }),
    says: {
      "pool render > region": "northeurope",
      "pool render > account": "batch",
      "pool render > subnet > addresses": "10.0.1.0/24, 10.0.2.0/24",
    },
  },
  {
    title: "the same rule list twice, inline and as resources",
    program: inGroup({
      nsg: securityGroup(allowBatch),
      extra: standaloneRule("nsg", denyInternet),
      vnet: network("10.0.0.0/16"),
      snet: subnet("vnet", "10.0.1.0/24", { networkSecurityGroup: { id: ref("nsg") } }),
      batch: account(),
      render: pool({ subnetId: ref("snet") }),
    }),
    says: { "pool render > subnet > security group > rules": "AllowBatch, DenyInternet" },
  },
];

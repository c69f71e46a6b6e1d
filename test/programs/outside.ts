// Over 200 lines: a list of programs, each of them short.

import { later, native, ref, resourceGroup, SUBSCRIPTION, text } from "../support/program/language";
import {
  account,
  allowBatch,
  type Case,
  denyInternet,
  inGroup,
  network,
  pool,
  securityGroup,
  standaloneRule,
  subnet,
} from "./parts";

const CORPORATE = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-network/providers/Microsoft.Network`;
const CORPORATE_SUBNET = `${CORPORATE}/virtualNetworks/vnet-corp/subnets/snet-batch`;

const existingSubnet = {
  resourceGroupName: "rg-network",
  virtualNetworkName: "vnet-corp",
  subnetName: "snet-batch",
  addressPrefix: "10.8.0.0/24",
};

/** Networks that are wholly or partly outside the program, and links that are written as text. */
export const OUTSIDE: readonly Case[] = [
  {
    title: "a pool in an existing subnet, by its literal id",
    program: inGroup({ batch: account(), render: pool({ subnetId: CORPORATE_SUBNET }) }),
    says: { "pool render > subnet": `outside this program: ${CORPORATE_SUBNET}`, "pool render > account": "batch" },
  },
  {
    title: "an existing security group on a subnet of the program",
    program: inGroup({
      vnet: network("10.0.0.0/16"),
      snet: subnet("vnet", "10.0.1.0/24", {
        networkSecurityGroup: { id: `${CORPORATE}/networkSecurityGroups/nsg-corp` },
      }),
      batch: account(),
      render: pool({ subnetId: ref("snet") }),
    }),
    says: {
      "pool render > subnet > security group": `outside this program: ${CORPORATE}/networkSecurityGroups/nsg-corp`,
    },
  },
  {
    title: "an existing route table on a subnet inside its network",
    program: inGroup({
      vnet: network("10.0.0.0/16", {
        subnets: [
          { name: "snet", addressPrefix: "10.0.1.0/24", routeTable: { id: `${CORPORATE}/routeTables/rt-corp` } },
        ],
      }),
      batch: account(),
      render: pool({ subnetId: ref("vnet", "subnets[0].id") }),
    }),
    says: { "pool render > subnet > route table": `outside this program: ${CORPORATE}/routeTables/rt-corp` },
  },
  {
    title: "a subnet out of another stack, that is not there yet",
    program: inGroup({ batch: account(), render: pool({ subnetId: later(CORPORATE_SUBNET) }) }),
    says: { "pool render > subnet": `outside this program: ${CORPORATE_SUBNET}` },
    unclear: ["pool render > subnet"],
  },
  {
    title: "a security group out of another stack, that is not there yet",
    program: inGroup({
      vnet: network("10.0.0.0/16"),
      snet: subnet("vnet", "10.0.1.0/24", {
        networkSecurityGroup: { id: later(`${CORPORATE}/networkSecurityGroups/nsg-corp`) },
      }),
      batch: account(),
      render: pool({ subnetId: ref("snet") }),
    }),
    says: {
      "pool render > subnet > security group": `outside this program: ${CORPORATE}/networkSecurityGroups/nsg-corp`,
    },
    unclear: ["pool render > subnet > security group"],
  },
  {
    title: "a subnet that is only read",
    program: inGroup({
      snet: native("network:Subnet", existingSubnet, { existing: true }),
      batch: account(),
      render: pool({ subnetId: ref("snet") }),
    }),
    says: { "pool render > subnet": `outside this program: ${CORPORATE_SUBNET}` },
    unclear: ["pool render > subnet"],
  },
  {
    title: "a network that is only read, with a subnet of the program in it",
    program: inGroup({
      vnet: native(
        "network:VirtualNetwork",
        {
          resourceGroupName: "rg-network",
          virtualNetworkName: "vnet-corp",
          location: "westeurope",
          addressSpace: { addressPrefixes: ["10.8.0.0/16"] },
        },
        { existing: true },
      ),
      nsg: securityGroup(denyInternet),
      snet: subnet("vnet", "10.8.1.0/24", {
        resourceGroupName: "rg-network",
        networkSecurityGroup: { id: ref("nsg") },
      }),
      batch: account(),
      render: pool({ subnetId: ref("snet") }),
    }),
    says: {
      "pool render > subnet": "snet",
      "pool render > subnet > security group": "nsg",
      "pool render > subnet > virtual network": `outside this program: ${CORPORATE}/virtualNetworks/vnet-corp`,
    },
    unclear: ["pool render > subnet > virtual network"],
  },
  {
    title: "an id put together from literal names",
    program: {
      group: resourceGroup({ resourceGroupName: "rg-batch", location: "westeurope" }),
      vnet: network("10.0.0.0/16", { virtualNetworkName: "vnet-batch" }),
      snet: subnet("vnet", "10.0.1.0/24", { subnetName: "snet", networkSecurityGroup: { id: ref("nsg") } }),
      nsg: securityGroup(denyInternet),
      batch: account(),
      render: pool({
        subnetId: `/subscriptions/${SUBSCRIPTION}/resourceGroups/RG-Batch/providers/Microsoft.Network/virtualNetworks/VNet-Batch/subnets/snet`,
      }),
    },
    says: { "pool render > subnet": "snet", "pool render > subnet > security group": "nsg" },
  },
  {
    title: "an id put together from the names of outputs",
    program: inGroup({
      vnet: network("10.0.0.0/16"),
      nsg: securityGroup(denyInternet),
      snet: subnet("vnet", "10.0.1.0/24", { networkSecurityGroup: { id: ref("nsg") } }),
      batch: account(),
      render: pool({
        subnetId: text`/subscriptions/${SUBSCRIPTION}/resourceGroups/${ref("group", "name")}/providers/Microsoft.Network/virtualNetworks/${ref("vnet", "name")}/subnets/${ref("snet", "name")}`,
      }),
    }),
    says: { "pool render > subnet": "snet" },
  },
  {
    title: "an id put together from a network and the name of a subnet inside it",
    program: inGroup({
      nsg: securityGroup(denyInternet),
      vnet: network("10.0.0.0/16", {
        subnets: [{ name: "snet", addressPrefix: "10.0.1.0/24", networkSecurityGroup: { id: ref("nsg") } }],
      }),
      batch: account(),
      render: pool({ subnetId: text`${ref("vnet")}/subnets/snet` }),
    }),
    says: { "pool render > subnet": "snet", "pool render > subnet > security group": "nsg" },
  },
  {
    title: "parents by their literal names",
    program: {
      group: resourceGroup({ resourceGroupName: "rg-batch", location: "westeurope" }),
      vnet: network("10.0.0.0/16", { resourceGroupName: "rg-batch", virtualNetworkName: "vnet-batch" }),
      nsg: native("network:NetworkSecurityGroup", {
        resourceGroupName: "rg-batch",
        networkSecurityGroupName: "nsg-batch",
      }),
      deny: standaloneRule("nsg", {
        ...denyInternet,
        resourceGroupName: "rg-batch",
        networkSecurityGroupName: "nsg-batch",
      }),
      snet: subnet("vnet", "10.0.1.0/24", {
        resourceGroupName: "rg-batch",
        virtualNetworkName: "vnet-batch",
        networkSecurityGroup: { id: ref("nsg") },
      }),
      batch: account({ resourceGroupName: "rg-batch", accountName: "renderfarm" }),
      render: pool({ subnetId: ref("snet") }, { resourceGroupName: "rg-batch", accountName: "renderfarm" }),
    },
    says: {
      "pool render > account": "batch",
      "pool render > subnet > virtual network": "vnet",
      "pool render > subnet > security group > rules": "DenyInternet",
    },
  },
  {
    title: "a pool of an account outside the program",
    program: inGroup({
      vnet: network("10.0.0.0/16"),
      snet: subnet("vnet", "10.0.1.0/24"),
      render: pool({ subnetId: ref("snet") }, { resourceGroupName: "rg-corp", accountName: "corpbatch" }),
    }),
    says: {
      "pool render > account": `outside this program: /subscriptions/${SUBSCRIPTION}/resourceGroups/rg-corp/providers/Microsoft.Batch/batchAccounts/corpbatch`,
      "pool render > subnet": "snet",
      "pool render > region": "westeurope",
    },
    unclear: ["pool render > account"],
  },
  {
    title: "everything in a resource group that exists",
    program: {
      nsg: native("network:NetworkSecurityGroup", { resourceGroupName: "rg-batch", securityRules: [allowBatch] }),
      vnet: network("10.0.0.0/16", { resourceGroupName: "rg-batch" }),
      snet: subnet("vnet", "10.0.1.0/24", {
        resourceGroupName: "rg-batch",
        networkSecurityGroup: { id: ref("nsg") },
      }),
      batch: account({ resourceGroupName: "rg-batch" }),
      render: pool({ subnetId: ref("snet") }, { resourceGroupName: "rg-batch" }),
    },
    says: { "pool render > account": "batch", "pool render > subnet > security group": "nsg" },
  },
  {
    title: "a network in another resource group than the pool",
    program: {
      shared: resourceGroup({ location: "westeurope" }),
      ...inGroup({
        nsg: native("network:NetworkSecurityGroup", {
          resourceGroupName: ref("shared", "name"),
          securityRules: [denyInternet],
        }),
        vnet: network("10.0.0.0/16", { resourceGroupName: ref("shared", "name") }),
        snet: subnet("vnet", "10.0.1.0/24", {
          resourceGroupName: ref("shared", "name"),
          networkSecurityGroup: { id: ref("nsg") },
        }),
        batch: account(),
        render: pool({ subnetId: ref("snet") }),
      }),
    },
    says: { "pool render > subnet": "snet", "pool render > subnet > security group": "nsg" },
  },
];

import { native, ref, resourceGroup } from "../support/program/language";
import {
  account,
  allowBatch,
  type Case,
  classicInbound,
  denyInternet,
  inGroup,
  network,
  pool,
  securityGroup,
  standaloneRule,
  subnet,
} from "./parts";

/** Several resources of the same kind, whose links must not be confused. */
export const SHARING: readonly Case[] = [
  {
    title: "one security group for two subnets, one of which is for Batch",
    program: inGroup({
      nsg: securityGroup(allowBatch, denyInternet),
      vnet: network("10.0.0.0/16"),
      front: subnet("vnet", "10.0.1.0/24", { networkSecurityGroup: { id: ref("nsg") } }),
      back: subnet("vnet", "10.0.2.0/24", { networkSecurityGroup: { id: ref("nsg") } }),
      batch: account(),
      render: pool({ subnetId: ref("back") }),
    }),
    says: { "pool render > subnet": "back", "pool render > subnet > security group": "nsg" },
  },
  {
    title: "two accounts in two regions",
    program: inGroup({
      west: network("10.0.0.0/16", { location: "westeurope" }),
      "west-nodes": subnet("west", "10.0.1.0/24", { networkSecurityGroup: { id: ref("nsg-west") } }),
      "nsg-west": native("network:NetworkSecurityGroup", { location: "westeurope", securityRules: [allowBatch] }),
      "batch-west": account({ location: "westeurope" }),
      "render-west": pool({ subnetId: ref("west-nodes") }, { accountName: ref("batch-west", "name") }),
      east: network("10.1.0.0/16", { location: "eastus2" }),
      "east-nodes": subnet("east", "10.1.1.0/24", { networkSecurityGroup: { id: ref("nsg-east") } }),
      "nsg-east": native("network:NetworkSecurityGroup", {
        location: "East US 2",
        securityRules: [{ ...allowBatch, destinationAddressPrefix: "BatchNodeManagement.EastUS2" }, denyInternet],
      }),
      "batch-east": account({ location: "East US 2" }),
      "render-east": pool({ subnetId: ref("east-nodes") }, { accountName: ref("batch-east", "name") }),
    }),
    says: {
      "pool render-west > account": "batch-west",
      "pool render-west > region": "westeurope",
      "pool render-west > subnet > security group": "nsg-west",
      "pool render-east > account": "batch-east",
      "pool render-east > region": "eastus2",
      "pool render-east > subnet": "east-nodes",
      "pool render-east > subnet > virtual network": "east",
    },
  },
  {
    title: "two networks with subnets of the same name",
    program: inGroup({
      west: network("10.0.0.0/16", {
        subnets: [{ name: "default", addressPrefix: "10.0.0.0/24", networkSecurityGroup: { id: ref("open") } }],
      }),
      east: network("10.1.0.0/16", {
        subnets: [{ name: "default", addressPrefix: "10.1.0.0/24", networkSecurityGroup: { id: ref("closed") } }],
      }),
      open: securityGroup(allowBatch),
      closed: securityGroup(denyInternet),
      batch: account(),
      render: pool({ subnetId: ref("east", "subnets[0].id") }),
    }),
    says: {
      "pool render > subnet": "default",
      "pool render > subnet > virtual network": "east",
      "pool render > subnet > security group": "closed",
    },
  },
  {
    title: "security groups of one name in two resource groups",
    program: {
      "group-a": resourceGroup({ location: "westeurope" }),
      "group-b": resourceGroup({ location: "westeurope" }),
      ...Object.fromEntries(
        ["a", "b"].flatMap((side, at) => {
          const inGroupOfSide = { resourceGroupName: ref(`group-${side}`, "name") };
          const named = { networkSecurityGroupName: "nsg", ...inGroupOfSide };
          return [
            [`nsg-${side}`, native("network:NetworkSecurityGroup", named)],
            [`rule-${side}`, standaloneRule(`nsg-${side}`, { ...(at ? denyInternet : allowBatch), ...inGroupOfSide })],
            [`vnet-${side}`, network(`10.${at}.0.0/16`, inGroupOfSide)],
            [
              `snet-${side}`,
              subnet(`vnet-${side}`, `10.${at}.1.0/24`, {
                ...inGroupOfSide,
                networkSecurityGroup: { id: ref(`nsg-${side}`) },
              }),
            ],
          ];
        }),
      ),
      batch: account({ resourceGroupName: ref("group-a", "name") }),
      first: pool({ subnetId: ref("snet-a") }, { resourceGroupName: ref("group-a", "name") }),
      second: pool({ subnetId: ref("snet-b") }, { resourceGroupName: ref("group-a", "name") }),
    },
    says: {
      "pool first > subnet > security group": "nsg-a",
      "pool first > subnet > security group > rules": "AllowBatch",
      "pool second > subnet > security group": "nsg-b",
      "pool second > subnet > security group > rules": "DenyInternet",
    },
  },
  {
    title: "two accounts of one name in two resource groups, and children by literal names",
    program: {
      "group-a": resourceGroup({ resourceGroupName: "rg-a", location: "westeurope" }),
      "group-b": resourceGroup({ resourceGroupName: "rg-b", location: "northeurope" }),
      "batch-a": account({ resourceGroupName: "rg-a", accountName: "farm", location: "westeurope" }),
      "batch-b": account({ resourceGroupName: "rg-b", accountName: "farm", location: "northeurope" }),
      "render-a": pool(undefined, { resourceGroupName: "rg-a", accountName: "farm" }),
      "render-b": pool(undefined, { resourceGroupName: "rg-b", accountName: "farm" }),
    },
    says: {
      "pool render-a > account": "batch-a",
      "pool render-b > account": "batch-b",
      "pool render-b > region": "northeurope",
    },
  },
  {
    title: "an account without a pool beside one with two",
    program: inGroup({
      spare: account(),
      batch: account(),
      nsg: securityGroup(classicInbound),
      vnet: network("10.0.0.0/16"),
      snet: subnet("vnet", "10.0.1.0/24", { networkSecurityGroup: { id: ref("nsg") } }),
      first: pool({ subnetId: ref("snet") }),
      second: pool(undefined),
    }),
    says: {
      "account without a pool spare": "spare",
      "pool first > account": "batch",
      "pool second > account": "batch",
      "pool first > subnet > security group > rules": "AllowBatchInbound",
    },
  },
  {
    title: "two sites, each in a component of its own",
    program: inGroup({
      ...Object.fromEntries(
        ["north", "south"].flatMap((site, at) => {
          const parent = { parent: site };
          return [
            [site, { type: "render:site:Site", args: {} }],
            [`${site}-nsg`, { ...securityGroup(at ? denyInternet : allowBatch), ...parent }],
            [`${site}-vnet`, { ...network(`10.${at}.0.0/16`), ...parent }],
            [
              `${site}-snet`,
              {
                ...subnet(`${site}-vnet`, `10.${at}.1.0/24`, { networkSecurityGroup: { id: ref(`${site}-nsg`) } }),
                ...parent,
              },
            ],
            [`${site}-batch`, { ...account(), ...parent }],
            [
              `${site}-pool`,
              { ...pool({ subnetId: ref(`${site}-snet`) }, { accountName: ref(`${site}-batch`, "name") }), ...parent },
            ],
          ];
        }),
      ),
    }),
    says: {
      "pool north-pool > subnet > security group": "north-nsg",
      "pool south-pool > subnet > security group": "south-nsg",
      "pool south-pool > account": "south-batch",
    },
  },
];

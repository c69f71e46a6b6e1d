// Over 200 lines: a program for each kind of remedy, in both providers.
import { zone, zoneGroup, zoneLink } from "../programs/dns";
import { firewallAddress } from "../programs/firewall-hub";
import { endpoint, natGateway, network, peering, publicIp, securityGroup, subnet } from "../programs/parts";
import { hub, networkRule, route, routed } from "../rules/firewall";
import { denyInternetOut, denyOut, type Farm, farm, inbound, outbound, withEndpoint } from "../rules/parts";
import { toClassic } from "./program/classic";
import { withStandaloneChildren } from "./program/inline";
import { type Args, mapProgramRefs, native, type Program, ref, text } from "./program/language";

/*
 * Programs that together need every remedy that a plan applies itself: farms next to each other, each with its own fault.
 */

const withoutAddresses = { publicIPAddressConfiguration: { provision: "NoPublicIPAddresses" } };
const closed = { publicNetworkAccess: "Disabled" };
const toTag = (tag: string) => outbound(100, "Allow", "Tcp", tag, "443");

/** Rules that block the nodes, each in a different way. */
const BLOCKING: Readonly<Record<string, Farm>> = {
  denied: { rules: [denyInternetOut] },
  first: { rules: [{ ...denyOut, name: "DenyFirst", priority: 100 }] },
  region: { rules: [toTag("BatchNodeManagement.NorthEurope"), denyOut] },
  side: { rules: [{ ...toTag("*"), sourceAddressPrefix: "BatchNodeManagement.WestEurope" }, denyOut] },
};

const dropped: Farm = { ...routed([route("all", "0.0.0.0/0", "None")]), networking: withoutAddresses };
/** A network whose other subnet has a NAT gateway: it is attached to the pool's as well, before which the program has to declare it. */
const shared = (): Program => {
  const { group, vnet, ip, nat, ...others } = farm({
    ...routed([route("all", "0.0.0.0/0", "None")], {
      ...{ ip: publicIp(), nat: natGateway("ip") },
      apps: subnet("vnet", "10.0.8.0/24", { natGateway: { id: ref("nat") } }),
    }),
    networking: withoutAddresses,
  });
  return { group, vnet, ip, nat, ...others } as Program;
};
const redirected: Farm = routed([route("batch", "BatchNodeManagement", "None")]);
/** Nodes without any path to the service: they get a private endpoint. */
const shut: Farm = { account: closed, networking: withoutAddresses };
const withoutAddress: Farm = {
  networking: withoutAddresses,
  subnet: { natGateway: { id: ref("nat") } },
  more: { nat: native("network:NatGateway", { sku: { name: "Standard" } }) },
};

/** What remains of the classic mode: a rule only for it, a wider one, and one for Storage. */
const leftover: Farm = {
  rules: [
    inbound(100, "Allow", "Tcp", "BatchNodeManagement.WestEurope", "29876-29877"),
    inbound(110, "Allow", "Tcp", "Internet", "20000-30000"),
    outbound(100, "Allow", "Tcp", "Storage.WestEurope", "443"),
    denyInternetOut,
  ],
  pool: {
    targetNodeCommunicationMode: "Classic",
    scaleSettings: { fixedScale: { targetDedicatedNodes: 8, targetLowPriorityNodes: 2 } },
  },
};

/** Subnets inside their network; the pool is in the first one. */
const inlineSubnet = (): Program => {
  const { snet: _, ...program } = farm({
    networking: { ...withoutAddresses, subnetId: text`${ref("vnet")}/subnets/nodes` },
    more: { rt: native("network:RouteTable", { routes: [route("all", "0.0.0.0/0", "None")] }) },
    vnet: { subnets: [{ name: "nodes", addressPrefix: "10.0.1.0/24", routeTable: { id: ref("rt") } }] },
  });
  return program;
};

/** A firewall with its own rules instead of a policy. */
const ownRules = (): Program => {
  const { policy: _, egress: __, fw, ...others } = hub();
  const { firewallPolicy: ___, ...args } = fw?.args ?? {};
  const rule = { ...{ name: "storage", protocols: ["TCP"], sourceAddresses: ["10.0.0.0/16"] } };
  const collection = {
    ...{ name: "out", priority: 200, action: { type: "Allow" } },
    rules: [{ ...rule, destinationAddresses: ["Storage.WestEurope"], destinationPorts: ["443"] }],
  };
  return { ...others, fw: native("network:AzureFirewall", { ...args, networkRuleCollections: [collection] }) };
};

/** An account whose IP rules do not include the address that its nodes use. */
const otherAddress: Farm = {
  account: {
    networkProfile: {
      nodeManagementAccess: { defaultAction: "Deny", ipRules: [{ action: "Allow", value: "192.0.2.0/24" }] },
    },
  },
  subnet: { natGateway: { id: ref("nat") } },
  more: { ip: publicIp(), nat: natGateway("ip") },
};

/** A zone other than that of a new endpoint, so that no plan uses it instead. */
const ownZone = zone("westeurope.privatelink.batch.azure.com");
const dns = (vnet: string): Program => ({ zone: ownZone, link: zoneLink(vnet), records: zoneGroup() });

/** An endpoint in another network, with a zone that is linked to the pool's network. */
function away(...peerings: readonly [from: string, to: string, more?: Args][]): Farm {
  const between = peerings.map(([from, to, more]) => [`${from}-to-${to}`, peering(from, to, more)] as const);
  const other = { other: network("10.8.0.0/16"), ends: subnet("other", "10.8.9.0/24") };
  const pe = endpoint(ref("ends"), ["nodeManagement"]);
  return { account: closed, more: { ...other, pe, ...dns("vnet"), ...Object.fromEntries(between) } };
}

/** A subnet peering of these subnets, by their Azure names. */
const some = (local: string, remote: string): Args => ({
  ...{ peerCompleteVnets: false, localSubnetNames: [local], remoteSubnetNames: [remote] },
});

/** Endpoints that the nodes do not reach. */
const ENDPOINTS: Readonly<Record<string, Farm>> = {
  unpeered: away(),
  refusing: away(["vnet", "other", { allowVirtualNetworkAccess: false }], ["other", "vnet"]),
  unlinked: { ...withEndpoint, more: { ...withEndpoint.more, zone: ownZone, records: zoneGroup() } },
  recordless: { ...withEndpoint, more: { ...withEndpoint.more, zone: ownZone, link: zoneLink("vnet") } },
  guarded: {
    ...withEndpoint,
    more: {
      ...withEndpoint.more,
      ...dns("vnet"),
      guard: securityGroup(inbound(200, "Deny", "*", "*")),
      ends: subnet("vnet", "10.0.9.0/24", {
        privateEndpointNetworkPolicies: "Enabled",
        networkSecurityGroup: { id: ref("guard") },
      }),
    },
  },
};

function subnetPeering(): Program {
  const program = farm(away(["vnet", "other", some("x", "ends")], ["other", "vnet", some("ends", "x")]));
  const called = (name: string) => ({ ...program[name], args: { ...program[name]?.args, subnetName: name } });
  return { ...program, snet: called("snet"), ends: called("ends") } as Program;
}

/** A program among others in one stack. */
function beside(prefix: string, program: Program): Program {
  const named = (name: string) => `${prefix}-${name}`;
  const entries = Object.entries(program).map(([name, written]) => [named(name), written] as const);
  return mapProgramRefs(Object.fromEntries(entries), ({ $ref, path }) => ref(named($ref), path));
}

function together(programs: Readonly<Record<string, Program>>): Program {
  return Object.assign({}, ...Object.entries(programs).map(([name, program]) => beside(name, program)));
}

function farms(written: Readonly<Record<string, Farm>>, rewrite = (program: Program): Program | undefined => program) {
  const entries = Object.entries(written).map(([name, each]) => [name, rewrite(farm(each)) ?? {}] as const);
  return Object.fromEntries(entries);
}

function apart(written: Readonly<Record<string, Farm>>) {
  const named = Object.fromEntries(Object.entries(written).map(([name, each]) => [`own-${name}`, each]));
  return farms(named, withStandaloneChildren);
}

const RULES_AND_ROUTES = { ...BLOCKING, dropped, redirected };

/** For azure-native. */
export const EVERY_REMEDY: Program = together({
  ...farms({ ...RULES_AND_ROUTES, ...ENDPOINTS, shut, otherAddress, withoutAddress, leftover }),
  ...apart({ ...RULES_AND_ROUTES, leftover }),
  ...farms({
    firewall: routed(
      [route("all", "0.0.0.0/0", "VirtualAppliance", firewallAddress)],
      hub(networkRule("Storage.WestEurope")),
    ),
    "own-firewall": routed([route("all", "0.0.0.0/0", "VirtualAppliance", firewallAddress)], ownRules()),
  }),
  inline: inlineSubnet(),
  shared: shared(),
  subnets: subnetPeering(),
  nowhere: (({ vnet: _, snet: __, ...rest }) => rest)(
    farm({ networking: { ...withoutAddresses, subnetId: undefined } }),
  ),
});

/** The arguments that a pool of the classic provider requires in addition. */
const REQUIRED = {
  // The default is "Enabled", which another policy reports.
  interNodeCommunication: "Disabled",
  vmSize: "Standard_D4s_v5",
  nodeAgentSkuId: "batch.node.ubuntu 24.04",
  storageImageReference: { publisher: "canonical", offer: "ubuntu-24_04-lts", sku: "server", version: "latest" },
};

/** The zone group of the endpoint `pe` is a separate resource in azure-native, and a part of the endpoint in the classic provider. */
function zoneGroupInside({ records, ...program }: Program): Program | undefined {
  const classic = toClassic(program);
  if (!records || !classic?.pe) return classic;
  const privateDnsZoneGroup = { name: "default", privateDnsZoneIds: [ref("zone")] };
  return { ...classic, pe: { ...classic.pe, args: { ...classic.pe.args, privateDnsZoneGroup } } };
}

function asClassic(name: string, program: Program): Program {
  const classic = zoneGroupInside(program);
  if (!classic) throw new Error(`"${name}" says something that the classic provider does not.`);
  const entries = Object.entries(classic).map(([name, written]) => {
    const more = written.type === "azure:batch/pool:Pool" ? REQUIRED : {};
    return [name, { ...written, args: { ...written.args, ...more } }] as const;
  });
  return Object.fromEntries(entries);
}

/** A farm whose routes lead to a firewall with a policy that allows only Storage. */
function classicFirewall(): Program {
  const collection = { name: "out", priority: 100, action: "Allow" };
  const rule = { name: "storage", protocols: ["TCP"], sourceAddresses: ["10.0.0.0/16"], destinationPorts: ["443"] };
  const inGroup = { resourceGroupName: ref("group", "name") };
  const firewall = {
    ...{ ...inGroup, skuName: "AZFW_VNet", skuTier: "Standard", firewallPolicyId: ref("policy") },
    ipConfigurations: [{ name: "ip", subnetId: ref("AzureFirewallSubnet"), publicIpAddressId: ref("fw-ip") }],
  };
  const { policy: _, egress: __, fw: ___, ...hubNetwork } = hub();
  return {
    ...asClassic("the network of the firewall", farm({ more: hubNetwork })),
    rt: {
      type: "azure:network/routeTable:RouteTable",
      args: {
        ...inGroup,
        routes: [
          {
            ...{ name: "all", addressPrefix: "0.0.0.0/0", nextHopType: "VirtualAppliance" },
            nextHopInIpAddress: ref("fw", "ipConfigurations[0].privateIpAddress"),
          },
        ],
      },
    },
    "snet-RouteTable": {
      type: "azure:network/subnetRouteTableAssociation:SubnetRouteTableAssociation",
      args: { subnetId: ref("snet"), routeTableId: ref("rt") },
    },
    policy: { type: "azure:network/firewallPolicy:FirewallPolicy", args: inGroup },
    egress: {
      type: "azure:network/firewallPolicyRuleCollectionGroup:FirewallPolicyRuleCollectionGroup",
      args: {
        ...{ firewallPolicyId: ref("policy"), priority: 200 },
        networkRuleCollections: [{ ...collection, rules: [{ ...rule, destinationAddresses: ["Storage.WestEurope"] }] }],
      },
    },
    fw: { type: "azure:network/firewall:Firewall", args: firewall },
  };
}

const IN_BOTH = {
  ...farms({ ...RULES_AND_ROUTES, ...ENDPOINTS, shut, otherAddress, withoutAddress, leftover }),
  ...apart({ ...RULES_AND_ROUTES, leftover }),
  subnets: subnetPeering(),
  shared: shared(),
};

/** The same for the classic provider, without the parts that it does not have. */
export const EVERY_CLASSIC_REMEDY: Program = together({
  ...Object.fromEntries(Object.entries(IN_BOTH).map(([name, program]) => [name, asClassic(name, program)])),
  firewall: classicFirewall(),
});

// Over 200 lines: the right and wrong values of each hop of a random program.

import fc from "fast-check";
import { firewallAddress } from "../programs/firewall-hub";
import { endpoint, natGateway, network, peering, pool, publicIp, standaloneRule, subnet } from "../programs/parts";
import { applicationRule, denyingHub, hub, networkRule, route } from "../rules/firewall";
import { farm, inbound, outbound } from "../rules/parts";
import { type Args, native, type Program, ref } from "./program/language";

const TAG = "BatchNodeManagement.WestEurope";

const destinations = [
  "*",
  "Internet",
  "VirtualNetwork",
  TAG,
  "BatchNodeManagement",
  "BatchNodeManagement.EastUS",
  "AzureCloud",
  "10.0.0.0/16",
  "10.0.9.0/24",
];

/** A security rule with one of few priorities, so that the first ones are often taken. */
const rule = fc
  .record({
    priority: fc.constantFrom(100, 101, 102, 103, 110, 200, 300, 4000, 4095, 4096),
    access: fc.constantFrom("Allow", "Deny", "Deny"),
    protocol: fc.constantFrom("Tcp", "*", "Udp"),
    place: fc.constantFrom(...destinations),
    port: fc.constantFrom("*", "443", "29876-29877", "1-65535"),
    out: fc.constantFrom(true, true, true, false),
  })
  .map(({ priority, access, protocol, place, port, out }) =>
    (out ? outbound : inbound)(priority, access as "Allow" | "Deny", protocol, place, port),
  );

/** Azure accepts each priority once in each direction, and each name once. */
const rules = fc.uniqueArray(rule, {
  maxLength: 5,
  selector: ({ priority, direction }) => `${direction} ${priority}`,
});

const routes = fc.uniqueArray(
  fc.constantFrom(
    route("all", "0.0.0.0/0", "None"),
    route("all", "0.0.0.0/0", "Internet"),
    route("all", "0.0.0.0/0", "VirtualAppliance", firewallAddress),
    route("half", "0.0.0.0/1", "None"),
    route("batch", TAG, "None"),
    route("batch", "BatchNodeManagement", "None"),
    route("ends", "10.0.9.0/24", "None"),
    route("local", "0.0.0.0/2", "VnetLocal"),
  ),
  { maxLength: 3, selector: ({ addressPrefix }) => addressPrefix },
);

const ACCESS: readonly Args[] = [
  {},
  {},
  { publicNetworkAccess: "Disabled" },
  { networkProfile: { nodeManagementAccess: { defaultAction: "Deny", ipRules: [] } } },
  {
    networkProfile: {
      nodeManagementAccess: { defaultAction: "Deny", ipRules: [{ action: "Allow", value: "203.0.113.0/24" }] },
    },
  },
];

/** Requirements of a pool besides the Batch service, or its communication mode: advisory policies judge them. */
const NEEDS: readonly Args[] = [
  {},
  {},
  {
    startTask: {
      commandLine: "x",
      resourceFiles: [{ httpUrl: "https://data.blob.core.windows.net/a", filePath: "a" }],
    },
  },
  { mountConfiguration: [{ nfsMountConfiguration: { source: "10.0.7.4:/data", relativeMountPath: "data" } }] },
  { interNodeCommunication: "Enabled" },
  { targetNodeCommunicationMode: "Classic" },
];

/** Programs with one or two pools in a network, in which each hop may be right or wrong. */
export const randomFarm: fc.Arbitrary<Program> = fc
  .record({
    rules,
    apart: fc.boolean(),
    routes,
    firewall: fc.constantFrom(
      networkRule(TAG),
      networkRule("Storage"),
      "denies",
      "denies first",
      applicationRule("*.service.batch.azure.com"),
      applicationRule("example.org"),
    ),
    peered: fc.constantFrom("both", "one", "none", "denied"),
    account: fc.constantFrom(...ACCESS),
    noPublic: fc.constantFrom(true, false, false),
    nat: fc.constantFrom("none", "none", "with", "without"),
    endpoint: fc.constantFrom("none", "none", "own", "other"),
    endsPeered: fc.constantFrom("both", "none", "denied"),
    endsRules: fc.option(rules, { nil: undefined }),
    zone: fc.constantFrom("none", "linked", "unlinked", "without records", "legacy"),
    second: fc.constantFrom("none", "same", "beside"),
    needs: fc.constantFrom(...NEEDS),
    moreNeeds: fc.constantFrom(...NEEDS),
  })
  .map(programOf);

interface Drawn {
  readonly rules: readonly Args[];
  readonly apart: boolean;
  readonly routes: readonly Args[];
  readonly firewall: Args | string;
  readonly peered: string;
  readonly account: Args;
  readonly noPublic: boolean;
  readonly nat: string;
  readonly endpoint: string;
  readonly endsPeered: string;
  readonly endsRules: readonly Args[] | undefined;
  readonly zone: string;
  readonly second: string;
  readonly needs: Args;
  readonly moreNeeds: Args;
}

function programOf(drawn: Drawn): Program {
  const { apart, noPublic, nat } = drawn;
  const table: Args = drawn.routes.length > 0 ? { routeTable: { id: ref("rt") } } : {};
  const gateway: Args = nat === "none" ? {} : { natGateway: { id: ref("nat") } };
  const networking: Args = noPublic ? { publicIPAddressConfiguration: { provision: "NoPublicIPAddresses" } } : {};
  const filter = { networkSecurityGroup: { id: ref("nsg") } };
  return farm({
    rules: apart ? [] : drawn.rules,
    networking,
    pool: drawn.needs,
    account: drawn.account,
    subnet: { ...table, ...gateway },
    more: {
      ...(apart
        ? Object.fromEntries(drawn.rules.map((each) => [`rule-${each.name}`, standaloneRule("nsg", each)]))
        : {}),
      ...(drawn.routes.length > 0 ? { rt: native("network:RouteTable", { routes: drawn.routes }) } : {}),
      ...(drawn.routes.some(({ nextHopType }) => nextHopType === "VirtualAppliance") ? firewallOf(drawn) : {}),
      ...(nat === "with" ? { ip: publicIp(), nat: natGateway("ip") } : {}),
      ...(nat === "without" ? { nat: native("network:NatGateway", { sku: { name: "Standard" } }) } : {}),
      ...endpointOf(drawn),
      ...(drawn.second === "same" ? { comp: pool({ subnetId: ref("snet"), ...networking }, drawn.moreNeeds) } : {}),
      ...(drawn.second === "beside"
        ? {
            beside: subnet("vnet", "10.0.2.0/24", { ...filter, ...table }),
            comp: pool({ subnetId: ref("beside"), ...networking }, drawn.moreNeeds),
          }
        : {}),
    },
  });
}

function firewallOf({ firewall, peered }: Drawn): Program {
  const {
    "to-hub": there,
    "from-hub": back,
    ...all
  } = typeof firewall === "string" ? denyingHub(firewall === "denies" ? 300 : 100) : hub(firewall);
  if (!there || !back) throw new Error("The hub has lost its peerings.");
  if (peered === "none") return all;
  if (peered === "one") return { ...all, "to-hub": there };
  const args = peered === "denied" ? { allowVirtualNetworkAccess: false } : {};
  return { ...all, "to-hub": { ...there, args: { ...there.args, ...args } }, "from-hub": back };
}

function endpointOf({ endpoint: where, endsPeered, endsRules, zone }: Drawn): Program {
  if (where === "none") return {};
  const own = where === "own";
  const filtered: Args = endsRules
    ? { networkSecurityGroup: { id: ref("shut") }, privateEndpointNetworkPolicies: "Enabled" }
    : {};
  const denied = { allowVirtualNetworkAccess: endsPeered !== "denied" };
  return {
    ...(own ? {} : { far: network("10.5.0.0/16") }),
    ...(!own && endsPeered !== "none"
      ? { "to-far": peering("vnet", "far", denied), "from-far": peering("far", "vnet") }
      : {}),
    ...(endsRules ? { shut: native("network:NetworkSecurityGroup", { securityRules: endsRules }) } : {}),
    ends: subnet(own ? "vnet" : "far", own ? "10.0.9.0/24" : "10.5.9.0/24", filtered),
    pe: endpoint(ref("ends"), ["nodeManagement"]),
    ...zoneOf(zone, own ? "vnet" : "far"),
  };
}

function zoneOf(zone: string, home: string): Program {
  if (zone === "none") return {};
  const name = zone === "legacy" ? "privatelink.westeurope.batch.azure.com" : "privatelink.batch.azure.com";
  const to = zone === "unlinked" ? home : "vnet";
  return {
    zone: native("privatedns:PrivateZone", { privateZoneName: name }),
    ...(zone === "unlinked" && home === "vnet"
      ? {}
      : {
          link: native("privatedns:VirtualNetworkLink", {
            privateZoneName: ref("zone", "name"),
            virtualNetwork: { id: ref(to) },
          }),
        }),
    ...(zone === "without records"
      ? {}
      : {
          records: native("network:PrivateDnsZoneGroup", {
            privateEndpointName: ref("pe", "name"),
            privateDnsZoneConfigs: [{ name: "batch", privateDnsZoneId: ref("zone") }],
          }),
        }),
  };
}

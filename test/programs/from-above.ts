import { type Args, native, type Program, ref } from "../support/program/language";
import { account, type Case, inGroup, network, pool, subnet } from "./parts";

const hub = native("network:VirtualHub", { addressPrefix: "10.255.0.0/24" });

const connection = (to: string, more: Args = {}) =>
  native("network:HubVirtualNetworkConnection", {
    virtualHubName: ref("hub", "name"),
    connectionName: `to-${to}`,
    remoteVirtualNetwork: { id: ref(to) },
    ...more,
  });

const intent = (nextHop: unknown) =>
  native("network:RoutingIntent", {
    virtualHubName: ref("hub", "name"),
    routingIntentName: "intent",
    routingPolicies: [
      { name: "private", destinations: ["PrivateTraffic"], nextHop },
      { name: "internet", destinations: ["Internet"], nextHop },
    ],
  });

const spoke: Program = {
  vnet: network("10.0.0.0/16"),
  snet: subnet("vnet", "10.0.1.0/24"),
  batch: account(),
  render: pool({ subnetId: ref("snet"), publicIPAddressConfiguration: { provision: "NoPublicIPAddresses" } }),
};

const inManager = { networkManagerName: ref("manager", "name") };

/** A network manager with a group that contains `vnet`. */
const manager: Program = {
  manager: native("network:NetworkManager", {
    networkManagerScopes: { subscriptions: ["/subscriptions/11111111-2222-3333-4444-555555555555"] },
    networkManagerScopeAccesses: ["SecurityAdmin", "Routing"],
  }),
  members: native("network:NetworkGroup", { ...inManager, networkGroupName: "members" }),
  member: native("network:StaticMember", {
    ...inManager,
    networkGroupName: ref("members", "name"),
    staticMemberName: "member",
    resourceId: ref("vnet"),
  }),
};

const any = [{ addressPrefix: "*", addressPrefixType: "IPPrefix" }];

const inConfiguration = { ...inManager, configurationName: ref("configuration", "name") };

const adminRules: Program = {
  configuration: native("network:SecurityAdminConfiguration", { ...inManager, configurationName: "admin" }),
  collection: native("network:AdminRuleCollection", {
    ...inConfiguration,
    ruleCollectionName: "collection",
    appliesToGroups: [{ networkGroupId: ref("members") }],
  }),
  "no-ftp": native("network:AdminRule", {
    ...{ ...inConfiguration, ruleCollectionName: ref("collection", "name"), ruleName: "NoFtp", kind: "Custom" },
    ...{ direction: "Outbound", access: "Deny", priority: 10, protocol: "Tcp", sources: any, destinations: any },
    ...{ sourcePortRanges: ["0-65535"], destinationPortRanges: ["21"] },
  }),
};

const commit = (
  commitType: string,
  targetLocation: string,
  configurationIds: readonly unknown[] = [ref("configuration")],
) =>
  native("network:Commit", {
    ...inManager,
    commitName: "commit",
    properties: { commitType, targetLocations: [targetLocation], configurationIds },
  });

const routing: Program = {
  routes: native("network:NetworkManagerRoutingConfiguration", { ...inManager, configurationName: "routes" }),
  "route-collection": native("network:RoutingRuleCollection", {
    ...inManager,
    configurationName: ref("routes", "name"),
    ruleCollectionName: "collection",
    appliesTo: [{ networkGroupId: ref("members") }],
  }),
};

const withRules = (title: string, says: string, more: Program): Case => ({
  title: `security admin rules ${title}`,
  program: inGroup({ ...spoke, ...manager, ...adminRules, ...more }),
  says: { "network vnet > admin rules": says },
});

/** Programs in which a virtual hub or a network manager affects a network. */
export const FROM_ABOVE: readonly Case[] = [
  {
    title: "a virtual hub that sends packets to the internet through its firewall",
    program: inGroup({
      ...spoke,
      hub,
      fw: native("network:AzureFirewall", {
        sku: { name: "AZFW_Hub", tier: "Standard" },
        virtualHub: { id: ref("hub") },
        firewallPolicy: { id: ref("policy") },
      }),
      policy: native("network:FirewallPolicy", { snat: { privateRanges: ["10.0.0.0/8"] } }),
      intent: intent(ref("fw")),
      connection: connection("vnet"),
    }),
    says: {
      "network vnet > hubs": "connection",
      "network vnet > hubs > connection internet security": "yes",
      "network vnet > hubs > connection hub": "hub",
      "network vnet > hubs > connection hub > internet": "yes",
      "network vnet > hubs > connection hub > next hop": "fw",
      "network vnet > hubs > connection hub > next hop > subnet": "none",
      "network vnet > hubs > connection hub > next hop > public addresses": "1",
      "network vnet > hubs > connection hub > next hop > private ranges": "10.0.0.0/8",
      "network vnet > hubs > connection hub > next hop > has rules": "no",
    },
    unclear: ["network vnet > hubs > connection hub > next hop > public addresses"],
  },
  {
    title: "a virtual hub that sends packets to another program's appliance, and a network that it sends none to",
    program: inGroup({
      ...spoke,
      other: network("10.1.0.0/16"),
      hub,
      intent: intent("/subscriptions/s/resourceGroups/r/providers/Microsoft.Network/networkVirtualAppliances/nva"),
      connection: connection("vnet"),
      closed: connection("other", { enableInternetSecurity: false }),
    }),
    says: {
      "network vnet > hubs > connection hub > next hop":
        "outside this program: /subscriptions/s/resourceGroups/r/providers/Microsoft.Network/networkVirtualAppliances/nva",
      "network other > hubs": "closed",
      "network other > hubs > closed internet security": "no",
    },
  },
  withRules("that a commit deploys", "NoFtp", { commit: commit("SecurityAdmin", "westeurope") }),
  withRules("that nothing deploys", "NoFtp (uncommitted)", {}),
  withRules("beside a commit of another type", "NoFtp (uncommitted)", { commit: commit("Connectivity", "westeurope") }),
  withRules("that a commit deploys to another region", "none", { commit: commit("SecurityAdmin", "North Europe") }),
  withRules("in a region whose commit is empty", "none", { commit: commit("SecurityAdmin", "westeurope", []) }),
  {
    title: "routing rules that a commit deploys",
    program: inGroup({ ...spoke, ...manager, ...routing, commit: commit("Routing", "westeurope", [ref("routes")]) }),
    says: { "network vnet > routing rules": "route-collection", "network vnet > admin rules": "none" },
  },
  {
    title: "routing rules that nothing deploys",
    program: inGroup({ ...spoke, ...manager, ...routing }),
    says: { "network vnet > routing rules": "unknown before deployment" },
  },
];

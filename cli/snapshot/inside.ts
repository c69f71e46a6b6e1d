import type { Kind } from "../../policies/topology/kinds";
import { hostOnly, portOnly, serverOnly } from "./cleaners";
import { merged, object, PRESENCE, SCALAR, type Shape } from "./shape";

/** For azure-native and for the classic provider. */
type Both = readonly [native: Shape, classic: Shape];

const same = (shape: Shape): Both => [shape, shape];

const ID = object("id");

const SECURITY_RULE = object(
  `name direction access priority protocol
   sourceAddressPrefix sourceAddressPrefixes sourcePortRange sourcePortRanges
   destinationAddressPrefix destinationAddressPrefixes destinationPortRange destinationPortRanges`,
);
const SECURITY_RULES: Both = [
  merged(SECURITY_RULE, object("", { sourceApplicationSecurityGroups: ID, destinationApplicationSecurityGroups: ID })),
  merged(SECURITY_RULE, object("sourceApplicationSecurityGroupIds destinationApplicationSecurityGroupIds")),
];

const ROUTES: Both = [
  object("name addressPrefix nextHopType nextHopIpAddress"),
  object("name addressPrefix nextHopType nextHopInIpAddress"),
];

const FROM = "name sourceAddresses sourceIpGroups";
const NETWORK_RULE = object(
  `${FROM} destinationAddresses destinationIpGroups destinationFqdns destinationPorts protocols`,
);
const TYPE_AND_PORT = { protocols: object("type port") };
/** A firewall's own rules for applications, and those of its policy. */
const APPLICATION_RULE = object(`${FROM} targetFqdns fqdnTags`, TYPE_AND_PORT);
const POLICY_APPLICATION_RULE = object(
  `${FROM} destinationAddresses destinationFqdns destinationFqdnTags destinationUrls webCategories terminateTls`,
  TYPE_AND_PORT,
);

/** ARM lists the rules of all sorts together. */
const COLLECTION = object("name priority ruleCollectionType", {
  action: object("type"),
  rules: object(
    `${FROM} ruleType ipProtocols destinationAddresses destinationIpGroups destinationFqdns destinationPorts
     targetFqdns targetUrls fqdnTags webCategories terminateTLS`,
    { protocols: merged(SCALAR, object("protocolType port")) },
  ),
});
const collections = (rules: Shape): Both => [COLLECTION, object("name priority action", { rules })];

const DELEGATIONS: Both = [object("name serviceName"), object("name", { serviceDelegation: object("name") })];
/** Version 5 of azurerm has objects, as ARM has, and versions before it have names. */
const SERVICE_ENDPOINTS: Both = [object("service"), merged(SCALAR, object("service"))];

const CONNECTIONS: Both = [
  object("name privateLinkServiceId groupIds", { privateLinkServiceConnectionState: object("status") }),
  object("name privateConnectionResourceId subresourceNames isManualConnection privateIpAddress"),
];

const NAT_RULES = object("priority access sourceAddressPrefix sourcePortRanges");
const MOUNTED = { fields: { source: { scalar: serverOnly }, mountOptions: { scalar: portOnly } } };
const CONTAINERS = object("containerImageNames", { containerRegistries: object("registryServer") });
const RESOURCE_FILES = {
  fields: {
    autoStorageContainerName: SCALAR,
    storageContainerUrl: { scalar: hostOnly },
    httpUrl: { scalar: hostOnly },
  },
};
const NODES = object("targetDedicatedNodes targetLowPriorityNodes");
const GROUPS: Both = [object("networkGroupId"), SCALAR];

/**
 * What the policies read inside the fields of the topology: kind → field → its shape. A field that is not in this table contains a
 * string, a number, a boolean, or a list of these.
 */
export const INSIDE: Partial<Record<Kind, Readonly<Record<string, Both>>>> = {
  account: { nodeManagementIpRules: [object("value action"), object("ipRange action")] },
  pool: {
    cloudServices: same(PRESENCE),
    networkConfiguration: same(PRESENCE),
    natPools: [
      object("name protocol backendPort frontendPortRangeStart frontendPortRangeEnd", {
        networkSecurityGroupRules: NAT_RULES,
      }),
      object("name protocol backendPort frontendPortRange", { networkSecurityGroupRules: NAT_RULES }),
    ],
    fixedScale: same(NODES),
    autoScale: same(PRESENCE),
    mounts: [
      object("", {
        azureBlobFileSystemConfiguration: PRESENCE,
        azureFileShareConfiguration: PRESENCE,
        cifsMountConfiguration: MOUNTED,
        nfsMountConfiguration: MOUNTED,
      }),
      object("", {
        azureBlobFileSystem: PRESENCE,
        azureFileShares: PRESENCE,
        cifsMounts: MOUNTED,
        nfsMounts: MOUNTED,
      }),
    ],
    containers: same(CONTAINERS),
    applicationPackages: same(PRESENCE),
    resourceFiles: same(RESOURCE_FILES),
  },
  virtualNetwork: { addressPools: same(PRESENCE) },
  subnet: { delegations: DELEGATIONS, serviceEndpoints: SERVICE_ENDPOINTS },
  inlineSubnet: { delegations: DELEGATIONS, serviceEndpoints: SERVICE_ENDPOINTS },
  securityGroup: { rules: SECURITY_RULES },
  routeTable: { routes: ROUTES },
  networkManager: { scope: [object("managementGroups subscriptions"), object("managementGroupIds subscriptionIds")] },
  natGateway: {
    publicIps: [ID, SCALAR],
    publicIpPrefixes: [ID, SCALAR],
    subnets: [ID, SCALAR],
  },
  gateway: { ipConfigurations: [object("name", { subnet: ID }), object("name subnetId")] },
  routingIntent: { policies: same(object("name destinations nextHop")) },
  firewall: {
    ipConfigurations: [
      object("name privateIPAddress", { subnet: ID, publicIPAddress: ID }),
      object("name privateIpAddress subnetId publicIpAddressId"),
    ],
    hubPublicAddresses: [object("address"), SCALAR],
    networkCollections: same(COLLECTION),
    applicationCollections: same(COLLECTION),
  },
  ruleCollectionGroup: {
    collections: same(COLLECTION),
    networkCollections: collections(NETWORK_RULE),
    applicationCollections: collections(POLICY_APPLICATION_RULE),
  },
  privateEndpoint: {
    connections: CONNECTIONS,
    manualConnections: CONNECTIONS,
    zoneGroup: same(object("name privateDnsZoneIds")),
    ipConfigurations: [
      object("name groupId memberName privateIPAddress"),
      object("name subresourceName memberName privateIpAddress"),
    ],
    customDns: same(object("fqdn ipAddresses")),
  },
  zoneGroup: { zones: same(object("name privateDnsZoneId", { recordSets: object("fqdn ipAddresses") })) },
  zoneRecord: { addresses: same(object("ipv4Address")) },
  adminRuleCollection: { groups: GROUPS },
  routingRuleCollection: { groups: GROUPS },
};

const ADMIN_SIDE = object("addressPrefix addressPrefixType");

/** What is read from a resource besides the fields of its kind. */
export const BESIDE: Partial<Record<Kind, Both>> = {
  securityRule: SECURITY_RULES,
  route: ROUTES,
  firewallNetworkCollection: collections(NETWORK_RULE),
  firewallApplicationCollection: collections(APPLICATION_RULE),
  firewallPolicy: [object("", { ruleCollectionGroups: ID }), object("")],
  firewall: [object("", { additionalProperties: object("Network.SNAT.PrivateRanges") }), object("")],
  zoneRecord: [object("type"), object("records record")],
  adminRule: same(
    object("direction priority protocol sourcePortRanges destinationPortRanges", {
      sources: ADMIN_SIDE,
      destinations: ADMIN_SIDE,
    }),
  ),
};

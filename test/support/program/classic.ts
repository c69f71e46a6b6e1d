import { DNS_TRANSLATORS } from "./classic-dns";
import { MANAGER_TRANSLATORS } from "./classic-manager";
import { one, same, type Translator } from "./classic-names";
import { classicPoolArgs } from "./classic-pool";
import { inlineSubnets, subnet } from "./classic-subnets";
import { type Args, isObject, type Program, ref, SUBSCRIPTION, type Written } from "./language";

/**
 * The same program for the classic provider (`@pulumi/azure`); `undefined` if new names for the same arguments are not enough. There,
 * separate resources attach groups, tables and gateways to a subnet.
 */
export function toClassic(program: Program): Program | undefined {
  const translated: Record<string, Written> = {};
  for (const [name, written] of Object.entries(program)) {
    if (!written.type.startsWith("azure-native:")) {
      translated[name] = written;
      continue;
    }
    const translator = TRANSLATORS[written.type.replace("azure-native:", "")];
    if (!translator || written.existing) return undefined;
    const made = translator(name, written.args);
    if (!made) return undefined;
    const parent = written.parent === undefined ? {} : { parent: written.parent };
    for (const [logical, resource] of Object.entries(made)) translated[logical] = { ...resource, ...parent };
  }
  return translated;
}

const TRANSLATORS: Readonly<Record<string, Translator>> = {
  "resources:ResourceGroup": one("azure:core/resourceGroup:ResourceGroup", {
    resourceGroupName: "name",
    location: "location",
  }),
  "network:NetworkSecurityGroup": one("azure:network/networkSecurityGroup:NetworkSecurityGroup", {
    networkSecurityGroupName: "name",
    securityRules: "securityRules",
  }),
  "network:SecurityRule": one("azure:network/networkSecurityRule:NetworkSecurityRule", {
    securityRuleName: "name",
    networkSecurityGroupName: "networkSecurityGroupName",
    ...same("access", "direction", "priority", "protocol", "description"),
    ...same("sourceAddressPrefix", "sourceAddressPrefixes", "sourcePortRange", "sourcePortRanges"),
    ...same("destinationAddressPrefix", "destinationAddressPrefixes", "destinationPortRange", "destinationPortRanges"),
  }),
  "network:VirtualNetwork": (name, args) => {
    const prefixes = isObject(args.addressSpace) ? args.addressSpace.addressPrefixes : undefined;
    const { addressSpace: _, dhcpOptions, subnets, ...rest } = args;
    const inline = subnets === undefined ? undefined : inlineSubnets(subnets);
    if (subnets !== undefined && inline === undefined) return undefined;
    const { dnsServers } = isObject(dhcpOptions) ? dhcpOptions : { dnsServers: undefined };
    const own = same("location", "dnsServers", "subnets");
    const classic = { addressPrefixes: "addressSpaces", virtualNetworkName: "name", ...own };
    const translate = one("azure:network/virtualNetwork:VirtualNetwork", classic);
    return translate(name, { ...rest, addressPrefixes: prefixes, dnsServers, subnets: inline });
  },
  "network:VirtualNetworkPeering": (name, args) => {
    const { remoteVirtualNetwork, ...rest } = args;
    if (!isObject(remoteVirtualNetwork)) return undefined;
    return one("azure:network/virtualNetworkPeering:VirtualNetworkPeering", {
      virtualNetworkPeeringName: "name",
      ...same(
        "virtualNetworkName",
        "remoteVirtualNetworkId",
        "useRemoteGateways",
        "allowForwardedTraffic",
        "allowGatewayTransit",
        "allowVirtualNetworkAccess",
        "localSubnetNames",
        "remoteSubnetNames",
      ),
      peerCompleteVnets: "peerCompleteVirtualNetworksEnabled",
    })(name, { ...rest, remoteVirtualNetworkId: remoteVirtualNetwork.id });
  },
  "network:Subnet": subnet,
  "network:RouteTable": (name, args) => {
    const routes = Array.isArray(args.routes) ? { routes: args.routes.map(route) } : {};
    const classic = { routeTableName: "name", routes: "routes" };
    return one("azure:network/routeTable:RouteTable", classic)(name, { ...args, ...routes });
  },
  "network:Route": (name, args) =>
    one("azure:network/route:Route", {
      routeName: "name",
      ...same("routeTableName", "addressPrefix", "nextHopType", "nextHopInIpAddress"),
    })(name, route(args)),
  "network:PublicIPAddress": (name, args) => {
    const { sku, ...rest } = args;
    return one("azure:network/publicIp:PublicIp", {
      publicIpAddressName: "name",
      publicIPAllocationMethod: "allocationMethod",
      sku: "sku",
    })(name, { ...rest, sku: isObject(sku) ? sku.name : sku });
  },
  "network:NatGateway": natGateway,
  "network:PrivateEndpoint": privateEndpoint,
  "batch:BatchAccount": (name, { publicNetworkAccess: access, ...args }) => {
    // The classic provider has a boolean, which cannot express SecuredByPerimeter.
    const enabled = { enabled: true, disabled: false }[`${access}`.toLowerCase()];
    if (access !== undefined && enabled === undefined) return undefined;
    const networkProfile = profile(args.networkProfile);
    return one("azure:batch/account:Account", {
      accountName: "name",
      ...same("location", "networkProfile", "allowedAuthenticationModes", "publicNetworkAccessEnabled"),
    })(name, { ...args, networkProfile, publicNetworkAccessEnabled: enabled });
  },
  "batch:Pool": pool,
  "network:NetworkSecurityPerimeterAssociation": (name, args) => {
    const { networkSecurityPerimeterName: perimeter, privateLinkResource, resourceGroupName: _, ...rest } = args;
    if (!isObject(privateLinkResource)) return undefined;
    return one("azure:network/networkSecurityPerimeterAssociation:NetworkSecurityPerimeterAssociation", {
      associationName: "name",
      ...same("accessMode", "resourceId", "networkSecurityPerimeterProfileId"),
    })(name, {
      ...{ ...rest, resourceId: privateLinkResource.id },
      networkSecurityPerimeterProfileId: `${PERIMETERS}/${perimeter}/profiles/default`,
    });
  },
  ...DNS_TRANSLATORS,
  ...MANAGER_TRANSLATORS,
};

const PERIMETERS = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.Network/networkSecurityPerimeters`;

/** The address of an IP rule has another name. */
function profile(written: unknown): unknown {
  if (!isObject(written) || !isObject(written.nodeManagementAccess)) return written;
  const { ipRules, ...access } = written.nodeManagementAccess;
  if (!Array.isArray(ipRules)) return written;
  const rules = ipRules.map((rule) => {
    if (!isObject(rule) || !("value" in rule)) return rule;
    const { value: ipRange, ...rest } = rule;
    return { ...rest, ipRange };
  });
  return { ...written, nodeManagementAccess: { ...access, ipRules: rules } };
}

function route(written: Args): Args {
  const { nextHopIpAddress, ...rest } = written;
  return nextHopIpAddress === undefined ? rest : { ...rest, nextHopInIpAddress: nextHopIpAddress };
}

function privateEndpoint(name: string, args: Args): Program | undefined {
  const { subnet: inSubnet, privateLinkServiceConnections: automatic, ...rest } = args;
  const [connection, ...more] = Array.isArray(automatic) ? automatic : [];
  if (!isObject(inSubnet) || !isObject(connection) || more.length > 0) return undefined;
  const { privateLinkServiceId, groupIds, ...named } = connection;
  const classic = { privateConnectionResourceId: privateLinkServiceId, subresourceNames: groupIds };
  return one("azure:privatelink/endpoint:Endpoint", {
    privateEndpointName: "name",
    ...same("subnetId", "privateServiceConnection"),
  })(name, {
    ...rest,
    subnetId: inSubnet.id,
    privateServiceConnection: { ...named, ...classic, isManualConnection: false },
  });
}

function natGateway(name: string, args: Args): Program | undefined {
  const { publicIpAddresses = [], sku: _, ...rest } = args;
  const itself = one("azure:network/natGateway:NatGateway", { natGatewayName: "name" })(name, rest);
  if (!itself || !Array.isArray(publicIpAddresses)) return undefined;
  const type = "azure:network/natGatewayPublicIpAssociation:NatGatewayPublicIpAssociation";
  const associations = publicIpAddresses.map((address, at) => {
    return [
      `${name}-address-${at}`,
      { type, args: { natGatewayId: ref(name), publicIpAddressId: address.id } },
    ] as const;
  });
  return { ...itself, ...Object.fromEntries(associations) };
}

function pool(name: string, args: Args): Program | undefined {
  const classic = classicPoolArgs(args);
  return (
    classic &&
    one("azure:batch/pool:Pool", {
      poolName: "name",
      ...same("accountName", "targetNodeCommunicationMode", "networkConfiguration", "interNodeCommunication"),
      ...same("fixedScale", "autoScale", "mounts", "containerConfiguration", "startTask"),
    })(name, classic)
  );
}

import { type Args, GROUP, native, type Program, ref } from "../support/program/language";

/** A realistic program, and the facts that must be read from it. */
export interface Case {
  readonly title: string;
  readonly program: Program;
  /** Statements about the deployed program: `pool render > subnet` → the value; several are joined by `; `. */
  readonly says: Readonly<Record<string, string>>;
  /** Statements that some of its shapes leave open, including everything below them. */
  readonly unclear?: readonly string[];
}

/** A program in one resource group. */
export function inGroup(resources: Program): Program {
  return { ...GROUP, ...resources };
}

export const account = (args: Args = {}) => native("batch:BatchAccount", args);

/** A simplified pool of the account `batch`. */
export const pool = (networkConfiguration: Args | undefined, more: Args = {}) =>
  native("batch:Pool", {
    accountName: ref("batch", "name"),
    vmSize: "Standard_D4s_v5",
    targetNodeCommunicationMode: "Simplified",
    ...(networkConfiguration ? { networkConfiguration } : {}),
    ...more,
  });

export const network = (prefix: string, more: Args = {}) =>
  native("network:VirtualNetwork", { addressSpace: { addressPrefixes: [prefix] }, ...more });

export const subnet = (virtualNetwork: string, addressPrefix: string, more: Args = {}) =>
  native("network:Subnet", { virtualNetworkName: ref(virtualNetwork, "name"), addressPrefix, ...more });

export const securityGroup = (...securityRules: readonly Args[]) =>
  native("network:NetworkSecurityGroup", securityRules.length > 0 ? { securityRules } : {});

/** A rule as a separate resource. */
export const standaloneRule = (group: string, { name, ...rule }: Args) =>
  native("network:SecurityRule", { networkSecurityGroupName: ref(group, "name"), securityRuleName: name, ...rule });

const anywhere = {
  sourceAddressPrefix: "*",
  sourcePortRange: "*",
  destinationAddressPrefix: "*",
  destinationPortRange: "*",
};

export const allowBatch: Args = {
  ...anywhere,
  name: "AllowBatch",
  priority: 100,
  direction: "Outbound",
  access: "Allow",
  protocol: "Tcp",
  destinationAddressPrefix: "BatchNodeManagement.WestEurope",
  destinationPortRange: "443",
};

export const allowStorage: Args = {
  ...allowBatch,
  name: "AllowStorage",
  priority: 110,
  destinationAddressPrefix: "Storage.WestEurope",
};

export const denyInternet: Args = {
  ...anywhere,
  name: "DenyInternet",
  priority: 4000,
  direction: "Outbound",
  access: "Deny",
  protocol: "*",
  destinationAddressPrefix: "Internet",
};

export const classicInbound: Args = {
  ...anywhere,
  name: "AllowBatchInbound",
  priority: 100,
  direction: "Inbound",
  access: "Allow",
  protocol: "Tcp",
  sourceAddressPrefix: "BatchNodeManagement",
  destinationPortRange: "29876-29877",
};

export const routeTable = (...routes: readonly Args[]) =>
  native("network:RouteTable", routes.length > 0 ? { routes } : {});

export const standaloneRoute = (table: string, { name, ...route }: Args) =>
  native("network:Route", { routeTableName: ref(table, "name"), routeName: name, ...route });

/** A peering from `from` to `to`, both networks of the program. */
export const peering = (from: string, to: string, more: Args = {}) =>
  native("network:VirtualNetworkPeering", {
    virtualNetworkName: ref(from, "name"),
    remoteVirtualNetwork: { id: ref(to) },
    ...more,
  });

export const publicIp = (more: Args = {}) =>
  native("network:PublicIPAddress", { publicIPAllocationMethod: "Static", sku: { name: "Standard" }, ...more });

export const natGateway = (address: string) =>
  native("network:NatGateway", { sku: { name: "Standard" }, publicIpAddresses: [{ id: ref(address) }] });

/** A private endpoint of the account `batch`. */
export const endpoint = (inSubnet: unknown, groupIds: readonly string[], more: Args = {}) =>
  native("network:PrivateEndpoint", {
    subnet: { id: inSubnet },
    privateLinkServiceConnections: [{ name: "batch", privateLinkServiceId: ref("batch"), groupIds }],
    ...more,
  });

import { account, endpoint, inGroup, network, pool, securityGroup, subnet } from "../programs/parts";
import { type Args, later, native, type Program, ref, resourceGroup } from "../support/program/language";

/** A security rule with a name made of its direction, access and priority. */
export function outbound(
  priority: number,
  access: "Allow" | "Deny",
  protocol: string,
  to: string,
  port: unknown = "*",
): Args {
  return {
    ...rule(priority, "Outbound", access, protocol),
    destinationAddressPrefix: to,
    destinationPortRange: port,
  };
}

/** A security rule for packets from `from`. */
export function inbound(
  priority: number,
  access: "Allow" | "Deny",
  protocol: string,
  from: string,
  port: unknown = "*",
): Args {
  return { ...rule(priority, "Inbound", access, protocol), sourceAddressPrefix: from, destinationPortRange: port };
}

function rule(priority: number, direction: string, access: string, protocol: string): Args {
  return {
    ...{ name: `${access}${direction}${priority}`, priority, direction, access, protocol },
    ...{ sourceAddressPrefix: "*", sourcePortRange: "*", destinationAddressPrefix: "*", destinationPortRange: "*" },
  };
}

/** A rule that allows traffic to the Batch service in West Europe. */
export const toBatch = outbound(100, "Allow", "Tcp", "BatchNodeManagement.WestEurope", "443");
export const denyOut = outbound(4000, "Deny", "*", "*");
export const denyInternetOut = outbound(4000, "Deny", "*", "Internet");

/** The parts of a farm; `undefined` leaves a part out. */
export interface Farm {
  /** The rules of group `nsg`; if `undefined`, the subnet has no group. */
  readonly rules?: readonly Args[] | undefined;
  /** The network configuration of pool `render`, except its subnet. */
  readonly networking?: Args;
  readonly pool?: Args;
  readonly subnet?: Args;
  readonly vnet?: Args;
  readonly account?: Args;
  readonly more?: Program;
}

/** Account `batch` in West Europe with pool `render` in subnet `snet` of network `vnet`, filtered by group `nsg`. */
export function farm({ rules, networking, pool: ownPool, more = {}, ...parts }: Farm): Program {
  const filtered = rules ? { networkSecurityGroup: { id: ref("nsg") } } : {};
  return inGroup({
    ...(rules ? { nsg: securityGroup(...rules) } : {}),
    vnet: network("10.0.0.0/16", parts.vnet),
    snet: subnet("vnet", "10.0.1.0/24", { ...filtered, ...parts.subnet }),
    batch: account(parts.account),
    render: pool({ subnetId: ref("snet"), ...networking }, ownPool),
    ...more,
  });
}

/** A farm in which the location of some parts is an output of another resource, unknown until deployment. */
export function locatedLater(
  location: string,
  parts: Farm = {},
  of: readonly ("account" | "vnet")[] = ["account", "vnet"],
): Farm {
  const located = of.map((part) => [part, { ...parts[part], location: ref("elsewhere", "location") }]);
  const elsewhere = resourceGroup({ location: later(location) });
  return { ...parts, ...Object.fromEntries(located), more: { ...parts.more, elsewhere } };
}

/** A private endpoint for node management of account `batch` in its own subnet, and an account without public network access. */
export const withEndpoint = {
  account: { publicNetworkAccess: "Disabled" },
  more: {
    ends: subnet("vnet", "10.0.9.0/24"),
    pe: endpoint(ref("ends"), ["nodeManagement"]),
  },
} satisfies Partial<Farm>;

/** The same, with a connection that requires manual approval. */
export const withEndpointToApprove = {
  account: { publicNetworkAccess: "Disabled" },
  more: {
    ends: subnet("vnet", "10.0.9.0/24"),
    pe: native("network:PrivateEndpoint", {
      subnet: { id: ref("ends") },
      manualPrivateLinkServiceConnections: [
        { name: "batch", privateLinkServiceId: ref("batch"), groupIds: ["nodeManagement"] },
      ],
    }),
  },
} satisfies Partial<Farm>;

/** Pool `render` in the first of two subnets inside `vnet`, each with its rules: the pool's subnet is unknown until deployment. */
export function inOneOfTwo(rules: readonly Args[], others: readonly Args[], poolArgs?: Args): Program {
  const groups = { own: securityGroup(...rules), other: securityGroup(...others) };
  const filteredBy = (group: string) => ({ networkSecurityGroup: { id: ref(group) } });
  return inFirstOf(groups, filteredBy("own"), filteredBy("other"), poolArgs);
}

/** Pool `render` in the first of two subnets inside `vnet`, each with its properties. */
export function inFirstOf(parts: Program, own: Args, other: Args, poolArgs?: Args): Program {
  return inGroup({
    ...parts,
    vnet: network("10.0.0.0/16", {
      subnets: [
        { name: "own", addressPrefix: "10.0.1.0/24", ...own },
        { name: "other", addressPrefix: "10.0.2.0/24", ...other },
      ],
    }),
    batch: account(),
    render: pool({ subnetId: ref("vnet", "subnets[0].id") }, poolArgs),
  });
}

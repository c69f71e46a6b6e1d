import { isUnknown, unknown, type Value } from "../known/value";
import { regionOf } from "../network/regions";
import type { Filters, SecurityRuleList } from "../network/security-group";
import { readSecurityRule, type SecurityRule, type SecurityRuleFields } from "../network/security-rule";
import type { AddressSpace, SubnetContext } from "../network/subnet-context";
import type { Cloud } from "../network/tag-data";
import { field } from "../plan/property";
import { candidates, type Link, single } from "../topology/link";
import { memo, memoFor } from "../topology/once";
import type { RouteTable } from "../topology/route-table";
import type { SecurityGroup, SecurityRuleNode } from "../topology/security-group";
import type { Subnet } from "../topology/subnet";
import type { VirtualNetwork } from "../topology/virtual-network";
import { routesByManager } from "./managed-routes";

/** A rule that was read: a security rule of the program, or a default rule of Azure. */
export type GroupRule = SecurityRule<SecurityRuleNode>;

/** A field of a security rule, as Azure Resource Manager names it. */
export type RuleField = keyof SecurityRuleFields;

/** The security rules that may filter a subnet's traffic, and the group that contains them. */
export interface SubnetFilters {
  /** `undefined` if there is none, or none that this program shows. */
  readonly group: SecurityGroup | undefined;
  readonly filters: Filters<SecurityRuleNode>;
}

/** Everything that may filter the traffic of a subnet: exactly one of these applies. */
export const filtersOf = memoFor((subnet: Subnet): readonly SubnetFilters[] => {
  const adminRules = adminRulesOn(subnet);
  const cases = groupsOf(subnet);
  return adminRules ? cases.map(({ group, filters }) => ({ group, filters: { ...filters, adminRules } })) : cases;
});

/** The rules of the subnet's network; if that is unknown, the rules of any network that may be its own may apply. */
function adminRulesOn({ virtualNetwork, possibleNetworks }: Subnet): Filters<SecurityRuleNode>["adminRules"] {
  const network = single(virtualNetwork);
  if (network) return network.adminRules;
  const all = possibleNetworks.flatMap(({ adminRules }) => adminRules ?? []);
  if (all.length === 0) return undefined;
  const why = virtualNetwork.to === "unknown" ? [virtualNetwork.why] : [];
  const rules = new Map(all.flatMap(({ rules: each }) => each).map((rule) => [rule.ref, rule]));
  return {
    rules: [...rules.values()].map((rule) => ({ ...rule, maybe: true, unknowns: [...why, ...rule.unknowns] })),
    complete: all.every(({ complete }) => complete),
    unknowns: all.flatMap(({ unknowns = [] }) => unknowns),
  };
}

function groupsOf(subnet: Subnet): readonly SubnetFilters[] {
  const link = subnet.securityGroup;
  if (link.to === "nothing") return [{ group: undefined, filters: { group: undefined } }];
  if (link.to === "nodes") return link.nodes.map((group) => ({ group, filters: groupFilters(group) }));
  const why = link.to === "unknown" ? link.why : unknown("networkSecurityGroup", subnet.entity.resource.urn);
  return [{ group: undefined, filters: { group: { rules: [], complete: false, unknowns: [why] } } }];
}

/** A group alone, as the filters of any subnet that it is attached to. */
export const groupFilters = memoFor((group: SecurityGroup): Filters<SecurityRuleNode> => ({ group: toRules(group) }));

function toRules(group: SecurityGroup): SecurityRuleList<SecurityRuleNode> {
  return {
    rules: group.rules.map((rule) => {
      const maybe = rule.why ?? false;
      return readSecurityRule(ruleFields(rule), rule, maybe);
    }),
    complete: group.unseen === undefined,
    unknowns: group.unseen ? [group.unseen] : [],
  };
}

const SAME_IN_BOTH = [
  "direction",
  "access",
  "priority",
  "protocol",
  "sourceAddressPrefix",
  "sourceAddressPrefixes",
  "sourcePortRange",
  "sourcePortRanges",
  "destinationAddressPrefix",
  "destinationAddressPrefixes",
  "destinationPortRange",
  "destinationPortRanges",
] as const satisfies readonly RuleField[];

/** A security rule of the program in ARM's fields; the providers differ only in application security groups. */
export function ruleFields({ property, provider, name }: SecurityRuleNode): SecurityRuleFields {
  const suffix = provider === "azure" ? "Ids" : "s";
  const groups = (side: string) => field(property, `${side}ApplicationSecurityGroup${suffix}`).value;
  const fields = SAME_IN_BOTH.map((key) => [key, field(property, key).value]);
  return {
    ...Object.fromEntries(fields),
    name,
    sourceApplicationSecurityGroups: groups("source"),
    destinationApplicationSecurityGroups: groups("destination"),
  };
}

/** The context of a subnet that affects how its security rules match, for a pool in `region`, which determines the cloud. */
export function contextOf(subnet: Subnet, region: Value<string>): SubnetContext {
  return contextIn(subnet)(cloudOf(region));
}

/** The same for a cloud; `undefined` if the cloud is unknown. */
export const contextIn = memoFor((subnet: Subnet) =>
  memo((cloud: Cloud | undefined): SubnetContext => {
    const network = single(subnet.virtualNetwork);
    return {
      cloud,
      subnet: space(subnet.prefixes),
      virtualNetwork: network ? space(network.addressSpace) : HIDDEN,
      peered: network ? accessiblePeers(network) : HIDDEN,
      isConnectedFurther: network !== undefined && isConnectedFurther(network),
      routes: routesOf(subnet),
    };
  }),
);

/** The cloud of a region, if it is known. */
export function cloudOf(region: Value<string>): Cloud | undefined {
  return isUnknown(region) ? undefined : regionOf(region)?.cloud;
}

/** A network that this program does not show. */
export const HIDDEN: AddressSpace = { prefixes: [], complete: false };

function space(prefixes: Value<readonly Value<string>[]>): AddressSpace {
  return isUnknown(prefixes) ? { prefixes: [prefixes], complete: false } : { prefixes, complete: true };
}

function joined(spaces: readonly AddressSpace[]): AddressSpace {
  return { prefixes: spaces.flatMap((each) => each.prefixes), complete: spaces.every((each) => each.complete) };
}

/** The addresses to which a network has routes through its peerings. */
export const peeredWith = memoFor((network: VirtualNetwork) => joined(network.peerings.map(peeredSpace)));

/**
 * The addresses of its peers that the tag `VirtualNetwork` contains: a peering that does not allow access has the same routes, and is
 * not in the tag. https://learn.microsoft.com/azure/virtual-network/virtual-network-manage-peering#create-a-peering
 */
const accessiblePeers = memoFor((network: VirtualNetwork) =>
  joined(network.peerings.filter(({ allowAccess }) => allowAccess !== false).map(peeredSpace)),
);

/**
 * Whether a network may be connected with others besides its own peerings: by a gateway, a virtual hub, a network manager, or a peering
 * of another network.
 */
const isConnectedFurther = memoFor((network: VirtualNetwork): boolean => {
  const { hasGateway, hasHubConnection, isManaged, peerings, peeredBy } = network;
  if ([hasGateway, hasHubConnection, isManaged].some((each) => each !== false)) return true;
  if (peerings.some(({ useRemoteGateways }) => useRemoteGateways === true || isUnknown(useRemoteGateways))) return true;
  // Another program may have made the other direction of a peering.
  return peeredBy.some((other) => !peerings.some(({ remote }) => candidates(remote).includes(other)));
});

function peeredSpace(peering: {
  remote: Link<{ addressSpace: Value<readonly Value<string>[]> }>;
  remoteAddressSpace: Value<readonly Value<string>[]>;
  certain: boolean;
}): AddressSpace {
  if (!peering.certain) return HIDDEN;
  const networks = candidates(peering.remote);
  if (networks.length === 1) return joined(networks.map((network) => space(network.addressSpace)));
  const written = peering.remoteAddressSpace;
  return !isUnknown(written) && written.length > 0 ? space(written) : HIDDEN;
}

function routesOf(subnet: Subnet): SubnetContext["routes"] {
  const written = routesByManager(subnet);
  if (written) return { list: [{ addressPrefix: written, nextHopType: written }], complete: false };
  const link = subnet.routeTable;
  if (link.to === "nothing") return { list: [], complete: true };
  const table = single(link);
  return table ? routesIn(table) : { list: [], complete: false };
}

const routesIn = memoFor((table: RouteTable): SubnetContext["routes"] => {
  const list = table.routes.map((route) => ({
    addressPrefix: route.why ?? route.addressPrefix,
    nextHopType: route.nextHopType,
  }));
  return { list, complete: table.unseen === undefined };
});

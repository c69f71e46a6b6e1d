import { isUnknown, type Unknown, type Value } from "../known/value";
import { judgeRulesToEndpoint } from "../network/private-endpoint";
import type { Cloud } from "../network/tag-data";
import type { Link } from "../topology/link";
import { memo, memoFor } from "../topology/once";
import type { Subnet } from "../topology/subnet";
import type { VirtualNetwork } from "../topology/virtual-network";
import { cloudOf, contextIn, filtersOf } from "./filters";
import { routedNetworkIn, routesOf } from "./routing";

/** A place outside of the program where another program may have a private endpoint that serves a pool. */
export interface UnseenEndpoint {
  readonly where: "subnet" | "network" | "peer" | "hub";
  /** The id or name of that subnet, network or hub as the program writes it, if it does. */
  readonly id: string | undefined;
  readonly unknowns: readonly Unknown[];
}

/**
 * Where there may be a private endpoint that the program does not show. Every endpoint is in a subnet, so a network of the program
 * whose peers and hubs all belong to the program has only the endpoints of the program. `undefined` if there can be none, or the
 * security rules would stop all packets to it.
 */
export function unseenEndpoint(subnet: Subnet, region: Value<string>): UnseenEndpoint | undefined {
  const place = placeFor(subnet.virtualNetwork);
  const rules = place && rulesToUnseen(subnet)(cloudOf(region));
  return rules && !rules.block ? { ...place, unknowns: [...place.unknowns, ...rules.unknowns] } : undefined;
}

/** Whether another program may have such an endpoint, to which the security rules of the subnet stop all packets. */
export function blocksUnseenEndpoint(subnet: Subnet, region: Value<string>): boolean {
  return placeFor(subnet.virtualNetwork) !== undefined && rulesToUnseen(subnet)(cloudOf(region)).block;
}

/** {@link unseenEndpoint} for a pool whose subnet the program does not show: an endpoint may be in its network, whoever owns it. */
export function unseenBeside(subnet: Link<Subnet>): UnseenEndpoint {
  return unseen("subnet", subnet);
}

function placeFor(link: Link<VirtualNetwork>): UnseenEndpoint | undefined {
  if (link.to !== "nodes") return unseen("network", link);
  for (const network of link.nodes) {
    const place = beyond(network);
    if (place) return place;
  }
  return undefined;
}

const beyond = memoFor((network: VirtualNetwork): UnseenEndpoint | undefined => {
  const peer = network.peerings.find(({ remote }) => remote.to !== "nodes");
  if (peer) return unseen("peer", peer.remote);
  const connection = network.hubConnections.find(({ hub }) => hub.to !== "nodes");
  if (connection) return unseen("hub", connection.hub);
  const { hasHubConnection } = network;
  return isUnknown(hasHubConnection) ? { where: "hub", id: undefined, unknowns: [hasHubConnection] } : undefined;
});

function unseen(where: UnseenEndpoint["where"], link: Link<unknown>): UnseenEndpoint {
  return {
    where,
    id: link.to === "external" ? link.id : undefined,
    unknowns: link.to === "unknown" ? [link.why] : [],
  };
}

/** Whether the subnet's rules block outbound traffic to every private endpoint, wherever it is, and the values that may decide so. */
const rulesToUnseen = memoFor((subnet: Subnet) =>
  memo((cloud: Cloud | undefined): { readonly block: boolean; readonly unknowns: readonly Unknown[] } => {
    const context = contextIn(subnet)(cloud);
    const space = { prefixes: [], complete: false };
    const verdicts = filtersOf(subnet).map(({ filters }) =>
      judgeRulesToEndpoint({
        address: undefined,
        networkPolicies: undefined,
        endpointSubnet: {
          filters: { group: undefined },
          context: { ...context, subnet: space, virtualNetwork: space },
        },
        poolSubnet: { filters, context, table: routesOf(subnet), network: routedNetworkIn(subnet, cloud) },
      }),
    );
    return {
      block: verdicts.every(({ is }) => is === "violated"),
      unknowns: verdicts.flatMap((verdict) => (verdict.is === "undecided" ? verdict.unknowns : [])),
    };
  }),
);

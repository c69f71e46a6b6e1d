import type { Verdict } from "../known/verdict";
import { type AddressSet, ALL_IPV4, covers, onlyFamily, subtract } from "./address-set";
import type { Endpoint, Flow } from "./flow";
import { subnetEndpoint } from "./node-management";
import { EPHEMERAL_PORTS, ports, USED_PORTS } from "./port-set";
import type { Filters } from "./security-group";
import type { Direction } from "./security-rule";
import { everyBatchNodeManagement } from "./service-tags";
import { HOST_ADDRESS, PRIVATE, PUBLIC } from "./special-addresses";
import { readContext, type SubnetContext } from "./subnet-context";
import { judgeTraffic } from "./traffic";
import type { TrafficEvidence } from "./traffic-evidence";

/** What is known of the addresses of a public service: the service tags that contain all of them, and those that contain none. */
export type ServiceAddresses = Pick<Endpoint, "tags" | "notTags">;

/**
 * TCP over IPv4 from the subnet's nodes to `port` of a public service other than Batch. The addresses of tags such as `Storage`
 * are not known exactly, so the flow goes to all public addresses outside of Batch.
 */
export function publicServiceFlow(context: SubnetContext, port: number, addresses: ServiceAddresses = {}): Flow {
  return {
    direction: "Outbound",
    protocol: "Tcp",
    local: subnetEndpoint(context),
    localPorts: EPHEMERAL_PORTS,
    remote: {
      known: onlyFamily(subtract(PUBLIC, everyBatchNodeManagement(context.cloud)), "v4"),
      ...addresses,
    },
    remotePorts: ports(port),
  };
}

/** TCP from the subnet's nodes to `port` of anything but the Batch service, IPv4: public addresses, and private ones of whatever network. */
export function anywhereFlow(context: SubnetContext, port: number): Flow {
  const known = subtract(subtract(ALL_IPV4, everyBatchNodeManagement(context.cloud)), HOST_ADDRESS);
  return { ...publicServiceFlow(context, port), remote: { known } };
}

/** The service tag of Azure's own resolver. https://learn.microsoft.com/azure/virtual-network/service-tags-overview */
export const RESOLVER_TAG = "AzurePlatformDNS";

/**
 * DNS queries (UDP 53) from the subnet's nodes to these servers; without servers, to Azure's own resolver, to which only rules
 * for its service tag apply.
 */
export function dnsFlow(context: SubnetContext, servers: AddressSet | undefined): Flow {
  return {
    direction: "Outbound",
    protocol: "Udp",
    local: subnetEndpoint(context),
    localPorts: EPHEMERAL_PORTS,
    remote: servers ? { known: servers } : { known: HOST_ADDRESS, tags: [RESOLVER_TAG] },
    remotePorts: ports(53),
  };
}

/**
 * TCP over IPv4 from the subnet's nodes to `port` of one server. Reserved source ports are included, because file systems are
 * also mounted from them.
 */
export function serverFlow(context: SubnetContext, address: AddressSet, port: number): Flow {
  return {
    direction: "Outbound",
    protocol: "Tcp",
    local: subnetEndpoint(context),
    localPorts: USED_PORTS,
    remote: { known: address },
    remotePorts: ports(port),
  };
}

/**
 * The context for rules on traffic to an IPv4 address: `context` itself for an address inside of it; for another private
 * address, the same with unknown peers, because a gateway may learn a route to the address, and then `VirtualNetwork` includes
 * it; `undefined` for any other address.
 * https://learn.microsoft.com/azure/virtual-network/service-tags-overview
 */
export function contextTowards(address: AddressSet, context: SubnetContext): SubnetContext | undefined {
  if (covers(readContext(context).inside, address)) return context;
  const open = { ...context, peered: { ...context.peered, complete: false } };
  return covers(PRIVATE, address) ? open : undefined;
}

/** TCP between nodes in one subnet, as its security rules see it when it leaves (`Outbound`) or arrives (`Inbound`). */
export function interNodeFlow(context: SubnetContext, direction: Direction): Flow {
  const nodes = subnetEndpoint(context);
  return {
    direction,
    protocol: "Tcp",
    local: nodes,
    localPorts: USED_PORTS,
    remote: nodes,
    remotePorts: USED_PORTS,
    remoteIsNode: true,
  };
}

/** Whether the security rules block every packet of `flow`. */
export function judgeBlocked<Ref>(
  filters: Filters<Ref>,
  flow: Flow,
  context: SubnetContext,
): Verdict<TrafficEvidence<Ref>> {
  return judgeTraffic("none-through", filters, flow, context);
}

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

/** What is known of the addresses of a public service: the service tag that holds all of them, and families that hold none. */
export type ServiceAddresses = Pick<Endpoint, "tags" | "notTags">;

/**
 * TCP from the subnet's nodes to `port` of a public service other than Batch, IPv4. The addresses behind tags such as `Storage`
 * are not known exactly: any public address stands for them.
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
 * DNS queries (UDP 53) from the subnet's nodes to these servers; without servers, to Azure's own resolver, which only rules for its
 * service tag concern.
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
 * TCP from the subnet's nodes to `port` of one server, IPv4. File systems are mounted from reserved ports, too.
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
 * What an IPv4 address outside of `context` may be to its security rules, or inside; `undefined` where it is no private address.
 * A gateway may learn it, and then it is in `VirtualNetwork`: https://learn.microsoft.com/azure/virtual-network/service-tags-overview
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

/** Whether the security rules stop every packet of `flow`. */
export function judgeBlocked<Ref>(
  filters: Filters<Ref>,
  flow: Flow,
  context: SubnetContext,
): Verdict<TrafficEvidence<Ref>> {
  return judgeTraffic("none-through", filters, flow, context);
}

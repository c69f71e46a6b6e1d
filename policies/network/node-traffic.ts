import type { Verdict } from "../known/verdict";
import { onlyFamily, subtract } from "./address-set";
import type { Flow } from "./flow";
import { subnetEndpoint } from "./node-management";
import { EPHEMERAL_PORTS, EVERY_PORT, ports } from "./port-set";
import type { Filters } from "./security-group";
import type { Direction } from "./security-rule";
import { everyBatchNodeManagement } from "./service-tags";
import { PUBLIC } from "./special-addresses";
import type { SubnetContext } from "./subnet-context";
import { judgeTraffic } from "./traffic";
import type { TrafficEvidence } from "./traffic-evidence";

/**
 * TCP from the subnet's nodes to `port` of a public service other than Batch, IPv4. The addresses behind tags such as `Storage`
 * are not known exactly: any public address stands for them.
 *
 * @param tag the service tag that all addresses of the service have for certain, if there is one.
 */
export function publicServiceFlow(context: SubnetContext, port: number, tag?: string): Flow {
  return {
    direction: "Outbound",
    protocol: "Tcp",
    local: subnetEndpoint(context),
    localPorts: EPHEMERAL_PORTS,
    remote: { known: onlyFamily(subtract(PUBLIC, everyBatchNodeManagement(context.cloud)), "v4"), tag },
    remotePorts: ports(port),
  };
}

/** TCP between nodes in one subnet, as its security rules see it when it leaves (`Outbound`) or arrives (`Inbound`). */
export function interNodeFlow(context: SubnetContext, direction: Direction): Flow {
  const nodes = subnetEndpoint(context);
  return {
    direction,
    protocol: "Tcp",
    local: nodes,
    localPorts: EVERY_PORT,
    remote: nodes,
    remotePorts: EVERY_PORT,
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

import { unknownsAmong, whichever } from "../known/combine";
import type { Unknown, Value } from "../known/value";
import type { Verdict } from "../known/verdict";
import { type AddressSet, NO_ADDRESS, subtract, union } from "./address-set";
import { parseCidr } from "./address-text";
import { readPrivateEndpointPolicies } from "./endpoint-policies";
import type { Endpoint, Flow } from "./flow";
import type { HopType } from "./next-hop";
import { NODE_MANAGEMENT_PORT, subnetEndpoint } from "./node-management";
import { EPHEMERAL_PORTS, ports } from "./port-set";
import { judgeRouting, type RoutedEvidence, type RouteList, type Routing, routesFor, routesToEndpoint } from "./routes";
import type { Filters } from "./security-group";
import { everyBatchNodeManagement } from "./service-tags";
import type { SubnetContext } from "./subnet-context";
import type { RoutedNetwork } from "./system-routes";
import { judgeTraffic } from "./traffic";
import type { TrafficEvidence } from "./traffic-evidence";

/** A private endpoint and the subnet of a pool whose nodes call it. */
export interface EndpointQuestion<RuleRef, RouteRef> {
  /** Its private address, if the program states it; otherwise it has any address of its subnet. */
  readonly address: unknown;
  /** The ids of the application security groups that it is a member of; absent if no endpoint of the program is meant. */
  readonly memberOf?: Value<readonly Value<string>[]>;
  /** `privateEndpointNetworkPolicies` of the endpoint's subnet. */
  readonly networkPolicies: unknown;
  readonly endpointSubnet: FilteredSubnet<RuleRef>;
  readonly poolSubnet: FilteredSubnet<RuleRef> & {
    readonly table: Value<RouteList<RouteRef>> | undefined;
    readonly network: RoutedNetwork<RouteRef>;
  };
}

export interface FilteredSubnet<Ref> {
  readonly filters: Filters<Ref>;
  readonly context: SubnetContext;
}

/** Whether the security rules of the pool's subnet allow outbound TCP 443 to the endpoint. */
export function judgeRulesToEndpoint<RuleRef>(
  question: EndpointQuestion<RuleRef, unknown>,
): Verdict<TrafficEvidence<RuleRef>> {
  const { filters, context } = question.poolSubnet;
  return judgeTraffic("all-through", filters, flowToEndpoint(question, "Outbound"), context);
}

/**
 * Whether the endpoint's subnet allows inbound TCP 443 to the endpoint. If it does not apply its security rules to private
 * endpoints, nothing is blocked, and the evidence is `undefined`.
 *
 * https://learn.microsoft.com/azure/private-link/disable-private-endpoint-network-policy
 */
export function judgeEndpointSubnet<RuleRef>(
  question: EndpointQuestion<RuleRef, unknown>,
): Verdict<TrafficEvidence<RuleRef> | undefined> {
  const exempt = { is: "holds", because: undefined } as const;
  const applies = readPrivateEndpointPolicies(question.networkPolicies).securityGroup;
  if (applies === false) return exempt;
  const { filters, context } = question.endpointSubnet;
  const judged = judgeTraffic("all-through", filters, flowToEndpoint(question, "Inbound"), context);
  if (applies === true) return judged;
  const either = whichever<TrafficEvidence<RuleRef> | undefined>(
    [exempt, judged],
    unknownsAmong([question.networkPolicies]),
  );
  return { ...either, because: judged.because };
}

/** TCP 443 from the pool's nodes to the endpoint, as it leaves their subnet (`Outbound`) or enters the endpoint's (`Inbound`). */
export function flowToEndpoint(question: EndpointQuestion<unknown, unknown>, direction: "Outbound" | "Inbound"): Flow {
  const out = direction === "Outbound";
  const nodes = subnetEndpoint(question.poolSubnet.context);
  const endpoint = endpointSide(question);
  return {
    direction,
    protocol: "Tcp",
    local: out ? nodes : endpoint,
    localPorts: out ? EPHEMERAL_PORTS : ports(NODE_MANAGEMENT_PORT),
    remote: out ? endpoint : nodes,
    remotePorts: out ? ports(NODE_MANAGEMENT_PORT) : EPHEMERAL_PORTS,
    remoteIsNode: !out,
  };
}

/**
 * The verdict by next hop: hops inside of the network reach the endpoint, and `None` drops packets. What appliances, gateways
 * and the internet do with packets is undecided.
 */
const outcomes: Readonly<Partial<Record<HopType, "holds" | "violated">>> = {
  InterfaceEndpoint: "holds",
  VnetLocal: "holds",
  VNetPeering: "holds",
  None: "violated",
};

/**
 * Whether the routes of the pool's subnet lead to the endpoint. The evidence is the type of the next hop; `undefined` if it is
 * unknown, or if Azure would refuse the route.
 */
export function judgeRouteToEndpoint<RouteRef>(
  question: EndpointQuestion<unknown, RouteRef>,
): Verdict<readonly RoutedEvidence<RouteRef, HopType | undefined>[]> {
  const { table, network } = question.poolSubnet;
  const { networkPolicies } = question;
  const routing = routesToEndpoint({ addresses: addressesOf(question), networkPolicies }, table, network);
  const verdict = judgeEach(routing, outcomes);
  const { unknown } = endpointSide(question);
  // Only some of the possible addresses are unreachable: the verdict depends on the address that the endpoint gets.
  const open = verdict.is === "violated" && unknown !== undefined && verdict.because.length < routing.pieces.length;
  return open ? { is: "undecided", because: verdict.because, unknowns: unknown.unknowns } : verdict;
}

/** Outside of the network, only appliances and gateways forward packets to a private address. */
const elsewhere: typeof outcomes = { None: "violated", Internet: "violated", VnetLocal: "violated" };

/**
 * Whether an appliance or a gateway may forward packets to an endpoint whose network is not peered with the pool's. The
 * endpoint's own route exists only in its network and in direct peers, so the other routes of the pool's subnet decide.
 *
 * https://learn.microsoft.com/azure/private-link/inspect-traffic-with-azure-firewall
 *
 * @returns the unknown values that decide it; `undefined` if no route forwards packets.
 */
export function forwardingToEndpoint(question: EndpointQuestion<unknown, unknown>): readonly Unknown[] | undefined {
  const { table, network } = question.poolSubnet;
  const routing = routesFor(addressesOf(question), table, network);
  const verdict = judgeEach(routing, elsewhere);
  if (verdict.is === "violated" && verdict.because.length === routing.pieces.length) return undefined;
  return verdict.is === "undecided" ? verdict.unknowns : [];
}

function judgeEach<RouteRef>(routing: Routing<RouteRef>, meanings: typeof outcomes) {
  return judgeRouting(routing, (each): Verdict<HopType | undefined> => {
    const because = each.hop.type;
    const is = because === undefined ? undefined : meanings[because];
    return is === undefined ? { is: "undecided", because, unknowns: each.unknowns } : { is, because };
  });
}

function addressesOf(question: EndpointQuestion<unknown, unknown>): AddressSet {
  const { known, unknown } = endpointSide(question);
  return unknown === undefined ? known : union(known, unknown.within);
}

/** The known address of the endpoint, or an unknown one of its subnet: no address of the Batch service, wherever the subnet is. */
function endpointSide({ address, memberOf, endpointSubnet }: EndpointQuestion<unknown, unknown>): Endpoint {
  const parsed = typeof address === "string" && !address.includes("/") ? parseCidr(address).value : undefined;
  if (parsed !== undefined) return { known: parsed, memberOf };
  const { known, unknown } = subnetEndpoint(endpointSubnet.context);
  const within: AddressSet =
    unknown === undefined
      ? known
      : subtract(union(known, unknown.within), everyBatchNodeManagement(endpointSubnet.context.cloud));
  const unknowns = [...unknownsAmong([address]), ...(unknown?.unknowns ?? [])];
  return { known: NO_ADDRESS, memberOf, unknown: { within, inVirtualNetwork: true, unknowns } };
}

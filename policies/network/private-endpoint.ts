import { everyPart, unknownsAmong, whichever } from "../known/combine";
import { isUnknown, type Value } from "../known/value";
import type { Verdict } from "../known/verdict";
import { type AddressSet, NO_ADDRESS, parseCidr, union } from "./address-set";
import { type ConnectionEvidence, type EndpointConnection, leadsToNodeManagement } from "./endpoint-connection";
import { readPrivateEndpointPolicies } from "./endpoint-policies";
import type { Endpoint } from "./flow";
import type { HopType } from "./next-hop";
import { NODE_MANAGEMENT_PORT, subnetEndpoint } from "./node-management";
import { EPHEMERAL_PORTS, ports } from "./port-set";
import { judgeRouting, type RoutedEvidence, type RouteTable, routesToEndpoint } from "./routes";
import type { Filters } from "./security-group";
import type { SubnetContext } from "./subnet-context";
import type { RoutedNetwork } from "./system-routes";
import { judgeTraffic } from "./traffic";
import type { TrafficEvidence } from "./traffic-evidence";

/** A private endpoint and the subnet of a pool that may use it. */
export interface EndpointQuestion<RuleRef, RouteRef> {
  readonly connections: Value<readonly EndpointConnection[]>;
  /** Whether the endpoint is in the pool's virtual network, or in one that is peered with it. */
  readonly connected: Value<boolean>;
  /** Its private address, where the program says it; else it is one of its subnet. */
  readonly address: unknown;
  /** `privateEndpointNetworkPolicies` of the endpoint's subnet. */
  readonly networkPolicies: unknown;
  readonly endpointSubnet: FilteredSubnet<RuleRef>;
  readonly poolSubnet: FilteredSubnet<RuleRef> & {
    readonly table: Value<RouteTable<RouteRef>> | undefined;
    readonly network: RoutedNetwork;
  };
}

export interface FilteredSubnet<Ref> {
  readonly filters: Filters<Ref>;
  readonly context: SubnetContext;
}

/** What is said about one of the conditions. */
export type EndpointEvidence<RuleRef, RouteRef> =
  | { readonly part: "connection"; readonly because: readonly ConnectionEvidence[] }
  | { readonly part: "network" }
  | { readonly part: "pool-security-rules" | "endpoint-security-rules"; readonly because: TrafficEvidence<RuleRef> }
  | { readonly part: "endpoint-policies" }
  | { readonly part: "route"; readonly because: readonly RoutedEvidence<RouteRef, HopType | undefined>[] };

/**
 * Whether a private endpoint gives the nodes of a pool a way to the node management of their account: it is connected to it
 * and approved, in the pool's network or a peer, the pool's subnet lets TCP 443 out to it, the endpoint's subnet lets it in
 * where it applies its security rules to private endpoints, and routes lead there. Whether its name resolves is another
 * question (`resolvesToEndpoint`).
 *
 * https://learn.microsoft.com/azure/batch/private-connectivity
 */
export function servesPool<RuleRef, RouteRef>(
  question: EndpointQuestion<RuleRef, RouteRef>,
): Verdict<readonly EndpointEvidence<RuleRef, RouteRef>[]> {
  type Part = Verdict<EndpointEvidence<RuleRef, RouteRef>>;
  const parts: readonly Part[] = [
    connection(question.connections),
    presence(question.connected),
    securityRules(question, "Outbound"),
    endpointRules(question),
    route(question),
  ];
  return everyPart(parts);
}

function connection(connections: Value<readonly EndpointConnection[]>): Verdict<EndpointEvidence<never, never>> {
  const part = "connection" as const;
  if (isUnknown(connections)) return { is: "undecided", because: { part, because: [] }, unknowns: [connections] };
  const verdict = leadsToNodeManagement(connections);
  return { ...verdict, because: { part, because: verdict.because } };
}

function presence(connected: Value<boolean>): Verdict<EndpointEvidence<never, never>> {
  const because = { part: "network" } as const;
  if (isUnknown(connected)) return { is: "undecided", because, unknowns: [connected] };
  return { is: connected ? "holds" : "violated", because };
}

/** TCP 443 from the pool's nodes to the endpoint: on its way out of their subnet, or into the endpoint's. */
function securityRules<RuleRef, RouteRef>(
  question: EndpointQuestion<RuleRef, RouteRef>,
  direction: "Outbound" | "Inbound",
): Verdict<EndpointEvidence<RuleRef, RouteRef>> {
  const { poolSubnet, endpointSubnet } = question;
  const out = direction === "Outbound";
  const nodes = subnetEndpoint(poolSubnet.context);
  const endpoint = endpointSide(question);
  const flow = {
    direction,
    protocol: "Tcp",
    local: out ? nodes : endpoint,
    localPorts: out ? EPHEMERAL_PORTS : ports(NODE_MANAGEMENT_PORT),
    remote: out ? endpoint : nodes,
    remotePorts: out ? ports(NODE_MANAGEMENT_PORT) : EPHEMERAL_PORTS,
    remoteIsNode: !out,
  } as const;
  const { filters, context } = out ? poolSubnet : endpointSubnet;
  const verdict = judgeTraffic("all-through", filters, flow, context);
  const part = out ? "pool-security-rules" : "endpoint-security-rules";
  return { ...verdict, because: { part, because: verdict.because } };
}

function endpointRules<RuleRef, RouteRef>(
  question: EndpointQuestion<RuleRef, RouteRef>,
): Verdict<EndpointEvidence<RuleRef, RouteRef>> {
  const exempt = { is: "holds", because: { part: "endpoint-policies" } } as const;
  const applies = readPrivateEndpointPolicies(question.networkPolicies).securityGroup;
  if (applies === false) return exempt;
  const judged = securityRules(question, "Inbound");
  if (applies === true) return judged;
  const either = whichever([exempt, judged], unknownsAmong([question.networkPolicies]));
  return { ...either, because: judged.because };
}

/** Into the network it goes well, into nothing it does not; what appliances, gateways and the internet do with it is open. */
const outcomes: Readonly<Partial<Record<HopType, "holds" | "violated">>> = {
  InterfaceEndpoint: "holds",
  VnetLocal: "holds",
  VNetPeering: "holds",
  None: "violated",
};

function route<RuleRef, RouteRef>(
  question: EndpointQuestion<RuleRef, RouteRef>,
): Verdict<EndpointEvidence<RuleRef, RouteRef>> {
  const { table, network } = question.poolSubnet;
  const { networkPolicies } = question;
  const { known, unknown } = endpointSide(question);
  const addresses = unknown === undefined ? known : union(known, unknown.within);
  const routing = routesToEndpoint({ addresses, networkPolicies }, table, network);
  const verdict = judgeRouting(routing, (each): Verdict<HopType | undefined> => {
    const because = each.hop.type;
    const is = because === undefined ? undefined : outcomes[because];
    return is === undefined ? { is: "undecided", because, unknowns: each.unknowns } : { is, because };
  });
  const because = { part: "route", because: verdict.because } as const;
  // Some of several possible addresses are unreachable: which one it gets decides.
  const open = verdict.is === "violated" && unknown !== undefined && verdict.because.length < routing.pieces.length;
  return open ? { is: "undecided", because, unknowns: unknown.unknowns } : { ...verdict, because };
}

/** Where the endpoint is: its own address, or an unknown one of its subnet. */
function endpointSide({ address, endpointSubnet }: EndpointQuestion<unknown, unknown>): Endpoint {
  const parsed = typeof address === "string" && !address.includes("/") ? parseCidr(address).value : undefined;
  if (parsed !== undefined) return { known: parsed };
  const { known, unknown } = subnetEndpoint(endpointSubnet.context);
  const within: AddressSet = unknown === undefined ? known : union(known, unknown.within);
  const unknowns = [...unknownsAmong([address]), ...(unknown?.unknowns ?? [])];
  return { known: NO_ADDRESS, unknown: { within, inVirtualNetwork: true, unknowns } };
}

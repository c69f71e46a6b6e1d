import { everyPart, whichever } from "../known/combine";
import { isUnknown, type Unknown, unknown, type Value } from "../known/value";
import type { Verdict } from "../known/verdict";
import { sizeV4 } from "../network/address-set";
import type { Flow } from "../network/flow";
import type { HopType } from "../network/next-hop";
import {
  type EndpointQuestion,
  flowToEndpoint,
  judgeEndpointSubnet,
  judgeRouteToEndpoint,
  judgeRulesToEndpoint,
} from "../network/private-endpoint";
import type { RoutedEvidence } from "../network/routes";
import type { SubnetContext } from "../network/subnet-context";
import type { Cloud } from "../network/tag-data";
import type { TrafficEvidence } from "../network/traffic-evidence";
import type { Account } from "../topology/account";
import { type Link, single } from "../topology/link";
import { memo, memoFor } from "../topology/once";
import type { PrivateEndpoint } from "../topology/private-endpoint";
import type { RouteNode } from "../topology/route-table";
import type { SecurityGroup, SecurityRuleNode } from "../topology/security-group";
import type { Subnet } from "../topology/subnet";
import { connectionHop } from "./connection";
import { peeringHop } from "./endpoint-peering";
import { cloudOf, contextIn, filtersOf } from "./filters";
import type { EndpointSubnetHop, Hop, RouteHop, SecurityRulesHop } from "./hop";
import type { RouteOutcome } from "./next-hop";
import { connected } from "./peering";
import { routeHop } from "./route";
import { routedNetworkIn, routesOf } from "./routing";
import { securityRules } from "./security-rules";

/** What the subnet of an endpoint applies to it; no traffic is judged if it applies nothing. */
export interface EndpointSubnetEvidence {
  /** The subnet of the endpoint, if the program shows it. */
  readonly subnet: Subnet | undefined;
  readonly group: SecurityGroup | undefined;
  readonly traffic: TrafficEvidence<SecurityRuleNode> | undefined;
}

/** The hops from a pool's nodes in a subnet to a private endpoint, in the order in which packets meet them. */
export function endpointHops(
  endpoint: PrivateEndpoint,
  account: Link<Account>,
  subnet: Subnet,
  region: Value<string>,
): readonly Hop[] {
  return [...networkHops(endpoint)(subnet)(cloudOf(region)), connectionHop(endpoint, account)];
}

/** The part that does not depend on the account: judged once for all pools in a subnet. */
const networkHops = memoFor((endpoint: PrivateEndpoint) =>
  memoFor((subnet: Subnet) =>
    memo((cloud: Cloud | undefined): readonly Hop[] => [
      rulesHop(endpoint, subnet, cloud),
      toEndpoint(endpoint, subnet, cloud),
      ...intoItsNetwork(endpoint, subnet, cloud),
    ]),
  ),
);

/** An appliance may forward with its own source address: then the result of the rules of the endpoint's subnet is undecided. */
function intoItsNetwork(endpoint: PrivateEndpoint, subnet: Subnet, cloud: Cloud | undefined): readonly Hop[] {
  const peering = peeringHop(
    endpoint,
    subnet,
    contextIn(subnet)(cloud),
    questionFor(endpoint, subnet, cloud),
    nowhere(endpoint),
  );
  const hop = endpointSubnetHop(endpoint, subnet, cloud);
  const open = peering.verdict.because.reason === "forwarded" && hop.verdict.is === "violated";
  return [peering, open ? { ...hop, verdict: { ...hop.verdict, is: "undecided", unknowns: [] } } : hop];
}

/** The packets that a pool's nodes in a subnet send to an endpoint, as the security rules of their subnet see them. */
export function flowTo(endpoint: PrivateEndpoint, subnet: Subnet, region: Value<string>): Flow {
  return flowToEndpoint(questionFor(endpoint, subnet, cloudOf(region)), "Outbound");
}

/** The same packets, as the security rules of the endpoint's own subnet see them. */
export function flowInto(endpoint: PrivateEndpoint, subnet: Subnet, region: Value<string>): Flow {
  return flowToEndpoint(questionFor(endpoint, subnet, cloudOf(region)), "Inbound");
}

type Question = EndpointQuestion<SecurityRuleNode, RouteNode>;

function questionFor(endpoint: PrivateEndpoint, subnet: Subnet, cloud: Cloud | undefined): Question {
  const own = single(endpoint.subnet);
  // A missing peering is not the fault of security rules: with the peering, "VirtualNetwork" includes the other network.
  const isApart = own !== undefined && connected(subnet, own, nowhere(endpoint)).is !== "holds";
  const around = (one: Subnet) => (isApart ? connectedFurther(contextIn(one)(cloud)) : contextIn(one)(cloud));
  return {
    address: endpoint.address,
    memberOf: endpoint.applicationGroups,
    networkPolicies: own ? own.endpointPolicies : nowhere(endpoint),
    endpointSubnet: { filters: NO_RULES, context: own ? around(own) : HIDDEN_CONTEXT },
    poolSubnet: {
      filters: NO_RULES,
      context: around(subnet),
      table: routesOf(subnet),
      network: routedNetworkIn(subnet, cloud),
    },
  };
}

const connectedFurther = memoFor((context: SubnetContext): SubnetContext => ({ ...context, isConnectedFurther: true }));

const NO_RULES = { group: undefined };
const HIDDEN_SPACE = { prefixes: [], complete: false };
const HIDDEN_CONTEXT = {
  ...{ subnet: HIDDEN_SPACE, virtualNetwork: HIDDEN_SPACE, peered: HIDDEN_SPACE },
  routes: { list: [], complete: false },
};

/** What is unknown about an endpoint whose subnet the program does not show. */
function nowhere({ subnet, entity }: PrivateEndpoint): Unknown {
  return subnet.to === "unknown" ? subnet.why : unknown("subnet", entity.resource.urn);
}

function rulesHop(endpoint: PrivateEndpoint, subnet: Subnet, cloud: Cloud | undefined): SecurityRulesHop {
  const question = questionFor(endpoint, subnet, cloud);
  const cases = filtersOf(subnet).map(({ group, filters }) => {
    const poolSubnet = { ...question.poolSubnet, filters };
    return { subnet, group, filters, traffic: judgeRulesToEndpoint({ ...question, poolSubnet }) };
  });
  return securityRules(subnet, cases);
}

function endpointSubnetHop(endpoint: PrivateEndpoint, subnet: Subnet, cloud: Cloud | undefined): EndpointSubnetHop {
  const question = questionFor(endpoint, subnet, cloud);
  const own = single(endpoint.subnet);
  const hidden = { group: { rules: [], complete: false, unknowns: [nowhere(endpoint)] } };
  const cases = (own ? filtersOf(own) : [{ group: undefined, filters: hidden }]).map(
    ({ group, filters }): Verdict<EndpointSubnetEvidence> => {
      const endpointSubnet = { ...question.endpointSubnet, filters };
      const verdict = judgeEndpointSubnet({ ...question, endpointSubnet });
      return { ...verdict, because: { subnet: own, group, traffic: verdict.because } };
    },
  );
  const verdict = whichever(cases, []);
  return { kind: "endpoint subnet", verdict: { ...verdict, because: verdict.because[0] ?? NOTHING_APPLIES } };
}

const NOTHING_APPLIES: EndpointSubnetEvidence = { subnet: undefined, group: undefined, traffic: undefined };

function toEndpoint(endpoint: PrivateEndpoint, subnet: Subnet, cloud: Cloud | undefined): RouteHop {
  const verdict = judgeRouteToEndpoint(questionFor(endpoint, subnet, cloud));
  const pieces = verdict.because.map((piece) => piecesOf(piece, verdict));
  return { ...routeHop(pieces), verdict: { ...verdict, because: pieces } };
}

const REASONS: Readonly<Partial<Record<HopType, RouteOutcome["reason"]>>> = {
  ...{ InterfaceEndpoint: "passes", VnetLocal: "passes", VNetPeering: "passes" },
  ...{ None: "dropped", VirtualAppliance: "appliance", VirtualNetworkGateway: "gateway" },
};

type Piece = RoutedEvidence<RouteNode, HopType | undefined>;

function piecesOf({ routes, destinations }: Piece, verdict: Verdict<unknown>): Verdict<readonly RouteOutcome[]> {
  const outcomes = routes.map((route): Verdict<RouteOutcome> => {
    const { type } = route.hop;
    const reason = (type && !isUnknown(type) && REASONS[type]) || "unclear";
    const is = reason === "passes" ? "holds" : reason === "dropped" ? "violated" : "undecided";
    const because = { route, destinations, count: sizeV4(destinations), is, reason } as const;
    return is === "undecided" ? { is, because, unknowns: route.unknowns } : { is, because };
  });
  const all = everyPart(outcomes);
  const { is } = verdict;
  // A part of an undecided whole is not reported as certain.
  return is === "undecided"
    ? { is, because: outcomes.map(({ because }) => because), unknowns: verdict.unknowns }
    : { ...all, because: outcomes.map(({ because }) => because) };
}

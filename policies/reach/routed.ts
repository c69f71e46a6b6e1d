import { everyPart, whichever } from "../known/combine";
import { isUnknown, unknown, type Value } from "../known/value";
import type { Verdict } from "../known/verdict";
import { type AddressSet, covers, NO_ADDRESS, onlyFamily, parseCidr } from "../network/address-set";
import { batchHosts } from "../network/batch-hosts";
import { type FirewallPiece, firewallLets } from "../network/firewall-verdict";
import { NODE_MANAGEMENT_PORT, subnetEndpoint } from "../network/node-management";
import { regionOf, regions } from "../network/regions";
import { type Alternatives, judgePieces, type Routing, routesFor } from "../network/routes";
import { batchNodeManagement, everyBatchNodeManagement } from "../network/service-tags";
import type { Cloud } from "../network/tag-data";
import type { Route } from "../network/user-route";
import type { FirewallNode } from "../topology/firewall";
import type { FirewallRuleNode } from "../topology/firewall-rule";
import { memo, memoFor } from "../topology/once";
import type { RouteNode } from "../topology/route-table";
import type { Subnet } from "../topology/subnet";
import type { Topology } from "../topology/topology";
import { contextOf } from "./filters";
import { routedNetworkOf, routesOf } from "./routing";

/** What becomes of the packets that take a route. */
export interface RouteOutcome {
  readonly route: Route<RouteNode>;
  /** Whether they arrive, should this be the route that they take. */
  readonly is: Verdict<unknown>["is"];
  readonly destinations: AddressSet;
  readonly reason: "dropped" | "passes" | "firewall" | "appliance" | "gateway" | "elsewhere";
  /** The firewall that decides, and why. */
  readonly firewall?: FirewallNode;
  readonly pieces?: readonly FirewallPiece<FirewallRuleNode>[];
}

/** Where a subnet's packets to the Batch service of `region` go, as far as user routes decide it. */
export function judgeRoutes(
  subnet: Subnet,
  region: Value<string>,
  topology: Topology,
  trusted: readonly string[],
): Verdict<readonly RouteOutcome[]> {
  const verdict = everyPart(routedPieces(subnet, region, topology, trusted));
  return { ...verdict, because: verdict.because.flat() };
}

/** The same, piece by piece: the routes of one piece are those of which one wins. Judged once for all pools in a subnet. */
export function routedPieces(
  subnet: Subnet,
  region: Value<string>,
  topology: Topology,
  trusted: readonly string[],
): readonly Verdict<readonly RouteOutcome[]>[] {
  return piecesFor(topology)(trusted)(subnet)(region);
}

const piecesFor = memoFor((topology: Topology) =>
  memoFor((trusted: readonly string[]) =>
    memoFor((subnet: Subnet) =>
      memo((region: Value<string>): readonly Verdict<readonly RouteOutcome[]>[] => {
        const verdicts = judgePieces(batchRouting(subnet, region), (route, destinations) => {
          const verdict = judgeHop({ route, destinations }, subnet, region, topology, trusted);
          return { ...verdict, because: { ...verdict.because, is: verdict.is } };
        });
        return verdicts.map((verdict) => ({ ...verdict, because: verdict.because.because }));
      }),
    ),
  ),
);

/** The routes that a subnet's packets to the Batch service of `region` take. Chosen once for all pools in it. */
export function batchRouting(subnet: Subnet, region: Value<string>): Routing<RouteNode> {
  return routings(subnet)(region);
}

const routings = memoFor((subnet: Subnet) =>
  memo((region: Value<string>): Routing<RouteNode> => {
    const network = routedNetworkOf(subnet, region);
    const known = isUnknown(region) ? undefined : batchNodeManagement(region);
    const destinations = known ?? everyBatchNodeManagement(network.cloud);
    const routing = routesFor(onlyFamily(destinations, "v4"), routesOf(subnet), network);
    return known ? routing : { ...routing, oneOf: regionsIn(region, network.cloud) };
  }),
);

/** The addresses of each region that may turn out to be the pool's; none for one whose addresses nobody has published yet. */
function regionsIn(region: Value<string>, cloud: Cloud | undefined): Alternatives {
  if (!isUnknown(region)) return { parts: [], why: [] };
  const possible = [...regions().values()].filter((each) => cloud === undefined || each.cloud === cloud);
  return { parts: possible.map((each) => onlyFamily(batchNodeManagement(each) ?? NO_ADDRESS, "v4")), why: [region] };
}

type Taken = Pick<RouteOutcome, "route" | "destinations">;

type Judged = Omit<RouteOutcome, "is">;

function judgeHop(
  taken: Taken,
  subnet: Subnet,
  region: Value<string>,
  topology: Topology,
  trusted: readonly string[],
): Verdict<Judged> {
  const { type, address } = taken.route.hop;
  const because = (reason: RouteOutcome["reason"]) => ({ ...taken, reason });
  if (isUnknown(type)) return { is: "undecided", because: because("elsewhere"), unknowns: [type] };
  if (isTrusted(type, address, trusted)) return { is: "holds", because: because("passes") };
  switch (type) {
    case "None":
      return { is: "violated", because: because("dropped") };
    case "Internet":
      return { is: "holds", because: because("passes") };
    case "VirtualAppliance":
      return behindAppliance(taken, subnet, region, topology);
    case "VirtualNetworkGateway":
      return { is: "undecided", because: because("gateway"), unknowns: [...taken.route.unknowns] };
    default:
      return { is: "undecided", because: because("elsewhere"), unknowns: [...taken.route.unknowns] };
  }
}

function isTrusted(type: string | undefined, address: Value<string> | undefined, trusted: readonly string[]): boolean {
  if (type === "VirtualNetworkGateway") return trusted.includes(type);
  if (type !== "VirtualAppliance" || address === undefined || isUnknown(address)) return false;
  const own = parseCidr(address).value;
  return trusted.some((each) => {
    const range = parseCidr(each).value;
    return own !== undefined && range !== undefined && covers(range, own);
  });
}

function behindAppliance(taken: Taken, subnet: Subnet, region: Value<string>, topology: Topology): Verdict<Judged> {
  const { ref, hop } = taken.route;
  const because = { ...taken, reason: "appliance" as const };
  const known = isUnknown(region) ? undefined : regionOf(region);
  const link = ref && topology.firewallBehind(ref);
  if (!known || link?.to !== "nodes") {
    const why = link?.to === "unknown" ? link.why : isUnknown(hop.address) ? hop.address : undefined;
    return { is: "undecided", because, unknowns: why ? [why] : isUnknown(region) ? [region] : [] };
  }
  const flow = {
    sources: subnetEndpoint(contextOf(subnet, region)),
    destinations: taken.destinations,
    hosts: batchHosts(known),
    port: NODE_MANAGEMENT_PORT,
    cloud: known.cloud,
  };
  const cases = link.nodes.map((firewall): Verdict<Judged> => {
    const verdict = firewallLets(firewall.rules, flow);
    return { ...verdict, because: { ...taken, reason: "firewall", firewall, pieces: verdict.because } };
  });
  const open = link.nodes.length > 1 && ref ? [unknown(ref.nextHop.path, ref.nextHop.owner)] : [];
  const verdict = whichever(cases, open);
  return { ...verdict, because: verdict.because[0] ?? because };
}

/** Adds up the subnets that may turn out to be the pool's. */
export function inEachSubnet<E>(
  subnets: readonly Subnet[],
  judge: (subnet: Subnet) => Verdict<readonly E[]>,
): Verdict<readonly E[]> {
  const verdict = subnets.length === 1 ? everyPart(subnets.map(judge)) : whichever(subnets.map(judge), []);
  return { ...verdict, because: verdict.because.flat() };
}

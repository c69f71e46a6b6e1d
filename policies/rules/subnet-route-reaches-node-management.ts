import { isUnknown, type Unknown } from "../known/value";
import type { Verdict } from "../known/verdict";
import { regionOf } from "../network/regions";
import { BATCH_TAG, batchTagName } from "../network/service-tags";
import { stillServesClassic } from "../reach/batch-subnets";
import type { JudgedEndpoint } from "../reach/node-management-endpoint";
import { outboundOf } from "../reach/outbound";
import { inEachSubnet, judgeRoutes, type RouteOutcome } from "../reach/routed";
import type { Context } from "../settings/context";
import { candidates } from "../topology/link";
import { poolRegion } from "../topology/region";
import type { Subnet } from "../topology/subnet";
import type { PoolNode } from "../topology/topology";
import { firewallRuleName } from "../wording/describe-firewall";
import { nameOf, namesOf } from "../wording/names";
import { quoted, shown } from "../wording/shown";
import { adviceOnEndpoints } from "./lib/doubts";
import { onPool } from "./lib/on-pool";
import { type Finding, finding, type Item, openQuestion, type Rule } from "./rule";

export const subnetRouteReachesNodeManagement: Rule = {
  name: "subnet-route-reaches-node-management",
  title: "The routes of a Batch pool's subnet lead its nodes to the Batch service.",
  severity: "high",
  levels: { recommended: "mandatory", strict: "mandatory" },
  link: "https://learn.microsoft.com/azure/batch/batch-virtual-network#user-defined-routes-for-forced-tunneling",
  checkTopology: (topology, context) => {
    const faults = new Map<string, { outcome: RouteOutcome; pools: PoolNode[] }>();
    const somewhere: Finding[] = [];
    const open: Item[] = [];
    for (const pool of topology.pools) {
      const subnets = candidates(pool.subnet);
      const outbound = outboundOf(pool, topology);
      const endpoint = outbound?.endpoint;
      if (subnets.length === 0 || endpoint?.is === "holds") continue;
      const judge = (subnet: Subnet) =>
        judgeRoutes(subnet, poolRegion(pool), topology, context.settings.trustedNextHops);
      const verdict = inEachSubnet(subnets, judge);
      if (verdict.is === "violated" && endpoint?.is === "undecided")
        open.push(spared(pool, endpoint.unknowns, outbound?.endpoints ?? []));
      else if (verdict.is === "violated") {
        const [first] = verdict.because;
        if (first && !haveOneTable(subnets, judge)) somewhere.push(onPool(toFinding(first, [pool], context), pool));
        else for (const outcome of verdict.because) note(faults, outcome, pool);
      }
      if (verdict.is === "undecided" && verdict.because.some(isUserMade)) open.push(question(pool, verdict));
    }
    const certain = [...faults.values()].map(({ outcome, pools }) => toFinding(outcome, pools, context));
    return [...certain, ...somewhere, ...open];
  },
};

/** Whether the routes at fault are the same ones, whichever of the subnets is the pool's. */
function haveOneTable(
  subnets: readonly Subnet[],
  judge: (subnet: Subnet) => Verdict<readonly RouteOutcome[]>,
): boolean {
  const [own, ...others] = subnets.map((subnet) => new Set(judge(subnet).because.map(({ route }) => route.ref)));
  return others.every((refs) => refs.size === own?.size && [...refs].every((ref) => own.has(ref)));
}

/** Routes that a gateway may learn are nobody's program: only what somebody wrote is asked about. */
function isUserMade({ route }: RouteOutcome): boolean {
  return route.source === "user";
}

function note(
  faults: Map<string, { outcome: RouteOutcome; pools: PoolNode[] }>,
  outcome: RouteOutcome,
  pool: PoolNode,
) {
  const { ref } = outcome.route;
  const region = poolRegion(pool);
  const key = `${ref?.property.owner} ${ref?.property.path} ${isUnknown(region) ? "" : region}`;
  const known = faults.get(key);
  if (known) known.pools.push(pool);
  else faults.set(key, { outcome, pools: [pool] });
}

function toFinding(
  { route, reason, firewall, pieces }: RouteOutcome,
  pools: readonly PoolNode[],
  context: Context,
): Finding {
  const property = route.ref?.property;
  const region = poolRegion(pools[0] as PoolNode);
  const known = isUnknown(region) ? undefined : regionOf(region);
  const tag = known ? batchTagName(known) : BATCH_TAG;
  const name = quoted(route.ref && shown("name", route.ref.name));
  const prefix = shown("address", route.prefix) ?? shown("tag", route.prefix);
  const ruleName = firewallRuleName(pieces ?? [], false);
  const end =
    reason === "dropped"
      ? `drops TCP 443 from ${namesOf(pools)} to ${tag}: its next hop is None.`
      : `leads TCP 443 from ${namesOf(pools)} to ${tag} into firewall "${firewall ? nameOf(firewall.entity) : ""}", ${
          ruleName ? `whose rule "${ruleName}" denies it` : "none of whose rules allows it"
        }.`;
  const change =
    reason === "dropped"
      ? `Give the route another next hop, or add a route for ${tag} with next hop Internet to the table.`
      : `Allow TCP 443 from the subnet to the service tag ${tag} in a network rule of the firewall.`;
  return finding({
    urn: property?.owner ?? "",
    path: property?.path ?? "",
    found: `Route${name}${prefix === undefined ? "" : ` (${prefix})`} ${end}`,
    why: "Nodes call the Batch service there; those that cannot reach it turn unusable.",
    change: [change],
    advisory: stillServesClassic(pools, context),
  });
}

/** Nodes with a private endpoint do not need the routes. */
function spared({ entity }: PoolNode, unknowns: readonly Unknown[], endpoints: readonly JudgedEndpoint[]): Item {
  const question =
    "whether its nodes have a private endpoint to the Batch service, which a route of their subnet keeps them from otherwise";
  return openQuestion({ urn: entity.resource.urn, question, unknowns }, () => adviceOnEndpoints(endpoints));
}

type Open = { readonly because: readonly RouteOutcome[]; readonly unknowns: readonly Unknown[] };

function question(pool: PoolNode, { because, unknowns }: Open): Item {
  const userMade = because.filter(isUserMade);
  const first = userMade.find(({ is }) => is === "violated") ?? userMade[0];
  const { urn } = pool.entity.resource;
  const item = { kind: "undecided", urn } as const;
  // A route that is not shown stands for those of a table outside this program.
  if (first?.route.ref === undefined) {
    const isOneOfSeveral = candidates(pool.subnet).some(({ routeTable }) => candidates(routeTable).length > 1);
    if (isOneOfSeveral) {
      const question = "whether the routes of its subnet lead to the Batch service: it may have one of several tables";
      return { ...item, question, unknowns };
    }
    const question =
      "whether the routes of its subnet lead to the Batch service: their table is not part of this program";
    const advice = "Look there for a route that drops TCP 443 to the service tag BatchNodeManagement.";
    return { ...item, question, unknowns: [], advice };
  }
  const { reason, route, firewall } = first;
  const region = poolRegion(pool);
  if (reason === "dropped" && (isUnknown(region) || !regionOf(region))) {
    const question =
      "whether its nodes need the addresses of the Batch service to which a route of its subnet drops TCP 443";
    const advice = "Add a route for the service tag of its region with next hop Internet, if there is none.";
    return openQuestion({ urn, question, unknowns }, () => advice);
  }
  if (reason === "dropped") {
    const question =
      "whether a gateway knows closer routes to the Batch service than the one of its subnet that drops TCP 443";
    return { ...item, question, unknowns };
  }
  if (firewall) {
    const question = `whether firewall "${nameOf(firewall.entity)}", to which its route leads, lets TCP 443 through to the Batch service`;
    const advice =
      "An application rule for *.REGION.service.batch.azure.com, or a network rule for the service tag, does.";
    return openQuestion({ urn, question, unknowns }, () => advice);
  }
  const address = shown("address", route.hop.address);
  const via = reason === "gateway" ? "the virtual network gateway" : `the appliance${address ? ` ${address}` : ""}`;
  const trust = reason === "gateway" ? "VirtualNetworkGateway" : address;
  const question = `whether ${via}, to which its route leads, lets TCP 443 through to the Batch service`;
  return trust
    ? { ...item, question, unknowns, advice: `If it does, add "${trust}" to the setting trustedNextHops.` }
    : { ...item, question, unknowns };
}

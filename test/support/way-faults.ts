import type { Leg, Stop, Way } from "../../cli/findings/way";
import { waysOf } from "../../cli/picture/way-of";
import type { PlannedResource } from "../../policies/plan/resource";
import { withDeclared } from "../../policies/reach/declared-pools";
import { openReach, type Reach, restrictTo } from "../../policies/reach/reach";
import { accountNodeManagementReachable } from "../../policies/rules/account-node-management-reachable";
import { endpointNodeManagementDns } from "../../policies/rules/endpoint-node-management-dns";
import { endpointNodeManagementReachable } from "../../policies/rules/endpoint-node-management-reachable";
import { poolNoPublicIpHasEgress } from "../../policies/rules/pool-no-public-ip-has-egress";
import { poolNodeManagementOutbound } from "../../policies/rules/pool-node-management-outbound";
import type { Item, Rule } from "../../policies/rules/rule";
import { subnetRouteReachesNodeManagement } from "../../policies/rules/subnet-route-reaches-node-management";
import type { Context } from "../../policies/settings/context";
import { readSettings } from "../../policies/settings/settings";
import { parseArmId } from "../../policies/topology/arm-id";
import { buildTopology, type PoolNode } from "../../policies/topology/topology";
import { TODAY } from "./exemptions";
import type { Valid } from "./rule-tables";

/** The policies that a picture is held against. */
const ABOUT_WAYS: readonly Rule[] = [
  poolNodeManagementOutbound,
  subnetRouteReachesNodeManagement,
  poolNoPublicIpHasEgress,
  accountNodeManagementReachable,
  endpointNodeManagementDns,
  endpointNodeManagementReachable,
];

/** What policies are judged with in a program of the tests. */
export function contextOf({ settings, today = TODAY }: Pick<Valid, "settings" | "today">): Context {
  return { settings: readSettings(settings, { today, policies: [], aliases: new Map() }), today };
}

/** What the policies say of one pool: of a program in which it is the only one. */
function saidOf(pool: PoolNode, reach: Reach, context: Context): { blocked: boolean; undecided: boolean } {
  const alone = restrictTo(reach, [pool]);
  const items: Item[] = ABOUT_WAYS.flatMap((rule) => {
    const said = rule.checkReach?.(alone, context) ?? [];
    // An endpoint that nodes do not use is told of as well where they need none.
    return rule === endpointNodeManagementDns
      ? said.filter((item) => !(item.kind === "finding" && item.advisory))
      : said;
  });
  return {
    blocked: items.some((item) => item.kind === "finding"),
    undecided: items.some((item) => item.kind === "undecided"),
  };
}

/** Pictures of a program, and what is wrong with them. */
export interface Looked {
  readonly faults: readonly string[];
  readonly ways: readonly Way[];
}

/** How the pictures of a program differ from what the policies say of it. */
export function look(resources: readonly PlannedResource[], context: Context): Looked {
  const { settings } = context;
  const reach = openReach(withDeclared(buildTopology(resources), settings), settings.trustedNextHops);
  const ways = waysOf(reach);
  const faults = reach.topology.pools.flatMap((pool, at) => {
    const way = ways[at] as Way;
    const { blocked, undecided } = saidOf(pool, reach, context);
    const told: string[] = [...shapeFaults(way)];
    if ((way.is === "blocked") !== blocked) told.push(`is ${way.is}, and blocked is ${blocked}`);
    // What is no id of a subnet at all, the policy about locations refuses.
    const isRefused = pool.subnet.to === "external" && !parseArmId(pool.subnet.id);
    if (!isRefused && (way.is === "unknown") !== undecided) told.push(`is ${way.is}, and undecided is ${undecided}`);
    return told.map((fault) => `${way.name}: ${fault}`);
  });
  return { faults, ways };
}

/** What is wrong with a picture, whatever the policies say. */
function shapeFaults({ is, stops, legs }: Way): readonly string[] {
  const faults: string[] = [];
  const place = new Map(stops.map(({ id }, at) => [id, at]));
  const at = (id: string) => place.get(id) ?? Number.NaN;
  const last = stops.length - 1;
  if (place.size < stops.length) faults.push("two stops have one id");
  if (stops[0]?.kind !== "nodes" || stops[last]?.kind !== "service")
    faults.push("it does not lead from nodes to service");
  if (stops[last]?.is !== is) faults.push("it ends otherwise than it says");
  if (!legs.every(({ from, to }) => at(from) < at(to))) faults.push("a leg leads back, or nowhere");
  const loose = stops.filter((stop, index) => !hasLegs(stop, index, last, legs));
  faults.push(...loose.map(({ kind, name }) => `${kind} ${name} is not on the way`));
  const between = stops.slice(0, last);
  const states = [...between, ...legs].map((each) => each.is);
  if (is === "blocked" && !between.some((stop) => stop.is === "blocked")) faults.push("nothing says why it is blocked");
  if (is === "unknown" && !states.includes("unknown")) faults.push("nothing says why it is unknown");
  if (is === "open" && states.includes("blocked")) faults.push("it is open, and something is blocked");
  if (is === "open" && !reaches(stops, legs)) faults.push("it is open, and no course is");
  return faults;
}

function hasLegs({ id }: Stop, index: number, last: number, legs: readonly Leg[]): boolean {
  return (index === 0 || legs.some(({ to }) => to === id)) && (index === last || legs.some(({ from }) => from === id));
}

/** Whether there is a course of nothing but what is open. */
function reaches(stops: readonly Stop[], legs: readonly Leg[]): boolean {
  const reached = new Set(stops.slice(0, 1).map(({ id }) => id));
  for (const { id, is } of stops.slice(1)) {
    if (is === "open" && legs.some((leg) => leg.to === id && leg.is === "open" && reached.has(leg.from)))
      reached.add(id);
  }
  return reached.has(stops.at(-1)?.id ?? "");
}

import type { NetworkPath, PathEdge, PathHop } from "../../cli/findings/network-path";
import { networkPathsOf } from "../../cli/picture/network-paths";
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
import { isSubnetId } from "../../policies/topology/arm-id";
import { buildTopology, type PoolNode } from "../../policies/topology/topology";
import { TODAY } from "./exemptions";
import type { Valid } from "./rule-tables";

/** The policies that a picture is compared with. */
const ABOUT_PATHS: readonly Rule[] = [
  poolNodeManagementOutbound,
  subnetRouteReachesNodeManagement,
  poolNoPublicIpHasEgress,
  accountNodeManagementReachable,
  endpointNodeManagementDns,
  endpointNodeManagementReachable,
];

/** The context in which the programs of the tests are judged. */
export function contextOf({ settings, today = TODAY }: Pick<Valid, "settings" | "today">): Context {
  return { settings: readSettings(settings, { today, policies: [], aliases: new Map() }), today };
}

/** The findings about one pool, from a program in which it is the only one. */
function saidOf(pool: PoolNode, reach: Reach, context: Context): { blocked: boolean; undecided: boolean } {
  const alone = restrictTo(reach, [pool]);
  const isStopped = alone.all().some(({ is }) => is === "violated");
  const items: Item[] = ABOUT_PATHS.flatMap((rule) => {
    const said = rule.checkReach?.(alone, context) ?? [];
    // An endpoint that the nodes do not use is shown even if they need none.
    return rule === endpointNodeManagementDns && !isStopped
      ? said.filter((item) => !(item.kind === "finding" && item.advisory))
      : said;
  });
  return {
    blocked: items.some((item) => item.kind === "finding"),
    undecided: items.some((item) => item.kind === "undecided"),
  };
}

/** Pictures of a program, and their faults. */
export interface Looked {
  readonly faults: readonly string[];
  readonly paths: readonly NetworkPath[];
}

/** The differences between the pictures of a program and its findings. */
export function look(resources: readonly PlannedResource[], context: Context): Looked {
  const { settings } = context;
  const reach = openReach(withDeclared(buildTopology(resources), settings), settings.trustedNextHops);
  const paths = networkPathsOf(reach);
  const faults = reach.topology.pools.flatMap((pool, at) => {
    const path = paths[at] as NetworkPath;
    const { blocked, undecided } = saidOf(pool, reach, context);
    const differences: string[] = [...shapeFaults(path)];
    if ((path.is === "blocked") !== blocked) differences.push(`is ${path.is}, and blocked is ${blocked}`);
    // An invalid subnet id is reported by the policy about locations.
    const isRefused = pool.subnet.to === "external" && !isSubnetId(pool.subnet.id);
    if (!isRefused && (path.is === "unknown") !== undecided)
      differences.push(`is ${path.is}, and undecided is ${undecided}`);
    return differences.map((fault) => `${path.name}: ${fault}`);
  });
  return { faults, paths };
}

/** The faults of a picture, independent of the policies. */
function shapeFaults({ is, hops, edges }: NetworkPath): readonly string[] {
  const faults: string[] = [];
  const place = new Map(hops.map(({ id }, at) => [id, at]));
  const at = (id: string) => place.get(id) ?? Number.NaN;
  const last = hops.length - 1;
  if (place.size < hops.length) faults.push("two hops have one id");
  if (hops[0]?.kind !== "nodes" || hops[last]?.kind !== "service")
    faults.push("it does not lead from nodes to service");
  if (hops[last]?.is !== is) faults.push("it ends otherwise than it says");
  if (!edges.every(({ from, to }) => at(from) < at(to))) faults.push("an edge leads back, or nowhere");
  const loose = hops.filter((hop, index) => !hasEdges(hop, index, last, edges));
  faults.push(...loose.map(({ kind, name }) => `${kind} ${name} is not on the path`));
  const between = hops.slice(0, last);
  const states = [...between, ...edges].map((each) => each.is);
  if (is === "blocked" && !between.some((hop) => hop.is === "blocked")) faults.push("nothing says why it is blocked");
  if (is === "unknown" && !states.includes("unknown")) faults.push("nothing says why it is unknown");
  if (is === "open" && states.includes("blocked")) faults.push("it is open, and something is blocked");
  if (is === "open" && !reaches(hops, edges)) faults.push("it is open, and no branch is");
  return faults;
}

function hasEdges({ id }: PathHop, index: number, last: number, edges: readonly PathEdge[]): boolean {
  return (
    (index === 0 || edges.some(({ to }) => to === id)) && (index === last || edges.some(({ from }) => from === id))
  );
}

/** Whether all hops of some branch are open. */
function reaches(hops: readonly PathHop[], edges: readonly PathEdge[]): boolean {
  const reached = new Set(hops.slice(0, 1).map(({ id }) => id));
  for (const { id, is } of hops.slice(1)) {
    if (is === "open" && edges.some((edge) => edge.to === id && edge.is === "open" && reached.has(edge.from)))
      reached.add(id);
  }
  return reached.has(hops.at(-1)?.id ?? "");
}

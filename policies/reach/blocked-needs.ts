import { isEmpty } from "../network/address-set";
import { parseCidr } from "../network/address-text";
import type { Flow } from "../network/flow";
import { anywhereFlow, contextTowards, judgeBlocked, serverFlow } from "../network/node-traffic";
import type { SubnetContext } from "../network/subnet-context";
import { needsOf, type Service, serversOf } from "../topology/features";
import { poolRegion } from "../topology/region";
import type { SecurityGroup } from "../topology/security-group";
import type { PoolNode, Topology } from "../topology/topology";
import { contextOf, type GroupRule } from "./filters";
import { onceFor, onlyGroup, type PoolFilters, poolFilters } from "./pool-filters";
import { mayReachPrivately } from "./private-services";
import { flowTo, tagFor } from "./public-services";

/** A target that pools behind one group need, and to which the group allows no traffic. */
export interface BlockedNeed {
  readonly group: SecurityGroup;
  /** The rule that blocks the traffic, in one of the subnets where it is blocked. */
  readonly rule: GroupRule | undefined;
  readonly flow: Flow;
  readonly context: SubnetContext;
  /** The destination that a rule must name to open the path: a service tag, or the address of a server. */
  readonly destination: string;
  readonly port: number;
  /** `undefined` for a server. */
  readonly service: Service | undefined;
  /** Whether a private endpoint may serve it as well; then the group stops what goes to that, too. */
  readonly mayBePrivate: boolean;
  readonly pools: ReadonlySet<PoolNode>;
  /** The settings that need it. */
  readonly what: ReadonlySet<string>;
}

/** One target that a pool's nodes call, whichever setting of the pool needs it. */
interface Target {
  readonly key: string;
  readonly what: string;
  readonly destination: string;
  readonly port: number;
  /** Set for a service that private endpoints may serve as well. */
  readonly service: Service | undefined;
  /** The packets, and their context; `undefined` if it is unknown how security rules match them. */
  readonly towards: (context: SubnetContext) => { readonly flow: Flow; readonly context: SubnetContext } | undefined;
}

/** The targets that the pools' own settings need and a group certainly blocks, one item for each group and target. */
export function blockedNeeds(topology: Topology): readonly BlockedNeed[] {
  const faults = new Map<string, BlockedNeed & { readonly pools: Set<PoolNode>; readonly what: Set<string> }>();
  for (const pool of topology.pools) {
    for (const target of targetsOf(pool)) {
      const found = blocking(pool, target, topology);
      if (!found) continue;
      const key = `${found.group.entity.resource.urn} ${target.key}`;
      const { destination, port, service } = target;
      const fault = faults.get(key) ?? { ...found, destination, port, service, pools: new Set(), what: new Set() };
      fault.pools.add(pool);
      fault.what.add(target.what);
      faults.set(key, fault);
    }
  }
  return [...faults.values()];
}

function targetsOf(pool: PoolNode): readonly Target[] {
  if (pool.declared) return [];
  const { entity } = pool;
  const services = needsOf(entity).map((need): Target => {
    const { what, service, port } = need;
    const towards = (context: SubnetContext) => ({ flow: flowTo(need, context), context });
    return { key: `${service} ${port}`, what, destination: tagFor(service), port, service, towards };
  });
  const servers = serversOf(entity).map(({ what, address, port }): Target => {
    const set = parseCidr(address).value;
    const towards = (context: SubnetContext) => {
      const around = set && !isEmpty(set) ? contextTowards(set, context) : undefined;
      return set && around && { flow: serverFlow(around, set, port), context: around };
    };
    return { key: `${address} ${port}`, what, destination: address, port, service: undefined, towards };
  });
  return [...services, ...servers];
}

type Found = Pick<BlockedNeed, "group" | "rule" | "flow" | "context" | "mayBePrivate">;

/** The group that certainly filters a pool's traffic and blocks the target. */
function blocking(pool: PoolNode, target: Target, topology: Topology): Found | undefined {
  const possible = poolFilters(pool);
  const group = onlyGroup(possible);
  if (!group) return undefined;
  const stops = possible.map((each) => stopped(each, target.key, target, pool));
  const [first] = stops;
  if (!first || stops.includes(undefined)) return undefined;
  const { service, port } = target;
  const mayBePrivate =
    service !== undefined && possible.some(({ subnet }) => mayReachPrivately(subnet, service, topology));
  if (mayBePrivate && !possible.every((each) => stopsAll(each, port, pool))) return undefined;
  return { group, mayBePrivate, ...first };
}

/** Where a private endpoint stands is not asked: only if nothing passes on the port, wherever it goes. */
const stopsAll = onceFor(({ subnet, filters }: PoolFilters, port: number, pool: PoolNode) => {
  const context = contextOf(subnet, poolRegion(pool));
  return judgeBlocked(filters, anywhereFlow(context, port), context).is === "holds";
});

/** Only if no packet could pass, whichever public addresses a service has: the addresses of its tag are not known here. */
const stopped = onceFor(({ subnet, filters }: PoolFilters, _key: string, { towards }: Target, pool: PoolNode) => {
  const sent = towards(contextOf(subnet, poolRegion(pool)));
  const verdict = sent && judgeBlocked(filters, sent.flow, sent.context);
  return sent && verdict?.is === "holds" ? { ...sent, rule: verdict.because.pieces[0]?.rule } : undefined;
});

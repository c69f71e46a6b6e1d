import { compare } from "../../policies/known/order";
import { isUnknown, type Value } from "../../policies/known/value";
import { isAbsent } from "../../policies/plan/property";
import { type ClassicInbound, classicInbound } from "../../policies/reach/classic-inbound";
import type { Hop } from "../../policies/reach/hop";
import type { PoolReach, Reach } from "../../policies/reach/reach";
import { refusalOf } from "../../policies/reach/refusal";
import { endpointNodeManagementDns } from "../../policies/rules/endpoint-node-management-dns";
import { endpointNodeManagementReachable } from "../../policies/rules/endpoint-node-management-reachable";
import { poolNoPublicIpHasEgress } from "../../policies/rules/pool-no-public-ip-has-egress";
import type { Rule, Undecided } from "../../policies/rules/rule";
import { subnetRouteReachesNodeManagement } from "../../policies/rules/subnet-route-reaches-node-management";
import type { Context } from "../../policies/settings/context";
import { linksInto } from "../../policies/topology/backlinks";
import { asksForClassic, runsClassic } from "../../policies/topology/pool";
import type { SecurityGroup } from "../../policies/topology/security-group";
import type { PoolNode, Topology } from "../../policies/topology/topology";
import { nameOf } from "../../policies/wording/names";
import { type Obstacle, obstaclesFor, openQuestions } from "./obstacles";
import { joined, listed, type Phrase, quote, say } from "./phrase";
import { poolNames } from "./pool-names";
import { rulesBlocking } from "./rules-blocking";

/** Whether and how one pool depends on the classic mode. */
export interface Assessment {
  readonly pool: PoolNode;
  /** Why it depends on the classic mode, as clauses; empty for a pool that does not. */
  readonly because: readonly Phrase[];
  /** The undecided questions, as sentences. */
  readonly open: readonly Phrase[];
  /** Whether its nodes must be replaced to leave the classic mode. */
  readonly renew: boolean;
  /** Whether it is a pool of Cloud Services, for which no setting selects the simplified mode. */
  readonly cloudServices: boolean;
  readonly reached: PoolReach;
  readonly obstacles: readonly Obstacle[];
}

/** A security group that filters pools to migrate, or may, and its remaining rules for the classic mode. */
export interface Network extends ClassicInbound {
  /** All pools of the program that use the group, or may. */
  readonly pools: readonly PoolNode[];
}

/** Assesses every pool of a program, sorted by name. */
export function assess(reach: Reach, context: Context): readonly Assessment[] {
  const inbound = classicInbound(reach.topology, context);
  const byName = reach.topology.pools.toSorted((one, other) => compare(nameOf(one.entity), nameOf(other.entity)));
  return byName.map((pool) => assessPool(pool, inbound, reach, context));
}

function assessPool(pool: PoolNode, inbound: readonly ClassicInbound[], reach: Reach, context: Context): Assessment {
  const asks = asksForClassic(pool);
  const runs = runsClassic(pool);
  const cloudServices = !isAbsent(pool.cloudServices) && !isUnknown(pool.cloudServices.value);
  const renew = asks === true || runs || cloudServices;
  const reached = reach.of(pool);
  const obstacles = obstaclesFor([pool], reach, context);
  const hinders = ({ name }: Rule) => obstacles.some(({ policy }) => policy === name);
  // If the public path is open as well, an unreachable endpoint does not block the nodes.
  const isStopped = reached.is === "violated";
  const open = inbound.filter((group) => opens(group, pool));
  const because = [
    ...(cloudServices ? [say`it runs on Cloud Services, which always communicate in the classic mode`] : []),
    ...(asks === true ? [say`it asks for the classic mode in ${quote(pool.mode.path)}`] : []),
    ...(runs ? [say`its nodes run in the classic mode, as Azure reports`] : []),
    ...(rulesBlocking(reached).length > 0 ? [say`security rules block its nodes from the Batch service`] : []),
    ...(hinders(subnetRouteReachesNodeManagement) ? [say`a route blocks its nodes from the Batch service`] : []),
    ...(hinders(poolNoPublicIpHasEgress) ? [say`its nodes have no outbound path to the Batch service`] : []),
    ...(isStopped && hinders(endpointNodeManagementDns)
      ? [say`the name of its account does not resolve to an address that its nodes reach`]
      : []),
    ...(isStopped && hinders(endpointNodeManagementReachable)
      ? [say`the private endpoint of its account does not serve its nodes`]
      : []),
    ...(isShutOut(reached) ? [say`its account blocks its nodes from the Batch service`] : []),
    ...open.map(({ group }) => say`${quote(nameOf(group.entity))} still has rules for TCP 29876-29877 into its nodes`),
  ];
  return {
    pool,
    because,
    open: [...askedMode(pool, asks), ...(because.length > 0 ? questions(pool, reach, context) : [])],
    renew,
    cloudServices,
    reached,
    obstacles,
  };
}

/**
 * Whether the account certainly blocks the nodes. The policy also reports accounts that allow some addresses, which may include those of
 * the nodes. In classic mode such an account had no effect, because the service connected to the nodes.
 */
function isShutOut({ traces, is }: PoolReach): boolean {
  const causes = traces.flatMap((trace) => trace.causes);
  return is === "violated" && causes.some((cause) => cause.kind === "hop" && isClosed(cause.hop));
}

function isClosed(hop: Hop): boolean {
  if (hop.kind !== "account access" || hop.verdict.is !== "violated") return false;
  return hop.verdict.because.every((each) => refusalOf(each) !== "unpredictable");
}

function opens({ openers, leftovers, served }: ClassicInbound, pool: PoolNode): boolean {
  const behind = leftovers.length > 0 && served.some(({ pools }) => pools.includes(pool));
  return behind || openers.some(({ pools }) => pools.includes(pool));
}

/** If the mode is unknown until deployment, it is undecided whether the pool must be migrated. */
function askedMode(pool: PoolNode, asks: Value<boolean>): readonly Phrase[] {
  if (!isUnknown(asks)) return [];
  return [say`Whether ${poolNames([pool])} asks for the classic mode: ${quote(asks.path)} is not known.`];
}

function questions(pool: PoolNode, reach: Reach, context: Context): readonly Phrase[] {
  return openQuestions(pool, reach, context).map((question) => questionPhrase(question, poolNames([pool])));
}

/** A question about a pool or an account, as a sentence. */
export function questionPhrase({ question, advice, unknowns }: Undecided, about: Phrase): Phrase {
  const asked = question.startsWith("whether its nodes") ? question : `about ${question}`;
  const places = [...new Set(unknowns.map(({ path }) => path).filter((path) => path !== ""))];
  const depends = places.length === 0 ? say`.` : say`; it depends on ${listed(places.map((path) => [quote(path)]))}.`;
  return joined([say`For ${about}: ${quote(asked)}${depends}`, ...(advice === undefined ? [] : [[quote(advice)]])]);
}

/** The security groups of some pools, each with all pools behind it; including groups without rules for the classic mode. */
export function networksOf(assessed: readonly Assessment[], topology: Topology, context: Context): readonly Network[] {
  const migrated = new Set(assessed.map(({ pool }) => pool));
  return classicInbound(topology, context).flatMap((inbound) => {
    const pools = poolsBehind(inbound.group, topology);
    return pools.some((pool) => migrated.has(pool)) ? [{ ...inbound, pools }] : [];
  });
}

/** All pools of a program that use a group, or may. */
function poolsBehind(group: SecurityGroup, topology: Topology): readonly PoolNode[] {
  return linksInto(topology).poolsBehind(group).possible;
}

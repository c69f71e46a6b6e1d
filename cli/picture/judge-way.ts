import { anyPart, everyPart, whichever } from "../../policies/known/combine";
import type { Value } from "../../policies/known/value";
import type { Verdict } from "../../policies/known/verdict";
import { judgeRouting } from "../../policies/network/routes";
import type { Route } from "../../policies/network/user-route";
import { type NodeManagementAccess, nodeManagementAccess } from "../../policies/reach/account-access";
import { endpointsOf } from "../../policies/reach/account-endpoints";
import { type Outbound, outboundOf } from "../../policies/reach/outbound";
import { letsIn } from "../../policies/reach/pool-access";
import { type Egress, egressBy, hasNoPublicAddresses } from "../../policies/reach/pool-egress";
import { batchRouting, inEachSubnet, judgeRoutes } from "../../policies/reach/routed";
import type { Context } from "../../policies/settings/context";
import type { Account } from "../../policies/topology/account";
import { candidates } from "../../policies/topology/link";
import { poolRegion } from "../../policies/topology/region";
import type { RouteNode } from "../../policies/topology/route-table";
import type { Subnet } from "../../policies/topology/subnet";
import type { PoolNode, Topology } from "../../policies/topology/topology";
import type { Passage } from "../findings/way";

/** Whether the nodes of a pool reach the Batch service, and what that follows from. */
export interface JudgedWay {
  readonly pool: PoolNode;
  readonly region: Value<string>;
  /** `undefined` for a pool without a subnet in this program. */
  readonly outbound: Outbound | undefined;
  /** The way over public addresses, up to the account: security rules, routes, and addresses to leave from. */
  readonly network: Passage;
  readonly is: Passage;
}

/**
 * Judges the way of a pool's nodes by what the policies judge it by. It is `blocked` where one of them has a finding on it, whatever
 * its level, and `open` only where none of them leaves anything undecided; nor does this, where the policies do not ask:
 * routes that a gateway may learn, accounts outside the program, settings of the pool that are not known.
 *
 * What nodes need in simplified communication is judged, for pools in classic mode as well: it is what awaits them.
 */
export function judgeWay(pool: PoolNode, topology: Topology, { settings }: Context): JudgedWay {
  const outbound = outboundOf(pool, topology);
  const region = outbound?.region ?? poolRegion(pool);
  const subnets = candidates(pool.subnet);
  const parts = outbound
    ? [
        outbound.open,
        inEachSubnet(subnets, (subnet) => judgeRoutes(subnet, region, topology, settings.trustedNextHops)),
        leaving(pool, region, subnets),
      ]
    : [withoutSubnet(pool)];
  const network = everyPart<unknown>(parts);
  const endpoint: Verdict<unknown> = outbound?.endpoint ?? { is: "violated", because: undefined };
  const { is } = anyPart<unknown>([endpoint, everyPart<unknown>([network, accessTo(pool, topology)])]);
  return { pool, region, outbound, network: passage(network), is: passage({ is }) };
}

/** A verdict about packets as what becomes of them. */
export function passage({ is }: Pick<Verdict<unknown>, "is">): Passage {
  return is === "holds" ? "open" : is === "violated" ? "blocked" : "unknown";
}

/** Azure's own network has a way to the service. A pool needs a network of its own to be without public addresses. */
function withoutSubnet(pool: PoolNode): Verdict<undefined> {
  const isSure = pool.subnet.to === "nothing" && hasNoPublicAddresses(pool) !== true;
  return isSure ? { is: "holds", because: undefined } : UNDECIDED;
}

const UNDECIDED = { is: "undecided", because: undefined, unknowns: [] } as const;

/** What a route drops, the routes tell. */
function leaving(pool: PoolNode, region: Value<string>, subnets: readonly Subnet[]): Verdict<unknown> {
  const verdict = inEachSubnet(subnets, (subnet): Verdict<readonly Egress[]> => {
    const judged = judgeRouting(batchRouting(subnet, region), (route) => leavesBy(route, pool, subnet));
    return { ...judged, because: judged.because.flatMap((piece) => piece.because) };
  });
  return verdict.because.some(({ way }) => way === "dropped") ? { is: "holds", because: undefined } : verdict;
}

/**
 * How a pool's packets leave the network by a route. Less sure than the policy: it lets a gateway pass that no route leads to,
 * since somebody may have made it for that. Of pools that nobody sees, the addresses are not asked about.
 */
export function leavesBy(route: Route<RouteNode>, pool: PoolNode, subnet: Subnet): Verdict<Egress> {
  const verdict = egressBy(route, pool, subnet);
  const { because } = verdict;
  if (pool.designated && because.way === "unclear" && route.hop.type === "Internet") return { is: "holds", because };
  const isAssumed = because.way === "virtual-network-gateway" && route.hop.type !== "VirtualNetworkGateway";
  return isAssumed ? { ...UNDECIDED, because } : verdict;
}

function accessTo(pool: PoolNode, topology: Topology): Verdict<unknown> {
  const accounts = candidates(pool.account);
  const [first] = accounts.map((account) => accessOf(pool, account, topology).verdict);
  if (!first) return UNDECIDED;
  if (accounts.length === 1) return first;
  const verdict = whichever(
    accounts.map((account) => accessOf(pool, account, topology).verdict),
    [],
  );
  // The policy has a finding for the pools that are certainly of the account.
  return verdict.is === "violated" ? UNDECIDED : verdict;
}

/** Whether an account lets the nodes of a pool in over public addresses, should it be the pool's. */
export interface JudgedAccess {
  readonly access: NodeManagementAccess;
  readonly verdict: Verdict<undefined>;
}

/**
 * Judges the access to one account. Closed, it is undecided while a private endpoint of this program may lead there; and where its
 * rules do not let in what Azure chooses, they may do so for a time.
 */
export function accessOf(pool: PoolNode, account: Account, topology: Topology): JudgedAccess {
  const access = nodeManagementAccess(account);
  if (access.is === "open") return { access, verdict: { is: "holds", because: undefined } };
  if (access.is === "closed") {
    const mayHaveEndpoint = endpointsOf(account, topology).nodeManagement;
    return { access, verdict: mayHaveEndpoint ? UNDECIDED : { is: "violated", because: undefined } };
  }
  const verdict = letsIn(pool, access);
  return { access, verdict: verdict.is === "violated" ? UNDECIDED : verdict };
}

import { type Reach, restrictTo } from "../../policies/reach/reach";
import { accountNodeManagementReachable } from "../../policies/rules/account-node-management-reachable";
import { endpointNodeManagementDns } from "../../policies/rules/endpoint-node-management-dns";
import { endpointNodeManagementReachable } from "../../policies/rules/endpoint-node-management-reachable";
import { poolNoPublicIpHasEgress } from "../../policies/rules/pool-no-public-ip-has-egress";
import { poolNodeManagementOutbound } from "../../policies/rules/pool-node-management-outbound";
import { poolRegionSupportsSimplified } from "../../policies/rules/pool-region-supports-simplified";
import type { Finding, Item, Rule, Undecided } from "../../policies/rules/rule";
import { subnetRouteReachesNodeManagement } from "../../policies/rules/subnet-route-reaches-node-management";
import type { Context } from "../../policies/settings/context";
import { memo, memoFor } from "../../policies/topology/once";
import type { PoolNode } from "../../policies/topology/topology";

/** Something that blocks nodes from the Batch service. */
export interface Obstacle {
  readonly policy: string;
  readonly rule: Rule;
  readonly finding: Finding;
}

/** The policies that report obstacles. */
const POLICIES: readonly Rule[] = [
  poolRegionSupportsSimplified,
  subnetRouteReachesNodeManagement,
  poolNoPublicIpHasEgress,
  accountNodeManagementReachable,
  endpointNodeManagementDns,
  endpointNodeManagementReachable,
  poolNodeManagementOutbound,
];

/**
 * The findings of the policies about some pools. A finding about a network includes all its pools: a fix for one of them must not break
 * another.
 */
export function obstaclesFor(pools: readonly PoolNode[], reach: Reach, context: Context): readonly Obstacle[] {
  const urns = new Set(pools.map(({ entity }) => entity.resource.urn));
  return POLICIES.flatMap((rule) => {
    const about = findingsOf(context)(reach)(rule).filter((finding) =>
      // Pools declared in settings have no URN of their own.
      finding.pools ? finding.pools.some((urn) => urns.has(urn)) : pools.some(({ declared }) => declared),
    );
    const others = itemsOf({ ...rule, checkReach: () => [] }, pools, reach, context);
    const findings = [...about, ...others.filter((item) => item.kind === "finding")];
    return findings.map((finding) => ({ policy: rule.name, rule, finding }));
  });
}

const findingsOf = memoFor((context: Context) =>
  memoFor((reach: Reach) =>
    memo((rule: Rule): readonly Finding[] =>
      (rule.checkReach?.(reach, context) ?? []).filter((item) => item.kind === "finding"),
    ),
  ),
);

/** The undecided questions about the path of a pool's nodes to the Batch service. */
export function openQuestions(pool: PoolNode, reach: Reach, context: Context): readonly Undecided[] {
  return POLICIES.flatMap((rule) => itemsOf(rule, [pool], reach, context).filter((item) => item.kind === "undecided"));
}

function itemsOf(rule: Rule, pools: readonly PoolNode[], reach: Reach, context: Context): readonly Item[] {
  const own = restrictTo(reach, pools);
  return [...(rule.checkReach?.(own, context) ?? []), ...(rule.checkTopology?.(own.topology, context) ?? [])];
}

/** Identifies an obstacle, whichever pools it is reported for. */
export function obstacleKey({ policy, finding }: Obstacle): string {
  return JSON.stringify([policy, finding.urn, finding.path, finding.found]);
}

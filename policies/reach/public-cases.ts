import type { Value } from "../known/value";
import type { PoolNode } from "../topology/topology";
import type { AccountAccessHop, Hop, SecurityRulesHop } from "./hop";
import type { PoolReach, Reach } from "./reach";
import { mayDenyAll } from "./refusal";
import type { FilterCase } from "./security-rules";
import type { Cause, Trace } from "./trace";

/** The groups that filter a pool's packets to the public addresses, on the path that its nodes certainly take. */
export interface PublicCases {
  readonly pool: PoolNode;
  readonly region: Value<string>;
  readonly cases: readonly FilterCase[];
}

/** The pools in subnets of the program that call node management over public addresses, which neither rules nor a closed account block. */
export function publicCases(reach: Reach): readonly PublicCases[] {
  return reach.all().flatMap((each) => {
    const cases = casesOf(each);
    return cases.length > 0 ? [{ pool: each.pool, region: each.region, cases }] : [];
  });
}

function casesOf({ pool, traces, is }: PoolReach): readonly FilterCase[] {
  if (pool.account.to !== "nodes" && traces.some(({ unseen }) => unseen !== undefined)) return [];
  if (is === "violated" && traces.some(({ causes }) => causes.some(isAboutRules))) return [];
  if (traces.some(mayBeClosed)) return [];
  // If the name resolves, or may resolve, to a private endpoint, a rule for public addresses is of no use to the nodes.
  if (traces.some(({ paths }) => paths.length > 1)) return [];
  return traces.flatMap(({ paths }) => paths.at(-1)?.hops.find(isSecurityRules)?.verdict.because ?? []);
}

/**
 * Whether the account denies, or may deny, every public address: then the path to it is a private endpoint, for which these rules do
 * not matter.
 */
function mayBeClosed({ paths }: Trace): boolean {
  const hop = paths.at(-1)?.hops.find(isAccountAccess);
  return hop?.verdict.because.some(({ access }) => mayDenyAll(access)) ?? false;
}

function isAccountAccess(hop: Hop): hop is AccountAccessHop {
  return hop.kind === "account access";
}

function isAboutRules(cause: Cause): boolean {
  return cause.kind === "hop" && isSecurityRules(cause.hop);
}

function isSecurityRules(hop: Hop): hop is SecurityRulesHop {
  return hop.kind === "security rules";
}

import type { PlannedResource } from "../plan/resource";
import type { Reach } from "../reach/reach";
import { judgedReach } from "../rules/lib/proof";
import type { Item, Rule } from "../rules/rule";
import type { Context } from "../settings/context";
import { once } from "../topology/once";
import type { Topology } from "../topology/topology";

/** Resources that are linked at the first use. */
export interface View {
  readonly topology: () => Topology;
  readonly reach: () => Reach;
}

export function openView(resources: () => readonly PlannedResource[], context: Context): View {
  const reach = once(() => judgedReach(resources(), context));
  return { reach, topology: () => reach().topology };
}

/** What a rule reports about networks. */
export function itemsIn(rule: Rule, view: View, context: Context): readonly Item[] {
  return [...onReach(rule, view, context), ...onTopology(rule, view, context)];
}

/** What a rule reports about the paths of nodes. */
export function onReach({ checkReach }: Rule, view: View, context: Context): readonly Item[] {
  return checkReach ? checkReach(view.reach(), context) : [];
}

/** What a rule reports about everything else. */
export function onTopology({ checkTopology }: Rule, view: View, context: Context): readonly Item[] {
  return checkTopology ? checkTopology(view.topology(), context) : [];
}

/** The same reach without the pools and accounts of the estate, so that rules report none of them. */
export function ofProgram(reach: Reach): Reach {
  const { topology } = reach;
  const pools = topology.pools.filter(({ entity }) => !entity.resource.estate);
  if (pools.length === topology.pools.length) return reach;
  const accounts = topology.accounts.filter(({ entity }) => !entity.resource.estate);
  return { topology: { ...topology, pools, accounts }, of: reach.of, all: () => pools.map(reach.of) };
}

import type { PlannedResource } from "../plan/resource";
import type { Reach } from "../reach/reach";
import { judgedReach } from "../rules/lib/proof";
import type { Item, Rule } from "../rules/rule";
import type { Context } from "../settings/context";
import { once } from "../topology/once";
import type { Topology } from "../topology/topology";

/** Some resources, linked at the first question. */
export interface View {
  readonly topology: () => Topology;
  readonly reach: () => Reach;
}

export function openView(resources: () => readonly PlannedResource[], context: Context): View {
  const reach = once(() => judgedReach(resources(), context));
  return { reach, topology: () => reach().topology };
}

/** What a rule says of networks. */
export function itemsIn(rule: Rule, view: View, context: Context): readonly Item[] {
  return [...onReach(rule, view, context), ...onTopology(rule, view, context)];
}

/** What it says of the paths of nodes. */
export function onReach({ checkReach }: Rule, view: View, context: Context): readonly Item[] {
  return checkReach ? checkReach(view.reach(), context) : [];
}

/** What it says of everything else. */
export function onTopology({ checkTopology }: Rule, view: View, context: Context): readonly Item[] {
  return checkTopology ? checkTopology(view.topology(), context) : [];
}

/** The same view, in which pools and accounts of the estate are nobody's concern. */
export function ofProgram(reach: Reach): Reach {
  const { topology } = reach;
  const pools = topology.pools.filter(({ entity }) => !entity.resource.estate);
  if (pools.length === topology.pools.length) return reach;
  const accounts = topology.accounts.filter(({ entity }) => !entity.resource.estate);
  return { topology: { ...topology, pools, accounts }, of: reach.of, all: () => pools.map(reach.of) };
}

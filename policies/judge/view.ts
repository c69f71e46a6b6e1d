import type { PlannedResource } from "../plan/resource";
import { withDeclared } from "../reach/declared-pools";
import { openReach, type Reach } from "../reach/reach";
import type { Item, Rule } from "../rules/rule";
import type { Context } from "../settings/context";
import { once } from "../topology/once";
import { buildTopology, type Topology } from "../topology/topology";

/** Some resources, linked at the first question. */
export interface View {
  readonly topology: () => Topology;
  readonly reach: () => Reach;
}

export function openView(resources: () => readonly PlannedResource[], { settings }: Context): View {
  const topology = once(() => withDeclared(buildTopology(resources()), settings));
  return { topology, reach: once(() => openReach(topology(), settings.trustedNextHops)) };
}

/** What a rule says of networks. */
export function itemsIn({ checkReach, checkTopology }: Rule, view: View, context: Context): readonly Item[] {
  return [
    ...(checkReach ? checkReach(view.reach(), context) : []),
    ...(checkTopology ? checkTopology(view.topology(), context) : []),
  ];
}

/** The same view, in which pools and accounts of the estate are nobody's concern. */
export function ofProgram(reach: Reach): Reach {
  const { topology } = reach;
  const pools = topology.pools.filter(({ entity }) => !entity.resource.estate);
  if (pools.length === topology.pools.length) return reach;
  const accounts = topology.accounts.filter(({ entity }) => !entity.resource.estate);
  return { topology: { ...topology, pools, accounts }, of: reach.of, all: () => pools.map(reach.of) };
}

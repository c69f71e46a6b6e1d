import { explain } from "../../cli/explain/explain";
import { contextOf, filtersOf } from "../../policies/reach/filters";
import { routedNetworkIn, routesOf } from "../../policies/reach/routing";
import type { Topology } from "../../policies/topology/topology";

/** Entities refer to resources, whose properties are data, not links. */
const NO_LINKS = new Set(["entity", "property"]);

/** Follows every link of a topology, including lazily computed ones. Returns the number of nodes. */
export function walk(topology: Topology): number {
  const seen = new Set<object>();
  const waiting: unknown[] = [topology];
  while (waiting.length > 0) {
    const node = waiting.pop();
    if (typeof node !== "object" || node === null || seen.has(node)) continue;
    seen.add(node);
    for (const key of Object.keys(node)) {
      if (!NO_LINKS.has(key)) waiting.push((node as Record<string, unknown>)[key]);
    }
  }
  for (const table of topology.routeTables) table.routes.forEach(topology.firewallBehind);
  for (const subnet of topology.subnets) {
    filtersOf(subnet);
    contextOf(subnet, "westeurope");
    routedNetworkIn(subnet, "Public");
    routesOf(subnet);
  }
  explain(topology);
  return seen.size;
}

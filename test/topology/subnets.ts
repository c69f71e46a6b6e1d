import type { PlannedResource } from "../../policies/plan/resource";
import type { Link } from "../../policies/topology/link";
import type { Subnet } from "../../policies/topology/subnet";
import { buildTopology } from "../../policies/topology/topology";
import { type Given, networkId, planned } from "../support/planned";

export const VNET = networkId("virtualNetworks/vnet");
export const NSG = networkId("networkSecurityGroups/nsg");

/** The subnets of a program. */
export function subnets(...resources: readonly PlannedResource[]): readonly Subnet[] {
  return buildTopology(resources).subnets;
}

/** Its only subnet. */
export function only(...resources: readonly PlannedResource[]): Subnet {
  const [first, ...more] = subnets(...resources);
  if (!first || more.length > 0) throw new Error(`There are ${more.length + (first ? 1 : 0)} subnets.`);
  return first;
}

/** A subnet `snet`. */
export const subnet = (told: Given) => planned("network:Subnet", "snet", told);
/** A group `nsg`. */
export const nsg = (told: Given = { inputs: { networkSecurityGroupName: "nsg", resourceGroupName: "rg" } }) =>
  planned("network:NetworkSecurityGroup", "nsg", told);

/** The names of what a link leads to, or what it leads to instead. */
export function shown(link: Link<{ readonly entity: { readonly resource: PlannedResource } }>): string {
  if (link.to === "nodes") return link.nodes.map((node) => node.entity.resource.name).join(", ");
  return link.to === "external" ? `external ${link.id}` : link.to;
}

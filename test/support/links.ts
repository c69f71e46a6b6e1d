import type { Entity } from "../../policies/topology/entity";
import type { Link } from "../../policies/topology/link";

/** A link as text: `dependency: a, b`, `nothing`, `external: …`, `unknown: <path>`. */
export function inWords(link: Link<Entity>): string {
  switch (link.to) {
    case "nodes":
      return `${link.by}: ${link.nodes.map(nameOf).sort().join(", ")}`;
    case "external":
      return `external: ${link.id}`;
    case "unknown":
      return `unknown: ${link.why.path}`;
    default:
      return link.to;
  }
}

function nameOf({ kind, name, resource }: Entity): string {
  return kind === "inlineSubnet" ? `${resource.name}/${String(name)}` : resource.name;
}

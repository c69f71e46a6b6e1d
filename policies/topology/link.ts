import type { Unknown } from "../known/value";

/** The target of a reference from one part of a network to another. */
export type Link<T> =
  /** The reference is absent. */
  | { readonly to: "nothing" }
  /** One of these nodes; more than one where the target is unknown until deployment. */
  | { readonly to: "nodes"; readonly nodes: readonly T[]; readonly by: "dependency" | "id" | "name" }
  /** A resource outside this program; `id` is the ARM id or the name, exactly as the program writes it. */
  | { readonly to: "external"; readonly id: string }
  /** The target is unknown, or it is unknown whether there is one. */
  | { readonly to: "unknown"; readonly why: Unknown };

export const NOTHING: Link<never> = { to: "nothing" };

/** The only node a link can lead to, or `undefined`. */
export function single<T>(link: Link<T>): T | undefined {
  return link.to === "nodes" && link.nodes.length === 1 ? link.nodes[0] : undefined;
}

/** All nodes of this program that a link can lead to. */
export function candidates<T>(link: Link<T>): readonly T[] {
  return link.to === "nodes" ? link.nodes : [];
}

/** Applies `change` to every node of a link. */
export function mapLink<T, U>(link: Link<T>, change: (node: T) => U): Link<U> {
  // Two entities of one subnet give one node.
  return link.to === "nodes" ? { ...link, nodes: [...new Set(link.nodes.map(change))] } : link;
}

import type { Unknown } from "../known/value";

/** Where a reference from one part of a network to another leads. */
export type Link<T> =
  /** The reference is absent: there is none. */
  | { readonly to: "nothing" }
  /** One of these; more than one where the program leaves it open until deployment. */
  | { readonly to: "nodes"; readonly nodes: readonly T[]; readonly by: "dependency" | "id" | "name" }
  /** Something outside this program; `id` is what the program writes (an ARM id, or a name), kept as it stands. */
  | { readonly to: "external"; readonly id: string }
  /** It cannot be told what is meant, or whether anything is. */
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

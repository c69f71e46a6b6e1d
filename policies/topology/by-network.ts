import { append } from "../known/multimap";
import { type Unknown, unknown } from "../known/value";
import type { Property } from "../plan/property";
import type { Entity } from "./entity";
import { candidates, type Link } from "./link";

/** Something that names the virtual network that it is for. */
export interface ForNetwork<T> {
  readonly item: T;
  readonly link: Link<Entity>;
  /** The property that names the network. */
  readonly property: Property;
}

/** Something that is, or may be, for one network. */
export interface AtNetwork<T> {
  readonly item: T;
  readonly certain: boolean;
  /** What would tell; `undefined` where it is certain. */
  readonly why: Unknown | undefined;
}

/** Tells what is, or may be, for a network. What may be for any network comes last. */
export function byNetwork<T>(all: readonly ForNetwork<T>[]): (network: Entity) => readonly AtNetwork<T>[] {
  const found = new Map<Entity, AtNetwork<T>[]>();
  const anywhere: AtNetwork<T>[] = [];
  for (const { item, link, property } of all) {
    if (link.to === "unknown") anywhere.push({ item, certain: false, why: link.why });
    const networks = candidates(link);
    const certain = networks.length === 1;
    const why = certain ? undefined : unknown(property.path, property.owner);
    for (const network of networks) append(found, network, { item, certain, why });
  }
  return (network) => [...(found.get(network) ?? []), ...anywhere];
}

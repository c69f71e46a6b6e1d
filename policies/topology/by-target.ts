import { append } from "../known/multimap";
import { type Unknown, unknown } from "../known/value";
import type { Property } from "../plan/property";
import type { Entity } from "./entity";
import { candidates, type Link } from "./link";

/** An item that refers to its target resource: a network or an account. */
export interface ForTarget<T> {
  readonly item: T;
  readonly link: Link<Entity>;
  /** The property that refers to the target. */
  readonly property: Property;
}

/** An item whose target is, or may be, one resource. */
export interface AtTarget<T> {
  readonly item: T;
  readonly certain: boolean;
  /** What decides whether this resource is the target; `undefined` where that is certain. */
  readonly why: Unknown | undefined;
}

/** Finds the items whose target is, or may be, a resource. Items whose target is unknown come last. */
export function byTarget<T>(all: readonly ForTarget<T>[]): (target: Entity) => readonly AtTarget<T>[] {
  const found = new Map<Entity, AtTarget<T>[]>();
  const anywhere: AtTarget<T>[] = [];
  for (const { item, link, property } of all) {
    if (link.to === "unknown") anywhere.push({ item, certain: false, why: link.why });
    const targets = candidates(link);
    const certain = targets.length === 1;
    const why = certain ? undefined : unknown(property.path, property.owner);
    for (const target of targets) append(found, target, { item, certain, why });
  }
  return (target) => [...(found.get(target) ?? []), ...anywhere];
}

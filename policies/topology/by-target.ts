import { append } from "../known/multimap";
import { type Unknown, unknown } from "../known/value";
import type { Property } from "../plan/property";
import type { Entity } from "./entity";
import { candidates, type Link } from "./link";

/** Something that names the resource that it is for: a network, an account. */
export interface ForTarget<T> {
  readonly item: T;
  readonly link: Link<Entity>;
  /** The property that names it. */
  readonly property: Property;
}

/** Something that is, or may be, for one resource. */
export interface AtTarget<T> {
  readonly item: T;
  readonly certain: boolean;
  /** What would tell; `undefined` where it is certain. */
  readonly why: Unknown | undefined;
}

/** Tells what is, or may be, for a resource. What may be for any of the kind comes last. */
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

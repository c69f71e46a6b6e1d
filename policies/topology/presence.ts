import { isUnknown, type Unknown, unknown, type Value } from "../known/value";
import type { Property } from "../plan/property";
import type { Entity } from "./entity";
import { candidates, type Link } from "./link";

/** Returns whether something is present at an entity: a gateway in a network, an address at a NAT gateway. */
export type Presence = (where: Entity) => Value<boolean>;

/** One of `entities`, or outside this program if there are none; an {@link Unknown} if it can be anywhere. */
export type Place = Unknown | { readonly entities: readonly Entity[]; readonly why: Unknown };

/** The target of the reference in `property`, as a place. */
export function placeAt(link: Link<Entity>, property: Property): Place {
  if (link.to === "unknown") return link.why;
  return { entities: candidates(link), why: unknown(property.path, property.owner) };
}

/** Returns for each entity whether it is one of `places`: true, false, or unknown until deployment. */
export function presence(places: readonly Place[]): Presence {
  const certain = new Set<Entity>();
  const perhaps = new Map<Entity, Unknown>();
  for (const place of places) {
    if (isUnknown(place)) continue;
    const [only, ...others] = place.entities;
    if (only && others.length === 0) certain.add(only);
    else for (const entity of place.entities) perhaps.set(entity, place.why);
  }
  const anywhere = places.find(isUnknown);
  return (where) => certain.has(where) || (perhaps.get(where) ?? anywhere ?? false);
}

import { isUnknown, unknown, type Value } from "../known/value";
import { normalizeLocation } from "../network/regions";
import { type Property, text } from "../plan/property";
import { dependenciesOf } from "./dependencies";
import { type Entity, read } from "./entity";
import type { Registry } from "./registry";

/** The region of an entity in ARM's normal form, else that of its resource group where it takes it from there. */
export function regionOf(entity: Entity, location: Property, registry: Registry): Value<string> {
  const written = text(location);
  if (written !== undefined && !isUnknown(written)) return normalizeLocation(written);
  const group = registry.groups.of(entity);
  const sources = dependenciesOf(entity.resource, "location");
  const inherits = group && (written === undefined || sources.includes(group.resource.urn));
  const inherited = inherits ? text(read(group, "location")) : undefined;
  if (inherited !== undefined && !isUnknown(inherited)) return normalizeLocation(inherited);
  return isUnknown(written) ? written : unknown(location.path, location.owner);
}

import { isUnknown } from "../known/value";
import { field, numeric } from "../plan/property";
import { type Entity, read } from "../topology/entity";
import type { Change } from "./remedy";

/** The two targets of a pool of fixed size, in the order in which they are lowered: Spot nodes can be removed at any time. */
const TARGETS = ["targetLowPriorityNodes", "targetDedicatedNodes"];

/**
 * The change by which a pool requests at most `most` nodes, if it changes only one number and leaves some nodes.
 *
 * @param of the resource with the number, if the finding is reported on another one.
 */
export function lowerTarget(entity: Entity<"pool">, most: number, of?: string): Change | undefined {
  const targets = TARGETS.map((name) => {
    const property = field(read(entity, "fixedScale"), name);
    return { path: property.path, value: numeric(property) ?? 0 };
  });
  const known = targets.flatMap(({ path, value }) => (isUnknown(value) ? [] : [{ path, value }]));
  const excess = known.reduce((sum, { value }) => sum + value, 0) - most;
  const lowered = known.find(({ value }) => value >= excess);
  if (most <= 0 || excess <= 0 || known.length < targets.length || !lowered) return undefined;
  const { path, value } = lowered;
  return { do: "set property", entity, path, value: value - excess, ...(of === undefined ? {} : { of }) };
}

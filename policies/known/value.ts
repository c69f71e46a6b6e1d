/**
 * Values that may be unknown until deployment.
 *
 * `Value<T>` is either the plain value or an {@link Unknown} marker, which names the property.
 * An absent value is different: a property that the program leaves out is `undefined`, and Azure's default applies.
 */

const unknownMark: unique symbol = Symbol("unknown");

/** A value that is not known before deployment. */
export interface Unknown {
  readonly [unknownMark]: true;
  /** The property, as a path from the top of its resource, e.g. `networkConfiguration.subnetId`. */
  readonly path: string;
  /** The URN of the resource with the property, or `""` if the value does not belong to a resource. */
  readonly owner: string;
  /** Set for a value that stays unknown after deployment of the program, because it is decided outside of the program. */
  readonly stays?: true;
}

/** A value of type `T`, or the marker of an unknown value. */
export type Value<T> = T | Unknown;

/** Makes the marker for an unknown property `path` of the resource `owner` (a URN). */
export function unknown(path: string, owner = ""): Unknown {
  return Object.freeze({ [unknownMark]: true as const, path, owner });
}

/** Makes the marker for a value that stays unknown after deployment of the program; `owner` is the resource that it concerns. */
export function unknownToAll(owner: string): Unknown {
  return Object.freeze({ ...unknown("", owner), stays: true as const });
}

/** Whether `value` is an {@link Unknown} marker. Never true for user data: the mark is a private symbol. */
export function isUnknown(value: unknown): value is Unknown {
  return typeof value === "object" && value !== null && unknownMark in value;
}

/** Whether `value` is known; `undefined` (absent) counts as known. */
export function isKnown<T>(value: Value<T>): value is T {
  return !isUnknown(value);
}

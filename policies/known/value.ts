/**
 * Values that may be unknown until deployment.
 *
 * `Value<T>` is either the plain value or an {@link Unknown} marker that says which property it stands for.
 * Absent is something else: a property that the program leaves out is `undefined`, and Azure's default applies.
 */

const unknownMark: unique symbol = Symbol("unknown");

/** A value that is not known before deployment. */
export interface Unknown {
  readonly [unknownMark]: true;
  /** The property, as a path from the top of its resource, e.g. `networkConfiguration.subnetId`. */
  readonly path: string;
  /** Whose property it is (a URN), or `""` where the value belongs to no resource. */
  readonly owner: string;
  /** Set for what a deployment of the program does not show either: others decide it. */
  readonly stays?: true;
}

/** A value of type `T`, or the knowledge that it is unknown. */
export type Value<T> = T | Unknown;

/** Makes the marker for an unknown property `path` of the resource `owner` (a URN). */
export function unknown(path: string, owner = ""): Unknown {
  return Object.freeze({ [unknownMark]: true as const, path, owner });
}

/** The same for what stays unknown when the program is deployed; `owner` is the resource that it is about. */
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

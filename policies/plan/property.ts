import { isUnknown, type Unknown, unknown, type Value } from "../known/value";
import { isBranch, joinPath, type Tree } from "./tree";

/**
 * A property of a resource: its value and its path.
 *
 * `value` is `undefined` if the program left the property out (Azure's default applies), and an {@link Unknown} marker if it is
 * not known yet. ARM and the providers send `null` and `""` for "not set" as well, so both read as absent.
 */
export interface Property {
  readonly value: Tree | undefined;
  readonly path: string;
  /** The URN of the resource. */
  readonly owner: string;
}

/** The property `name` inside `parent`; a field of something unknown is unknown. */
export function field(parent: Property, name: string): Property {
  const path = joinPath(parent.path, name);
  const { value, owner } = parent;
  if (isUnknown(value)) return { value: unknown(path, owner), path, owner };
  if (value === undefined || value === null) return { value: undefined, path, owner };
  if (!isBranch(value)) return { value: unknown(path, owner), path, owner };
  return { value: Object.hasOwn(value, name) ? value[name] : undefined, path, owner };
}

/** The property at a dotted path of names, e.g. `fieldAt(pool, "networkConfiguration.subnetId")`. */
export function fieldAt(parent: Property, path: string): Property {
  return path.split(".").reduce(field, parent);
}

/** Whether the program left the property out. */
export function isAbsent(property: Property): boolean {
  return property.value === undefined || property.value === null || property.value === "";
}

/** The elements of a list. Absent gives `[]`; a single value counts as a list of one, because some providers unwrap such lists. */
export function items(property: Property): Value<readonly Property[]> {
  const { value, path, owner } = property;
  if (isUnknown(value)) return value;
  if (isAbsent(property)) return [];
  if (!Array.isArray(value)) return [property];
  return value.map((item: Tree, index) => ({ value: item, path: joinPath(path, index), owner }));
}

/** The value as text. Numbers and booleans are converted; lists and objects, which are never valid here, are unknown. */
export function text(property: Property): Value<string | undefined> {
  const { value, path, owner } = property;
  if (isUnknown(value)) return value;
  if (isAbsent(property)) return undefined;
  return typeof value === "object" ? unknown(path, owner) : String(value);
}

/** Like {@link text}, for a property that always has a value: if absent, it is not known yet. */
export function textOrUnknown(property: Property): Value<string> {
  return text(property) ?? unknown(property.path, property.owner);
}

/** The value as a number, also if it is written as text; any other value is unknown. */
export function numeric(property: Property): Value<number | undefined> {
  const { value, path, owner } = property;
  if (isUnknown(value)) return value;
  if (isAbsent(property)) return undefined;
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : unknown(path, owner);
}

/** The value as a boolean, also if it is written as text; any other value is unknown. */
export function flag(property: Property): Value<boolean | undefined> {
  const { value, path, owner } = property;
  if (isUnknown(value)) return value;
  if (isAbsent(property)) return undefined;
  if (typeof value === "boolean") return value;
  const word = typeof value === "string" ? value.toLowerCase() : undefined;
  return word === "true" ? true : word === "false" ? false : unknown(path, owner);
}

/** The texts of a list, each known or unknown; the list as a whole may be unknown too. */
export function texts(property: Property): Value<readonly Value<string>[]> {
  const elements = items(property);
  if (isUnknown(elements)) return elements;
  return elements.map(text).filter((word): word is string | Unknown => word !== undefined);
}

import { isObject } from "../../policies/plan/program";
import { joinPath } from "../../policies/plan/tree";
import type { Shape } from "./shape";

/** Represents a value that must not be kept, or is unknown. */
export const HIDDEN = Symbol("hidden");

/** How a source represents names and values. */
export interface Spelling {
  /** The value without the source's wrapper; {@link HIDDEN} for a secret. */
  readonly see: (value: unknown) => unknown;
  /** The possible names of a property, the exact one first; only lists use the others. */
  readonly namesOf: (name: string) => readonly string[];
  /** The form of a written name that is compared with these. */
  readonly nameIn: (written: string) => string;
  /** Whether the source writes an object as a list with one element. */
  readonly isWrapped?: (name: string) => boolean;
}

/** The properties of a resource that are kept. */
export interface Kept {
  readonly properties: Readonly<Record<string, unknown>>;
  readonly hidden: readonly string[];
}

/** Keeps only the properties in a shape, under the names in the shape. Nulls count as absent. */
export function keep(raw: unknown, shape: Shape, spelling: Spelling): Kept {
  const hidden: string[] = [];
  const properties = walk(raw, shape, "", { spelling, hidden });
  return { properties: isObject(properties) ? properties : {}, hidden };
}

interface Walk {
  readonly spelling: Spelling;
  readonly hidden: string[];
}

function walk(written: unknown, shape: Shape, path: string, way: Walk): unknown {
  const value = way.spelling.see(written);
  if (value === undefined || value === null) return undefined;
  if (Array.isArray(value)) return listOf(value, shape, path, way);
  if (isObject(value) && shape.fields) return objectOf(value, shape.fields, path, way);
  const { scalar } = shape;
  if (scalar && (typeof value === "number" || typeof value === "boolean")) return value;
  if (scalar && typeof value === "string") return scalar === "as it is" ? value : scalar(value);
  // A value of an unexpected form is present, but its meaning is unknown.
  way.hidden.push(path);
  return undefined;
}

/** A hidden element keeps its index. */
function listOf(list: readonly unknown[], shape: Shape, path: string, way: Walk): readonly unknown[] {
  const kept: unknown[] = [];
  for (const element of list) {
    const before = way.hidden.length;
    const at = joinPath(path, kept.length);
    const value = walk(element, shape, at, way);
    if (value !== undefined) kept.push(value);
    else if (way.hidden.length > before) kept.push(null);
  }
  return kept;
}

function objectOf(
  value: Readonly<Record<string, unknown>>,
  fields: NonNullable<Shape["fields"]>,
  path: string,
  way: Walk,
) {
  const { namesOf, nameIn, isWrapped, see } = way.spelling;
  const written = new Map<string, unknown>();
  for (const [name, each] of Object.entries(value)) if (each !== null) written.set(nameIn(name), each);
  const kept: Record<string, unknown> = {};
  for (const [name, shape] of Object.entries(fields)) {
    const found = namesOf(name).find((each, at) => (at === 0 ? written.has(each) : isList(written.get(each))));
    if (found === undefined) continue;
    const seen = see(written.get(found));
    const one = isWrapped?.(name) && Array.isArray(seen) && seen.length < 2 ? seen[0] : seen;
    const inner = walk(one, shape, joinPath(path, name), way);
    if (inner !== undefined) kept[name] = inner;
  }
  return kept;
}

/** A hidden value may be a list. */
function isList(value: unknown): boolean {
  return Array.isArray(value) || value === HIDDEN;
}

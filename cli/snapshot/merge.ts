import type { SnapshotResource } from "../../policies/estate/snapshot";
import { compare } from "../../policies/known/order";
import { isObject } from "../../policies/plan/program";
import { kindOf } from "../../policies/topology/kinds";
import { parseTypeToken } from "../../policies/topology/type-token";

/** Two records of one resource that contradict each other. */
export interface Contradiction {
  readonly id: string;
  /** The path of the property. */
  readonly path: string;
}

/**
 * The resources of one source, each once, sorted. The kind is part of a resource's identity, because an association of the classic
 * provider has the id of its subnet.
 */
export function mergeResources(all: Iterable<SnapshotResource>): readonly SnapshotResource[] | Contradiction {
  const merged = new Map<string, SnapshotResource>();
  for (const resource of all) {
    const key = keyOf(resource);
    const known = merged.get(key);
    const one = known ? mergeTwo(known, resource) : resource;
    if ("path" in one) return one;
    merged.set(key, one);
  }
  return [...merged].sort(([one], [other]) => compare(one, other)).map(([, resource]) => resource);
}

function keyOf({ type, id }: SnapshotResource): string {
  const token = parseTypeToken(type);
  const kind = token && kindOf(token.provider, token.module, token.type);
  return `${id.toLowerCase()} ${token?.provider} ${kind}`;
}

function mergeTwo(one: SnapshotResource, other: SnapshotResource): SnapshotResource | Contradiction {
  // The program that manages a resource shows more of it than one that only reads it.
  if ((one.read === true) !== (other.read === true)) return one.read ? other : one;
  const path = contradiction(one.properties, other.properties, "");
  if (path !== undefined) return { id: one.id, path };
  if (one.hidden || other.hidden) return (one.hidden?.length ?? 0) <= (other.hidden?.length ?? 0) ? one : other;
  return { ...one, properties: union(one.properties, other.properties) as SnapshotResource["properties"] };
}

/** The path at which two values differ. Either may leave out properties; text is compared without case, lists without order. */
function contradiction(one: unknown, other: unknown, path: string): string | undefined {
  if (one === undefined || other === undefined || one === null || other === null) return undefined;
  if (Array.isArray(one) && Array.isArray(other)) return inLists(one, other, path);
  if (isObject(one) && isObject(other)) {
    for (const name of Object.keys(one)) {
      const found = contradiction(one[name], other[name], path === "" ? name : `${path}.${name}`);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  return String(one).toLowerCase() === String(other).toLowerCase() ? undefined : path;
}

function inLists(one: readonly unknown[], other: readonly unknown[], path: string): string | undefined {
  if (one.length !== other.length) return path;
  const [first, second] = [inOrder(one), inOrder(other)];
  for (const [index, element] of first.entries()) {
    if (contradiction(element, second[index], path) !== undefined) return path;
  }
  return undefined;
}

function inOrder(list: readonly unknown[]): readonly unknown[] {
  return [...list].sort((one, other) => compare(nameOf(one), nameOf(other)));
}

function nameOf(element: unknown): string {
  if (!isObject(element)) return String(element).toLowerCase();
  return String(element.name ?? element.id ?? JSON.stringify(element)).toLowerCase();
}

function union(one: unknown, other: unknown): unknown {
  if (one === undefined || one === null) return other;
  if (!isObject(one) || !isObject(other)) {
    const lists = Array.isArray(one) && Array.isArray(other);
    return lists ? inOrder(one).map((element, index) => union(element, inOrder(other)[index])) : one;
  }
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return Object.fromEntries([...names].map((name) => [name, union(one[name], other[name])]));
}

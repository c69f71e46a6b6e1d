import { append } from "../known/multimap";
import type { Unknown } from "../known/value";
import { stackIn } from "../plan/urn";
import type { Entity } from "./entity";
import type { Kind } from "./kinds";
import { candidates, type Link } from "./link";
import { memoFor } from "./once";
import type { ResourceGroups } from "./resource-groups";

/** A child of e.g. a security group, a route table or a network, or an association that attaches a resource to a subnet. */
export interface Child<K extends Kind> {
  readonly child: Entity<K>;
  /** False where it may belong to another parent. */
  readonly certain: boolean;
  /** The property that decides to which parent it belongs, while that is not certain. */
  readonly why: Unknown | undefined;
}

/** The children of one kind that a resource has, or may turn out to have. */
export interface Children<K extends Kind> {
  readonly list: readonly Child<K>[];
  /** Set where it may have further children: what decides it. */
  readonly unseen: Unknown | undefined;
}

/** A child and the link to its parent. */
export interface Descent<K extends Kind> {
  readonly child: Entity<K>;
  readonly parent: Link<Entity>;
  /** The resources of other stacks that the name of the parent may refer to. */
  readonly perhaps?: readonly Entity[];
  /** The property that names the parent. */
  readonly why: Unknown;
}

/** The maximum number of children with unknown parent that are added to each possible parent: each parent reads them all again. */
const MOST_ADDED = 50;

/**
 * Children by their parent. A child with unknown parent (a first preview of a Java program reports no dependency for a
 * name) may belong to each possible parent.
 */
export function childrenByParent<K extends Kind>(
  descents: readonly Descent<K>[],
  groups: ResourceGroups,
): (parent: Entity) => Children<K> {
  const found = new Map<Entity, Child<K>[]>();
  const lost = new Map<string, Child<K>[]>();
  for (const { child, parent, perhaps = [], why } of descents) {
    const parents = [...candidates(parent), ...perhaps];
    const certain = parents.length === 1 && perhaps.length === 0;
    // All possible parents share this object, so that the node of the child is made once.
    const one = { child, certain, why: certain ? undefined : why };
    for (const each of parents) append(found, each, one);
    if (parent.to === "unknown") {
      append(lost, placeOf(child, groups.nameOf(child)), { child, certain: false, why: parent.why });
    }
  }
  const byStack = new Map<string, Child<K>[]>();
  for (const each of [...lost.values()].flat()) append(byStack, stackIn(each.child.resource.urn), each);

  /** A child that names its parent is in the same resource group, and in the same stack. */
  function possible(parent: Entity): readonly (readonly Child<K>[])[] {
    const group = groups.nameOf(parent);
    if (group === undefined) return [byStack.get(stackIn(parent.resource.urn)) ?? []];
    return [lost.get(placeOf(parent, group)) ?? [], lost.get(placeOf(parent, undefined)) ?? []];
  }

  return memoFor((parent: Entity): Children<K> => {
    const own = found.get(parent) ?? [];
    const more = lost.size === 0 ? [] : possible(parent);
    const count = more.reduce((sum, { length }) => sum + length, 0);
    if (count > MOST_ADDED) return { list: own, unseen: more.find(({ length }) => length > 0)?.[0]?.why };
    return { list: count === 0 ? own : [...own, ...more.flat()], unseen: undefined };
  });
}

function placeOf({ resource }: Entity, group: string | undefined): string {
  return JSON.stringify([stackIn(resource.urn), group?.toLowerCase()]);
}

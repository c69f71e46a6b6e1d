import { append } from "../known/multimap";
import type { Unknown } from "../known/value";
import { stackIn } from "../plan/urn";
import type { Entity } from "./entity";
import type { Kind } from "./kinds";
import { candidates, type Link } from "./link";
import { memoFor } from "./once";
import type { ResourceGroups } from "./resource-groups";

/** A child of a group, a table, a network or the like, or what attaches something to a subnet. */
export interface Child<K extends Kind> {
  readonly child: Entity<K>;
  /** False where it may turn out to belong to another one. */
  readonly certain: boolean;
  /** The property that tells where it belongs, while it is not certain. */
  readonly why: Unknown | undefined;
}

/** The children of one kind that a resource has, or may turn out to have. */
export interface Children<K extends Kind> {
  readonly list: readonly Child<K>[];
  /** Set where it may have further ones: what decides it. */
  readonly unseen: Unknown | undefined;
}

/** A child and where its parent is. */
export interface Descent<K extends Kind> {
  readonly child: Entity<K>;
  readonly parent: Link<Entity>;
  /** Those of other stacks that its name may mean. */
  readonly perhaps?: readonly Entity[];
  /** The property that tells the parent. */
  readonly why: Unknown;
}

/** The most children without a known parent that are added to each resource that may be it: so many more times as much is read. */
const MOST_ADDED = 50;

/**
 * Children by their parent. One of which the parent is not known (a first preview of a Java program tells no dependency
 * through a name) may belong to every resource that it could belong to.
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
    // One object in all families: what is made of it is made once.
    const one = { child, certain, why: certain ? undefined : why };
    for (const each of parents) append(found, each, one);
    if (parent.to === "unknown") {
      append(lost, placeOf(child, groups.nameOf(child)), { child, certain: false, why: parent.why });
    }
  }
  const byStack = new Map<string, Child<K>[]>();
  for (const each of [...lost.values()].flat()) append(byStack, stackIn(each.child.resource.urn), each);

  /** What names its parent stands in the same resource group, and is made by the same program. */
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

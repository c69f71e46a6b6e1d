import { groupBy } from "../known/multimap";
import { isUnknown } from "../known/value";
import type { PlannedResource } from "../plan/resource";
import { stackIn } from "../plan/urn";
import { type Entity, toEntities } from "./entity";
import { isExternal } from "./external";
import type { Kind } from "./kinds";
import { once } from "./once";

/** The entities of a program by kind, name, ARM id and URN. */
export interface EntityIndex {
  readonly resources: readonly PlannedResource[];
  readonly ofKind: <K extends Kind>(kind: K) => readonly Entity<K>[];
  /** Those with this Azure name, in any casing. */
  readonly ofName: <K extends Kind>(kind: K, name: string) => readonly Entity<K>[];
  /** Those whose name and ARM id are both unknown: a name or an ARM id in the program may refer to one of them. */
  readonly withoutName: <K extends Kind>(kind: K) => readonly Entity<K>[];
  readonly ofId: (id: string) => readonly Entity[];
  /** The entities of one resource. */
  readonly ofUrn: (urn: string) => readonly Entity[] | undefined;
  /** The resources whose parent is this component. */
  readonly inside: (urn: string) => readonly PlannedResource[];
  /** The known ARM ids of a stack, which `stackIn` reads from a URN. */
  readonly idsIn: (stack: string) => readonly string[];
}

/** Reads all resources once. If a resource appears twice, the later state replaces the earlier one. */
export function buildIndex(all: readonly PlannedResource[]): EntityIndex {
  const resources = [...new Map(all.map((resource) => [resource.urn, resource])).values()];
  const entities = withOwners(resources.flatMap(toEntities)).filter((entity) => !isExternal(entity));
  const byKind = groupBy(entities, ({ kind }) => kind);
  const byUrn = groupBy(entities, ({ resource }) => resource.urn);
  const byId = groupBy(entities, ({ id }) => (isUnknown(id) ? undefined : id.toLowerCase()));
  const byName = groupBy(entities, ({ kind, name }) => (isUnknown(name) ? undefined : nameKey(kind, name)));
  const nameless = groupBy(entities, ({ kind, name, id }) => (isUnknown(name) && isUnknown(id) ? kind : undefined));
  const byParent = groupBy(resources, ({ parent }) => parent);
  const idsByStack = once(() => groupBy(entities, ({ resource }) => stackIn(resource.urn)));
  // The entities stored under a kind are of that kind.
  const under = <K extends Kind>(map: ReadonlyMap<unknown, readonly Entity[]>, _: K, key: string) =>
    (map.get(key) ?? []) as readonly Entity<K>[];
  return {
    resources,
    ofKind: (kind) => under(byKind, kind, kind),
    ofName: (kind, name) => under(byName, kind, nameKey(kind, name)),
    withoutName: (kind) => under(nameless, kind, kind),
    ofId: (id) => byId.get(id.toLowerCase()) ?? [],
    ofUrn: (urn) => byUrn.get(urn),
    inside: (urn) => byParent.get(urn) ?? [],
    idsIn: (stack) =>
      idsByStack()
        .get(stack)
        ?.flatMap(({ id }) => (isUnknown(id) ? [] : [id])) ?? [],
  };
}

/** A resource that one program only reads and another one creates is taken from the program that creates it. */
function withOwners(entities: readonly Entity[]): readonly Entity[] {
  if (!entities.some(({ resource }) => resource.isRead)) return entities;
  const owned = new Set(entities.map(({ resource, id }) => (resource.isRead || isUnknown(id) ? "" : id.toLowerCase())));
  return entities.filter(({ resource, id }) => !resource.isRead || isUnknown(id) || !owned.has(id.toLowerCase()));
}

function nameKey(kind: Kind, name: string): string {
  return `${kind}/${name.toLowerCase()}`;
}

import { groupBy } from "../known/multimap";
import { isUnknown } from "../known/value";
import type { PlannedResource } from "../plan/resource";
import { stackIn } from "../plan/urn";
import { type Entity, toEntities } from "./entity";
import { isExternal } from "./external";
import type { Kind } from "./kinds";
import { once } from "./once";

/** The entities of a program by what is known of each. */
export interface EntityIndex {
  readonly resources: readonly PlannedResource[];
  readonly ofKind: <K extends Kind>(kind: K) => readonly Entity<K>[];
  /** Those with this Azure name, in any casing. */
  readonly ofName: <K extends Kind>(kind: K, name: string) => readonly Entity<K>[];
  /** Those of which neither name nor ARM id is known: what the program calls by either may be one of them. */
  readonly withoutName: <K extends Kind>(kind: K) => readonly Entity<K>[];
  readonly ofId: (id: string) => readonly Entity[];
  /** Those that one resource gives. */
  readonly ofUrn: (urn: string) => readonly Entity[] | undefined;
  /** The resources of which a component is the parent. */
  readonly inside: (urn: string) => readonly PlannedResource[];
  /** The ARM ids that are known of a stack (`stackIn` its URNs). */
  readonly idsIn: (stack: string) => readonly string[];
}

/** Reads all resources once. Later states of a resource that comes twice replace earlier ones. */
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
  // What is kept under a kind is of that kind.
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

/** What one program only reads and another one makes is known from the one that makes it. */
function withOwners(entities: readonly Entity[]): readonly Entity[] {
  if (!entities.some(({ resource }) => resource.isRead)) return entities;
  const owned = new Set(entities.map(({ resource, id }) => (resource.isRead || isUnknown(id) ? "" : id.toLowerCase())));
  return entities.filter(({ resource, id }) => !resource.isRead || isUnknown(id) || !owned.has(id.toLowerCase()));
}

function nameKey(kind: Kind, name: string): string {
  return `${kind}/${name.toLowerCase()}`;
}

import { isUnknown, type Value } from "../known/value";
import { field, text } from "../plan/property";
import type { PlannedResource } from "../plan/resource";
import { type ArmId, lastName, parseArmId, sameName } from "./arm-id";
import { type Entity, isOfKind, read, toEntities } from "./entity";
import { isForeign } from "./foreign";
import type { Kind } from "./kinds";
import { once } from "./once";

/** All entities of a program, found by kind, URN, ARM id and name. */
export interface Registry {
  readonly resources: readonly PlannedResource[];
  readonly ofKind: <K extends Kind>(kind: K) => readonly Entity<K>[];
  /** The entities that a resource gives; for a component, those of everything inside it. */
  readonly ofUrn: (urn: string) => readonly Entity[];
  /** The entity with this ARM id. `"perhaps"`: one has these names, but its group or subscription cannot be told yet. */
  readonly withId: <K extends Kind>(id: string, kinds: readonly K[]) => Entity<K> | "perhaps" | undefined;
  /** The resource group of an entity, if it is in this program. */
  readonly groupOf: (entity: Entity) => Entity<"resourceGroup"> | undefined;
  /** Entities of a kind with this Azure name, in the resource group of `near` as far as that is known. */
  readonly withName: <K extends Kind>(name: string, kind: K, near: Entity) => readonly Entity<K>[];
}

/** Reads all resources once. Later states of a resource that comes twice replace earlier ones. */
export function buildRegistry(resources: readonly PlannedResource[]): Registry {
  const latest = [...new Map(resources.map((resource) => [resource.urn, resource])).values()];
  const entities = latest.flatMap(toEntities).filter((entity) => !isForeign(entity));
  const byKind = groupBy(entities, (entity) => entity.kind);
  const byUrn = groupBy(entities, (entity) => entity.resource.urn);
  const byId = groupBy(entities, (entity) => (isUnknown(entity.id) ? undefined : entity.id.toLowerCase()));
  const byName = groupBy(entities, (entity) =>
    isUnknown(entity.name) ? undefined : nameKey(entity.kind, entity.name),
  );
  const children = groupBy(latest, (resource) => resource.parent);
  const subscriptions = once(() => new Set([...byId.keys()].flatMap((id) => parseArmId(id)?.subscription ?? [])));

  /** The index holds under each kind what is of that kind. */
  function ofKind<K extends Kind>(kind: K): readonly Entity<K>[] {
    return (byKind.get(kind) ?? []) as readonly Entity[] as readonly Entity<K>[];
  }

  function ofName<K extends Kind>(kind: K, name: string): readonly Entity<K>[] {
    return (byName.get(nameKey(kind, name)) ?? []).filter((entity) => isOfKind(entity, [kind]));
  }

  function ofUrn(urn: string, above: ReadonlySet<string> = new Set()): readonly Entity[] {
    const own = byUrn.get(urn);
    if (own || above.has(urn)) return own ?? [];
    const inside = children.get(urn) ?? [];
    return inside.flatMap((child) => ofUrn(child.urn, new Set([...above, urn])));
  }

  function groupName(entity: Entity): Value<string> | undefined {
    const fromId = isUnknown(entity.id) ? undefined : parseArmId(entity.id)?.resourceGroup;
    if (fromId !== undefined) return fromId;
    const written = text(field(entity.resource.properties, "resourceGroupName"));
    if (!isUnknown(written)) return written;
    return groupOf(entity)?.name ?? written;
  }

  function groupOf(entity: Entity): Entity<"resourceGroup"> | undefined {
    const written = text(field(entity.resource.properties, "resourceGroupName"));
    const named = written === undefined || isUnknown(written) ? [] : ofName("resourceGroup", written);
    const urns = entity.resource.propertyDependencies.get("resourceGroupName") ?? [];
    const found = urns.flatMap((urn) => byUrn.get(urn) ?? []);
    const depended = found.filter((each) => isOfKind(each, ["resourceGroup"]));
    const groups = depended.length > 0 ? depended : named;
    return groups.length === 1 ? groups[0] : undefined;
  }

  function parentMatches(entity: Entity, id: ArmId): boolean {
    if (entity.kind === "inlineSubnet") {
      const [network] = byUrn.get(entity.resource.urn) ?? [];
      return !!network && !isUnknown(network.name) && sameName(network.name, outerName(id));
    }
    if (!isOfKind(entity, ["subnet"])) return true;
    const written = text(read(entity, "parent"));
    if (written !== undefined && !isUnknown(written)) return sameName(written, outerName(id));
    const urns = entity.resource.propertyDependencies.get("virtualNetworkName") ?? [];
    const networks = urns.flatMap((urn) => byUrn.get(urn) ?? []).filter((found) => found.kind === "virtualNetwork");
    return networks.some((network) => !isUnknown(network.name) && sameName(network.name, outerName(id)));
  }

  function withId<K extends Kind>(text: string, kinds: readonly K[]): Entity<K> | "perhaps" | undefined {
    // A subnet may be there twice, in its network's list as well: `kinds` says which form goes first.
    const same = byId.get(text.toLowerCase()) ?? [];
    const known = kinds.flatMap((kind) => same.filter((entity) => isOfKind(entity, [kind])))[0];
    const id = parseArmId(text);
    if (known || !id) return known;
    const named = kinds.flatMap((kind) => ofName(kind, lastName(id)));
    // An entity whose id is known has just been compared by it; names decide only before the first deployment.
    const fitting = named.filter((entity) => isUnknown(entity.id) && parentMatches(entity, id));
    const here = fitting.find((entity) => {
      const group = groupName(entity);
      return group !== undefined && !isUnknown(group) && sameName(group, id.resourceGroup);
    });
    // What is deployed already tells subscriptions of this program: another one makes the names a coincidence, perhaps.
    if (here) return isOtherSubscription(id) ? "perhaps" : here;
    return fitting.some((entity) => isUnknown(groupName(entity))) ? "perhaps" : undefined;
  }

  function isOtherSubscription({ subscription }: ArmId): boolean {
    const known = subscriptions();
    return known.size > 0 && !known.has(subscription.toLowerCase());
  }

  function withName<K extends Kind>(name: string, kind: K, near: Entity): readonly Entity<K>[] {
    const group = groupName(near);
    return ofName(kind, name).filter((entity) => {
      const other = groupName(entity);
      if (group === undefined || other === undefined || isUnknown(group) || isUnknown(other)) return true;
      return sameName(group, other);
    });
  }

  return { resources: latest, ofKind, ofUrn, withId, withName, groupOf };
}

function nameKey(kind: Kind, name: string): string {
  return `${kind}/${name.toLowerCase()}`;
}

function outerName(id: ArmId): string {
  return id.segments.at(-2)?.[1] ?? "";
}

function groupBy<T, K>(all: readonly T[], keyOf: (item: T) => K | undefined): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of all) {
    const key = keyOf(item);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

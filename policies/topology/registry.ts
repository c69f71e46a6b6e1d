import { isUnknown } from "../known/value";
import { text } from "../plan/property";
import type { PlannedResource } from "../plan/resource";
import { stackIn } from "../plan/urn";
import { type ArmId, lastName, parentId, parseArmId, sameName } from "./arm-id";
import { mayBeOfKind } from "./arm-types";
import { dependenciesOf } from "./dependencies";
import { type Entity, isOfKind, read } from "./entity";
import { buildIndex } from "./entity-index";
import type { Kind } from "./kinds";
import { memo, once } from "./once";
import { mayBeSameGroup, type ResourceGroups, resourceGroups } from "./resource-groups";

/**
 * All entities of a program, found by kind, URN, ARM id and name. An ARM id can lead from one program to another. A name never does
 * so for certain, because two stacks may use the same name.
 */
export interface Registry {
  readonly ofKind: <K extends Kind>(kind: K) => readonly Entity<K>[];
  /** The entities of a resource; for a component, those of all resources inside it. */
  readonly ofUrn: (urn: string) => readonly Entity[];
  /**
   * The entity with this ARM id, to which `near` refers. `"perhaps"`: an entity may have this id, but its name, parent, group or
   * subscription is unknown until deployment.
   */
  readonly withId: <K extends Kind>(id: string, kinds: readonly K[], near: Entity) => Entity<K> | "perhaps" | undefined;
  /**
   * Entities of a kind with this Azure name, in the resource group of `near` if the groups are known. `"perhaps"`: none has this
   * name, but one may turn out to have it.
   */
  readonly withName: <K extends Kind>(name: string, kind: K, near: Entity) => readonly Entity<K>[] | "perhaps";
  /**
   * Entities of other stacks with this name, in the resource group of `near`. The name may refer to one of them, or to a resource of
   * the same name in another subscription.
   */
  readonly namedElsewhere: <K extends Kind>(name: string, kind: K, near: Entity) => readonly Entity<K>[];
  /** The entities of a kind in the stack of `near`. */
  readonly ofStack: <K extends Kind>(kind: K, near: Entity) => readonly Entity<K>[];
  readonly groups: ResourceGroups;
}

/** The maximum number of entities with unknown name that are compared with a literal id or name one by one. */
const MOST_COMPARED = 50;

/** Reads all resources once. If a resource appears twice, the later state replaces the earlier one. */
export function buildRegistry(resources: readonly PlannedResource[]): Registry {
  const index = buildIndex(resources);
  const groups = resourceGroups(index);
  const subscriptions = memo(
    (stack: string) => new Set(index.idsIn(stack).flatMap((id) => parseArmId(id)?.subscription.toLowerCase() ?? [])),
  );

  function ofUrn(urn: string, above: ReadonlySet<string> = new Set()): readonly Entity[] {
    const own = index.ofUrn(urn);
    if (own || above.has(urn)) return own ?? [];
    return index.inside(urn).flatMap((child) => ofUrn(child.urn, new Set([...above, urn])));
  }

  function withId<K extends Kind>(text: string, kinds: readonly K[], near: Entity): Entity<K> | "perhaps" | undefined {
    // A subnet may have two entities, a standalone one and one in the list of its network: the first of `kinds` takes precedence.
    const same = index.ofId(text);
    const known = kinds.flatMap((kind) => same.filter((entity) => isOfKind(entity, [kind])))[0];
    const id = parseArmId(text);
    if (known || !id) return known;
    const possible = kinds.filter((kind) => mayBeOfKind(id, kind));
    // Entities with a known id are compared by id above; names decide only before the first deployment.
    const fitting = possible
      .flatMap((kind) => index.ofName(kind, lastName(id)))
      .filter((entity) => isUnknown(entity.id) && isInParent(entity, id) !== false);
    const here = fitting.find((entity) => {
      const named = sameStack(entity, near) && isInParent(entity, id) === true;
      return named && groups.nameOf(entity)?.toLowerCase() === id.resourceGroup.toLowerCase();
    });
    // Deployed resources show the subscriptions of this program: in another subscription, equal names may be a coincidence.
    if (here) return isOtherSubscription(id, near) ? "perhaps" : here;
    const open = fitting.some((entity) => mayBeIn(entity, id)) || possible.some((kind) => isHidden(kind, id, text));
    return open ? "perhaps" : undefined;
  }

  function mayBeIn(entity: Entity, id: ArmId): boolean {
    return mayBeSameGroup(groups.nameOf(entity), id.resourceGroup);
  }

  function isOtherSubscription({ subscription }: ArmId, { resource }: Entity): boolean {
    const known = subscriptions(stackIn(resource.urn));
    return known.size > 0 && !known.has(subscription.toLowerCase());
  }

  /** Whether an entity is in the parent that an id names; only the parents of subnets are compared. */
  function isInParent(entity: Entity, id: ArmId): boolean | "perhaps" {
    if (isOfKind(entity, ["inlineSubnet"])) return isNamed(networkAround(entity), outerName(id));
    if (!isOfKind(entity, ["subnet"])) return true;
    const written = text(read(entity, "parent"));
    if (written !== undefined && !isUnknown(written)) return sameName(written, outerName(id));
    const sources = dependenciesOf(entity.resource, "virtualNetworkName").flatMap((urn) => index.ofUrn(urn) ?? []);
    const [network, ...others] = sources.filter((source) => isOfKind(source, ["virtualNetwork"]));
    return others.length > 0 ? "perhaps" : isNamed(network, outerName(id));
  }

  function networkAround({ resource }: Entity<"inlineSubnet">): Entity | undefined {
    return index.ofUrn(resource.urn)?.[0];
  }

  /** Whether an entity with unknown name may have this id. */
  function isHidden(kind: Kind, id: ArmId, text: string): boolean {
    const nameless = index.withoutName(kind);
    if (nameless.length > MOST_COMPARED) return true;
    if (nameless.some((entity) => mayBeIn(entity, id) && isInParent(entity, id) !== false)) return true;
    return kind === "inlineSubnet" && hidingNetworks().some((network) => mayHold(network, id, text));
  }

  /** The networks whose whole list of subnets is unknown. */
  const hidingNetworks = once(() =>
    index.ofKind("virtualNetwork").filter((network) => isUnknown(read(network, "subnets").value)),
  );

  function mayHold(network: Entity, id: ArmId, text: string): boolean {
    if (!isUnknown(network.id)) return network.id.toLowerCase() === parentId(text)?.toLowerCase();
    return mayBeIn(network, id) && isNamed(network, outerName(id)) !== false;
  }

  function withName<K extends Kind>(name: string, kind: K, near: Entity): readonly Entity<K>[] | "perhaps" {
    const group = groups.nameOf(near);
    const mayBeNear = (entity: Entity) => sameStack(entity, near) && mayBeSameGroup(group, groups.nameOf(entity));
    const named = index.ofName(kind, name).filter(mayBeNear);
    if (named.length > 0) return named;
    const nameless = index.withoutName(kind);
    return nameless.length > MOST_COMPARED || nameless.some(mayBeNear) ? "perhaps" : named;
  }

  function namedElsewhere<K extends Kind>(name: string, kind: K, near: Entity): readonly Entity<K>[] {
    const group = groups.nameOf(near)?.toLowerCase();
    if (group === undefined) return [];
    const named = index.ofName(kind, name);
    return named.filter((entity) => !sameStack(entity, near) && groups.nameOf(entity)?.toLowerCase() === group);
  }

  const { ofKind } = index;
  const ofStack = <K extends Kind>(kind: K, near: Entity) => ofKind(kind).filter((entity) => sameStack(entity, near));
  return { ofKind, ofUrn, withId, withName, namedElsewhere, ofStack, groups };
}

/** Whether two entities are of the same stack. */
export function sameStack(one: Entity, other: Entity): boolean {
  return stackIn(one.resource.urn) === stackIn(other.resource.urn);
}

/** Whether an entity has this name; `"perhaps"` if its name is unknown. */
function isNamed(entity: Entity | undefined, name: string): boolean | "perhaps" {
  return !entity || isUnknown(entity.name) ? "perhaps" : sameName(entity.name, name);
}

function outerName(id: ArmId): string {
  return id.segments.at(-2)?.[1] ?? "";
}

import { isUnknown, type Unknown, unknown, type Value } from "../known/value";
import { field, items, type Property, text } from "../plan/property";
import type { PlannedResource } from "../plan/resource";
import { parentId, parseArmId } from "./arm-id";
import { childrenByParent, type Descent } from "./children";
import { dependenciesOf, topOf } from "./dependencies";
import { absentOrUnseen, type Entity, isOfKind, read } from "./entity";
import { pathOfField } from "./fields";
import type { Kind } from "./kinds";
import { type Link, NOTHING } from "./link";
import { memo, memoFor } from "./once";
import type { Registry } from "./registry";

/** Both forms of a subnet: a resource of its own, or an element of its network's list. */
export const SUBNET_KINDS = ["subnet", "inlineSubnet"] as const;

/**
 * The target of the ARM id in `property`: entities of `kinds` in this program, found by id or, while the id is unknown, by
 * dependency; or a resource outside this program.
 */
export function resolveReference<K extends Kind>(
  registry: Registry,
  from: Entity,
  property: Property,
  kinds: readonly K[],
): Link<Entity<K>> {
  const id = text(property);
  if (id === undefined || isUnknown(id)) {
    const open = absentOrUnseen(from, property);
    if (!open) return NOTHING;
    // Outputs do not show which element of a list a dependency belongs to, nor whether this element has a reference.
    if (from.kind === "inlineSubnet" && !from.resource.hasInputs) return { to: "unknown", why: open };
    return byDependency(registry, from.resource, property, kinds);
  }
  const found = registry.withId(id, kinds, from);
  if (found === "perhaps") {
    return { to: "unknown", why: hidingList(registry, id, kinds, from) ?? unknown(property.path, property.owner) };
  }
  if (found) return { to: "nodes", nodes: [found], by: "id" };
  const hiding = hidingList(registry, id, kinds, from);
  return hiding ? { to: "unknown", why: hiding } : { to: "external", id };
}

/** If the list of subnets of a network is unknown, an id may refer to a subnet in it. */
function hidingList(registry: Registry, id: string, kinds: readonly Kind[], from: Entity): Unknown | undefined {
  const parent = kinds.includes("inlineSubnet") ? parentId(id) : undefined;
  const network = parent === undefined ? undefined : registry.withId(parent, ["virtualNetwork"], from);
  if (!network || network === "perhaps") return undefined;
  const list = items(read(network, "subnets"));
  if (isUnknown(list)) return list;
  const names = list.map((subnet) => (isUnknown(subnet.value) ? subnet.value : text(field(subnet, "name"))));
  return names.find(isUnknown);
}

/** The parent of a child resource, from its ARM id, its dependencies, or the property with the name of the parent. */
export function resolveParent<K extends Kind>(registry: Registry, child: Entity, kind: K): Link<Entity<K>> {
  const parent = isUnknown(child.id) ? undefined : parentId(child.id);
  if (parent !== undefined) {
    const found = registry.withId(parent, [kind], child);
    if (found === "perhaps") return { to: "unknown", why: unknown("", child.resource.urn) };
    return found ? { to: "nodes", nodes: [found], by: "id" } : { to: "external", id: parent };
  }
  const path = pathOfField(child.kind, child.token.provider, "parent");
  if (path === undefined) return { to: "unknown", why: unknown("", child.resource.urn) };
  const property = field(child.program, path);
  const name: Value<string | undefined> = text(property);
  if (name === undefined || isUnknown(name)) return byDependency(registry, child.resource, property, [kind]);
  if (parseArmId(name)) return resolveReference(registry, child, property, [kind]);
  const named = registry.withName(name, kind, child);
  if (named === "perhaps") return { to: "unknown", why: unknown(property.path, property.owner) };
  const depended = dependenciesOf(child.resource, topOf(property)).flatMap((urn) => registry.ofUrn(urn));
  const both = named.filter((entity) => depended.includes(entity));
  const nodes = both.length > 0 ? both : named;
  return nodes.length > 0 ? { to: "nodes", nodes, by: "name" } : { to: "external", id: name };
}

/**
 * Before a deployment ids are unknown, but the engine reports the resources that the value of a property is made from.
 * A subnet id may also come from the network (`vnet.subnets[0].id`): then it may refer to each subnet of the network.
 */
function byDependency<K extends Kind>(
  registry: Registry,
  resource: PlannedResource,
  property: Property,
  kinds: readonly K[],
): Link<Entity<K>> {
  // The entities stored under these kinds are of these kinds.
  const nodes = meantBy(registry)(resource)(JSON.stringify([topOf(property), ...kinds])) as readonly Entity<K>[];
  if (nodes.length > 0) return { to: "nodes", nodes, by: "dependency" };
  return { to: "unknown", why: unknown(property.path, property.owner) };
}

/** The entities that a property may refer to by its dependencies: looked up once, however many elements a list has. */
const meantBy = memoFor((registry: Registry) =>
  memoFor((resource: PlannedResource) =>
    memo((key: string): readonly Entity[] => {
      const [top = "", ...kinds] = JSON.parse(key) as [string, ...Kind[]];
      const entities = dependenciesOf(resource, top).flatMap((urn) => registry.ofUrn(urn));
      const direct = entities.filter((entity) => isOfKind(entity, kinds) && entity.kind !== "inlineSubnet");
      const meant = direct.length > 0 ? direct : entities.flatMap((entity) => partsOf(registry, entity, kinds));
      return [...new Set(meant)].filter((entity) => entity.resource !== resource || entity.kind === "inlineSubnet");
    }),
  ),
);

/** The entities of `kinds` that an id made from `whole` may refer to: any subnet of a network (`${network.id}/subnets/…`). */
function partsOf(registry: Registry, whole: Entity, kinds: readonly Kind[]): readonly Entity[] {
  if (kinds.includes(whole.kind)) return [whole];
  if (!isOfKind(whole, ["virtualNetwork"]) || !kinds.includes("subnet")) return [];
  // If the list is unknown, the id may refer to a subnet that is not visible.
  if (isUnknown(read(whole, "subnets").value)) return [];
  const { list, unseen } = subnetsApart(registry)(whole);
  return unseen ? [] : list.map(({ child }) => child);
}

/** The standalone subnets that a network has, or may have. */
const subnetsApart = memoFor((registry: Registry) =>
  childrenByParent(
    registry.ofKind("subnet").map((child) => descentOf(registry, child, "virtualNetwork")),
    registry.groups,
  ),
);

/** A child and the link to its parent. */
export function descentOf<K extends Kind>(registry: Registry, child: Entity<K>, parentKind: Kind): Descent<K> {
  const path = pathOfField(child.kind, child.token.provider, "parent") ?? "";
  const parent = resolveParent(registry, child, parentKind);
  const elsewhere = parent.to === "external" && isUnknown(child.id) ? parent.id : undefined;
  const perhaps = elsewhere === undefined ? [] : registry.namedElsewhere(elsewhere, parentKind, child);
  return { child, parent, perhaps, why: unknown(path, child.resource.urn) };
}

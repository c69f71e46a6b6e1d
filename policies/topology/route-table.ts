import { isUnknown, type Unknown, type Value } from "../known/value";
import { field, flag, items, type Property, text } from "../plan/property";
import type { Builder } from "./builder";
import type { Child } from "./children";
import { absentOrUnseen, type Entity, read } from "./entity";
import type { FirewallNode } from "./firewall";
import type { Link } from "./link";
import { once } from "./once";
import { nameKey, writtenTwice } from "./written-twice";

/** A route table with all its routes. */
export interface RouteTable {
  readonly entity: Entity<"routeTable">;
  readonly routes: readonly RouteNode[];
  /** Set where the table may have further routes that the program does not show. */
  readonly unseen: Unknown | undefined;
  /** Whether the table disables propagation of the routes that a gateway learns; absent = no. */
  readonly disableBgp: Value<boolean | undefined>;
}

/** One user-defined route and where it is written. */
export interface RouteNode {
  readonly name: Value<string>;
  readonly addressPrefix: Value<string | undefined>;
  readonly nextHopType: Value<string | undefined>;
  readonly nextHopAddress: Value<string | undefined>;
  /** The property with the address of the next hop: its dependencies show which firewall has the address. */
  readonly nextHop: Property;
  /** False where it may belong to another table. */
  readonly certain: boolean;
  /** What decides whether it belongs to this table, while that is not certain. */
  readonly why: Unknown | undefined;
  readonly property: Property;
  readonly entity: Entity;
  /** The firewall that is its next hop, if a virtual hub advertises the route. */
  readonly firewall?: Link<FirewallNode>;
}

/** Reads a table. @see https://learn.microsoft.com/azure/templates/microsoft.network/routetables */
export function toRouteTable(entity: Entity<"routeTable">, builder: Builder): RouteTable {
  const standalone = once(() => builder.childrenOf(entity, "route"));
  const routes = once(() => routesOf(entity, standalone().list));
  const written = absentOrUnseen(entity, read(entity, "routes"));
  return {
    entity,
    get unseen() {
      return written ?? standalone().unseen;
    },
    disableBgp: bgpDisabled(entity),
    get routes() {
      return routes();
    },
  };
}

function routesOf(entity: Entity<"routeTable">, standalone: readonly Child<"route">[]): readonly RouteNode[] {
  const list = items(read(entity, "routes"));
  const written = isUnknown(list) ? [] : list;
  const inline = written.map((property) => toRoute(entity, property, undefined));
  const { hasInputs } = entity.resource;
  const listed = new Map(inline.map((route) => [nameKey(route.name), route.property]));
  const names = new Set<string | undefined>();
  const apart = standalone.map(({ child, certain, why }) => {
    const route = toRoute(child, child.program, why);
    const key = nameKey(route.name);
    const counterpart = key === undefined ? undefined : listed.get(key);
    // Without inputs only the outputs are known, and after a refresh they list the standalone routes as well.
    if (counterpart && (certain || !hasInputs)) names.add(key);
    return counterpart && certain && hasInputs
      ? toRoute(child, writtenTwice(counterpart, route.property), undefined)
      : route;
  });
  return [...inline.filter(({ name }) => !names.has(nameKey(name))), ...apart];
}

function toRoute(entity: Entity, property: Property, why: Unknown | undefined): RouteNode {
  const nextHop = field(property, entity.token.provider === "azure" ? "nextHopInIpAddress" : "nextHopIpAddress");
  return {
    name: text(field(property, "name")) ?? (entity.kind === "route" ? entity.name : property.path),
    addressPrefix: text(field(property, "addressPrefix")),
    nextHopType: text(field(property, "nextHopType")),
    nextHopAddress: text(nextHop),
    nextHop,
    certain: why === undefined,
    why,
    property,
    entity,
  };
}

/** From version 6 on, the property of the classic provider has the opposite meaning. */
function bgpDisabled(entity: Entity<"routeTable">): Value<boolean | undefined> {
  const disabled = flag(read(entity, "disableBgp"));
  if (disabled !== undefined) return disabled;
  const propagated = flag(read(entity, "propagateBgp"));
  return propagated === undefined || isUnknown(propagated) ? propagated : !propagated;
}

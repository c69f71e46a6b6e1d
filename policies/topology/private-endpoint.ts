import { isUnknown, unknown, type Value } from "../known/value";
import { field, fieldAt, flag, isAbsent, items, type Property, text, texts } from "../plan/property";
import type { Account } from "./account";
import type { Builder } from "./builder";
import { type Entity, read } from "./entity";
import { candidates, type Link, mapLink } from "./link";
import { once } from "./once";
import { resolveReference, SUBNET_KINDS } from "./resolve";
import type { Subnet } from "./subnet";
import type { VirtualNetwork } from "./virtual-network";

/** A private endpoint. */
export interface PrivateEndpoint {
  readonly entity: Entity<"privateEndpoint">;
  readonly name: Value<string>;
  readonly subnet: Link<Subnet>;
  readonly connections: Value<readonly EndpointConnection[]>;
  readonly customNetworkInterface: Property;
  /** The DNS zones its records are written to; an {@link Unknown} for one that is not in this program. */
  readonly zones: Value<readonly Value<PrivateZone>[]>;
}

/** A connection from an endpoint to a service. */
export interface EndpointConnection {
  readonly property: Property;
  readonly account: Link<Account>;
  /** `nodeManagement` and `batchAccount` for a Batch account. */
  readonly groupIds: Value<readonly Value<string>[]>;
  /** A manual connection waits for somebody's approval. */
  readonly manual: Value<boolean>;
  /** `Approved`, `Pending`, … after deployment. */
  readonly status: Value<string | undefined>;
}

/** A private DNS zone and the networks it is linked to. */
export interface PrivateZone {
  readonly entity: Entity<"privateZone">;
  readonly name: Value<string>;
  readonly networks: readonly Link<VirtualNetwork>[];
}

/** Reads an endpoint. @see https://learn.microsoft.com/azure/templates/microsoft.network/privateendpoints */
export function toPrivateEndpoint(entity: Entity<"privateEndpoint">, builder: Builder): PrivateEndpoint {
  const subnet = once(() =>
    mapLink(resolveReference(builder.registry, entity, read(entity, "subnet"), SUBNET_KINDS), builder.subnet),
  );
  const connections = once(() => connectionsOf(entity, builder));
  const zones = once(() => zonesOf(entity, builder));
  return {
    entity,
    name: entity.name,
    customNetworkInterface: field(entity.program, "customNetworkInterfaceName"),
    get subnet() {
      return subnet();
    },
    get connections() {
      return connections();
    },
    get zones() {
      return zones();
    },
  };
}

function connectionsOf(entity: Entity<"privateEndpoint">, builder: Builder): Value<readonly EndpointConnection[]> {
  const automatic = items(read(entity, "connections"));
  const manual = items(read(entity, "manualConnections"));
  if (isUnknown(automatic)) return automatic;
  if (isUnknown(manual)) return manual;
  return [
    ...automatic.map((property) => toConnection(entity, property, false, builder)),
    ...manual.map((property) => toConnection(entity, property, true, builder)),
  ];
}

function toConnection(
  entity: Entity<"privateEndpoint">,
  property: Property,
  manual: boolean,
  builder: Builder,
): EndpointConnection {
  const classic = entity.token.provider === "azure";
  const target = field(property, classic ? "privateConnectionResourceId" : "privateLinkServiceId");
  const account = once(() => mapLink(resolveReference(builder.registry, entity, target, ["account"]), builder.account));
  return {
    property,
    groupIds: texts(field(property, classic ? "subresourceNames" : "groupIds")),
    manual: classic ? (flag(field(property, "isManualConnection")) ?? false) : manual,
    status: text(fieldAt(property, "privateLinkServiceConnectionState.status")),
    get account() {
      return account();
    },
  };
}

function zonesOf(entity: Entity<"privateEndpoint">, builder: Builder): Value<readonly Value<PrivateZone>[]> {
  const inline = read(entity, "zoneGroup");
  if (isUnknown(inline.value)) return inline.value;
  const { list, unseen } = builder.childrenOf(entity, "zoneGroup");
  const written = isAbsent(inline) ? [] : [idsIn(entity, field(inline, "privateDnsZoneIds"), "")];
  const apart = list.map(({ child, why }) => (why ? [why] : idsIn(child, read(child, "zones"), "privateDnsZoneId")));
  const all = [...written, ...apart, ...(unseen ? [[unseen]] : [])];
  const hidden = all.find(isUnknown);
  if (hidden) return hidden;
  return all
    .flatMap((ids) => (isUnknown(ids) ? [] : ids))
    .flatMap((id) => (isUnknown(id) ? [id] : zoneOf(id, builder)));
}

/** The id of a zone, and who writes it. */
interface ZoneId {
  readonly from: Entity;
  readonly id: Property;
}

/** The ids in a list, or in a field of its elements. What may belong to another endpoint counts as an unknown one. */
function idsIn(from: Entity, list: Property, name: string): Value<readonly Value<ZoneId>[]> {
  const elements = items(list);
  if (isUnknown(elements)) return elements;
  return elements.map((each) => ({ from, id: name === "" ? each : field(each, name) }));
}

function zoneOf({ from, id }: ZoneId, builder: Builder): readonly Value<PrivateZone>[] {
  const link = resolveReference(builder.registry, from, id, ["privateZone"]);
  if (link.to === "nodes") return link.nodes.map(builder.privateZone);
  return [link.to === "unknown" ? link.why : unknown(id.path, id.owner)];
}

/** Reads a zone. @see https://learn.microsoft.com/azure/templates/microsoft.network/privatednszones */
export function toPrivateZone(entity: Entity<"privateZone">, builder: Builder): PrivateZone {
  const networks = once(() => {
    const { list, unseen } = builder.childrenOf(entity, "zoneLink");
    const links = list.map(({ child, why }): Link<VirtualNetwork> => {
      if (why) return { to: "unknown", why };
      const found = resolveReference(builder.registry, child, read(child, "virtualNetwork"), ["virtualNetwork"]);
      return mapLink(found, builder.virtualNetwork);
    });
    return unseen ? [...links, { to: "unknown" as const, why: unseen }] : links;
  });
  return {
    entity,
    name: entity.name,
    get networks() {
      return networks();
    },
  };
}

/** Whether an account is among those a connection may lead to. */
export function mayServe(connection: EndpointConnection, account: Account): boolean {
  return candidates(connection.account).includes(account);
}

import { groupBy } from "../known/multimap";
import { isUnknown, type Unknown, unknown, unknownToAll, type Value } from "../known/value";
import { field, fieldAt, flag, isAbsent, items, type Property, text, texts } from "../plan/property";
import type { Account } from "./account";
import type { Builder } from "./builder";
import { zonesWithRecord } from "./declared-records";
import { endpointAddress } from "./endpoint-address";
import { type Entity, read } from "./entity";
import { type Link, mapLink } from "./link";
import { memoFor, once } from "./once";
import type { PrivateZone } from "./private-zone";
import { resolveReference, SUBNET_KINDS } from "./resolve";
import type { Subnet } from "./subnet";

/** A private endpoint. */
export interface PrivateEndpoint {
  readonly entity: Entity<"privateEndpoint">;
  readonly subnet: Link<Subnet>;
  readonly connections: Value<readonly EndpointConnection[]>;
  readonly subnetId: Property;
  /** The minimum number of addresses that it takes from its subnet: the service may assign more than the program declares. */
  readonly addressCount: Value<number>;
  /** The DNS zones to which its records are written; an {@link Unknown} for a zone that is not in this program. */
  readonly zones: Value<readonly Value<PrivateZone>[]>;
  /** The list of zones in its zone group, if it certainly has one. Azure supports one group for each endpoint. */
  readonly zoneList: Property | undefined;
  /** The DNS zones of its stack with a record that is, or may be, for it and that no zone group writes. */
  readonly recordZones: readonly PrivateZone[];
  /** Whether another endpoint has the same address, in a network that is not connected. */
  readonly sharesAddress: Value<boolean>;
  /** Set where a zone group may belong to this endpoint or to another one: then there may be further zones. */
  readonly zoneGroupsOpen: Unknown | undefined;
  /** The ids of the application security groups that it is a member of. */
  readonly applicationGroups: Value<readonly Value<string>[]>;
  /** Its private address; `undefined` where Azure allocates one and has not reported it. */
  readonly address: Value<string | undefined>;
}

/** A connection from an endpoint to a service. */
export interface EndpointConnection {
  readonly property: Property;
  readonly account: Link<Account>;
  /** `nodeManagement` and `batchAccount` for a Batch account. */
  readonly groupIds: Value<readonly Value<string>[]>;
  /** A manual connection waits for approval by the owner of the service. */
  readonly manual: Value<boolean>;
  /** `Approved`, `Pending`, … after deployment. */
  readonly status: Value<string | undefined>;
}

/** Reads an endpoint. @see https://learn.microsoft.com/azure/templates/microsoft.network/privateendpoints */
export function toPrivateEndpoint(entity: Entity<"privateEndpoint">, builder: Builder): PrivateEndpoint {
  const subnet = once(() =>
    mapLink(resolveReference(builder.registry, entity, read(entity, "subnet"), SUBNET_KINDS), builder.subnet),
  );
  const connections = once(() => connectionsOf(entity, builder));
  const zones = once(() => zonesOf(entity, builder));
  const address = once(() => endpointAddress(entity, builder));
  const recordZones = once(() => zonesWithRecord(entity, address(), builder));
  return {
    entity,
    subnetId: read(entity, "subnet"),
    addressCount: addressCount(entity),
    applicationGroups: applicationGroups(entity),
    get subnet() {
      return subnet();
    },
    get connections() {
      return connections();
    },
    get zones() {
      return zones();
    },
    get zoneList() {
      return zoneList(entity, builder);
    },
    get recordZones() {
      return recordZones();
    },
    get sharesAddress() {
      return sharesAddress(entity, address(), builder);
    },
    get zoneGroupsOpen() {
      const { list, unseen } = builder.childrenOf(entity, "zoneGroup");
      return list.find(({ why }) => why)?.why ?? unseen;
    },
    get address() {
      return address();
    },
  };
}

function sharesAddress(entity: Entity<"privateEndpoint">, own: PrivateEndpoint["address"], builder: Builder) {
  const { byAddress, hidden } = addressesIn(builder);
  if (typeof own !== "string") return false;
  return (byAddress.get(own) ?? []).length > 1 || (hidden.find((each) => each.entity !== entity)?.why ?? false);
}

/** The endpoints by their addresses, and those whose address is unknown. */
const addressesIn = memoFor((builder: Builder) => {
  const all = builder.registry
    .ofKind("privateEndpoint")
    .map((entity) => ({ entity, address: endpointAddress(entity, builder) }));
  return {
    byAddress: groupBy(all, ({ address }) => (typeof address === "string" ? address : undefined)),
    hidden: all.flatMap(({ entity, address }) =>
      typeof address === "string"
        ? []
        : [{ entity, why: isUnknown(address) ? address : unknown("", entity.resource.urn) }],
    ),
  };
});

/** The classic provider has a resource for each membership, which is not read. */
function applicationGroups(entity: Entity<"privateEndpoint">): PrivateEndpoint["applicationGroups"] {
  if (entity.token.provider === "azure") return unknownToAll(entity.resource.urn);
  const groups = items(read(entity, "applicationGroups"));
  return isUnknown(groups) ? groups : groups.map((each) => text(field(each, "id")) ?? unknown(each.path, each.owner));
}

/** https://learn.microsoft.com/azure/private-link/manage-private-endpoint: one static address per entry; else Azure assigns one or more. */
function addressCount(entity: Entity<"privateEndpoint">): Value<number> {
  const configurations = items(read(entity, "ipConfigurations"));
  return isUnknown(configurations) ? configurations : Math.max(1, configurations.length);
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
  const written = isAbsent(inline) ? [] : [zoneIds(entity, field(inline, "privateDnsZoneIds"))];
  const { list, unseen } = builder.childrenOf(entity, "zoneGroup");
  const groups = list.flatMap(({ child, certain }) => {
    const configs = items(read(child, "zones"));
    if (!certain) return [];
    return [
      isUnknown(configs) ? configs : configs.map((each) => ({ from: child, id: field(each, "privateDnsZoneId") })),
    ];
  });
  const all = [...written, ...groups];
  const hidden = all.find(isUnknown);
  if (hidden) return hidden;
  const certain = all
    .flatMap((ids) => (isUnknown(ids) ? [] : ids))
    .flatMap(({ from, id }) => zoneOf(from, id, builder));
  // A group that may belong to another endpoint counts as an unknown zone.
  return [...certain, ...list.flatMap(({ why }) => why ?? []), ...(unseen ? [unseen] : [])];
}

/** https://learn.microsoft.com/azure/private-link/private-endpoint-dns-integration#private-dns-zone-group */
function zoneList(entity: Entity<"privateEndpoint">, builder: Builder): Property | undefined {
  const inline = read(entity, "zoneGroup");
  if (!isAbsent(inline)) return field(inline, "privateDnsZoneIds");
  const group = builder.childrenOf(entity, "zoneGroup").list.find(({ certain }) => certain);
  return group && read(group.child, "zones");
}

function zoneIds(from: Entity, list: Property) {
  const ids = items(list);
  return isUnknown(ids) ? ids : ids.map((id) => ({ from, id }));
}

function zoneOf(from: Entity, id: Property, builder: Builder): readonly Value<PrivateZone>[] {
  const link = resolveReference(builder.registry, from, id, ["privateZone"]);
  if (link.to === "nodes") return link.nodes.map(builder.privateZone);
  return [link.to === "unknown" ? link.why : unknown(id.path, id.owner)];
}

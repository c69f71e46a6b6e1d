import { isUnknown, type Unknown, unknown, type Value } from "../known/value";
import { field, fieldAt, flag, isAbsent, items, type Property, text, texts } from "../plan/property";
import type { Account } from "./account";
import { endpointAddress } from "./endpoint-address";
import { type Entity, read } from "./entity";
import { candidates, type Link, mapLink } from "./link";
import { once } from "./once";
import type { PrivateZone } from "./private-zone";
import { resolveReference } from "./resolve";
import { straysOf } from "./strays";
import type { Subnet, SubnetEntity } from "./subnet";
import type { Surroundings } from "./surroundings";

/** A private endpoint. */
export interface PrivateEndpoint {
  readonly entity: Entity<"privateEndpoint">;
  readonly name: Value<string>;
  readonly subnet: Link<Subnet>;
  readonly connections: Value<readonly EndpointConnection[]>;
  readonly customNetworkInterface: Property;
  readonly subnetId: Property;
  /** How many addresses of its subnet it takes at least: the service may give it more than the program says. */
  readonly addressCount: Value<number>;
  /** The DNS zones its records are written to; an {@link Unknown} for one that is not in this program. */
  readonly zones: Value<readonly Value<PrivateZone>[]>;
  /** Set where a zone group may belong to this endpoint or to another one: then there may be further zones. */
  readonly zoneGroupsOpen: Unknown | undefined;
  /** Its private address; `undefined` where Azure chooses one that is not reported yet. */
  readonly address: Value<string | undefined>;
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

/** Reads an endpoint. @see https://learn.microsoft.com/azure/templates/microsoft.network/privateendpoints */
export function toPrivateEndpoint(entity: Entity<"privateEndpoint">, around: Surroundings): PrivateEndpoint {
  const subnet = once(() =>
    mapLink(resolveReference(around.registry, entity, read(entity, "subnet"), ["subnet", "inlineSubnet"]), (found) =>
      around.subnet(found as SubnetEntity),
    ),
  );
  const connections = once(() => connectionsOf(entity, around));
  const zones = once(() => zonesOf(entity, around));
  const address = once(() => endpointAddress(entity, around));
  return {
    entity,
    name: entity.name,
    customNetworkInterface: field(entity.program, "customNetworkInterfaceName"),
    subnetId: read(entity, "subnet"),
    addressCount: addressCount(entity),
    get subnet() {
      return subnet();
    },
    get connections() {
      return connections();
    },
    get zones() {
      return zones();
    },
    get zoneGroupsOpen() {
      return openGroups(entity, around)[0];
    },
    get address() {
      return address();
    },
  };
}

/** https://learn.microsoft.com/azure/private-link/manage-private-endpoint: fixed addresses are written, one each; else Azure gives one or more. */
function addressCount(entity: Entity<"privateEndpoint">): Value<number> {
  const configurations = items(read(entity, "ipConfigurations"));
  return isUnknown(configurations) ? configurations : Math.max(1, configurations.length);
}

function connectionsOf(entity: Entity<"privateEndpoint">, around: Surroundings): Value<readonly EndpointConnection[]> {
  const automatic = items(read(entity, "connections"));
  const manual = items(read(entity, "manualConnections"));
  if (isUnknown(automatic)) return automatic;
  if (isUnknown(manual)) return manual;
  return [
    ...automatic.map((property) => toConnection(entity, property, false, around)),
    ...manual.map((property) => toConnection(entity, property, true, around)),
  ];
}

function toConnection(
  entity: Entity<"privateEndpoint">,
  property: Property,
  manual: boolean,
  around: Surroundings,
): EndpointConnection {
  const classic = entity.token.provider === "azure";
  const target = field(property, classic ? "privateConnectionResourceId" : "privateLinkServiceId");
  const account = once(() =>
    mapLink(resolveReference(around.registry, entity, target, ["account"]), (found) =>
      around.account(found as Entity<"account">),
    ),
  );
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

function zonesOf(entity: Entity<"privateEndpoint">, around: Surroundings): Value<readonly Value<PrivateZone>[]> {
  const inline = read(entity, "zoneGroup");
  if (isUnknown(inline.value)) return inline.value;
  const written = isAbsent(inline) ? [] : [zoneIds(entity, field(inline, "privateDnsZoneIds"))];
  const groups = certainGroups(entity, around).map((group) => {
    const configs = items(read(group, "zones"));
    return isUnknown(configs)
      ? configs
      : configs.map((config) => ({ from: group, id: field(config, "privateDnsZoneId") }));
  });
  const all = [...written, ...groups];
  const hidden = all.find(isUnknown);
  if (hidden) return hidden;
  const certain = all.flatMap((ids) => (isUnknown(ids) ? [] : ids)).flatMap(({ from, id }) => zoneOf(from, id, around));
  return [...certain, ...openGroups(entity, around)];
}

function certainGroups(entity: Entity<"privateEndpoint">, around: Surroundings): readonly Entity<"zoneGroup">[] {
  const groups = around.childrenOf(entity, "zoneGroup").filter(({ certain }) => certain);
  return groups.map(({ child }) => child as Entity<"zoneGroup">);
}

/** What would tell whose the zone groups are that may belong to an endpoint. */
function openGroups(entity: Entity<"privateEndpoint">, around: Surroundings): readonly Unknown[] {
  const doubtful = around.childrenOf(entity, "zoneGroup").filter(({ certain }) => !certain);
  return [
    ...doubtful.map(({ child }) => unknown("privateEndpointName", child.resource.urn)),
    ...straysOf(around.registry, "zoneGroup").map(({ why }) => why),
  ];
}

function zoneIds(from: Entity, list: Property) {
  const ids = items(list);
  return isUnknown(ids) ? ids : ids.map((id) => ({ from, id }));
}

function zoneOf(from: Entity, id: Property, around: Surroundings): readonly Value<PrivateZone>[] {
  const link = resolveReference(around.registry, from, id, ["privateZone"]);
  if (link.to === "nodes") return link.nodes.map((zone) => around.privateZone(zone as Entity<"privateZone">));
  return [link.to === "unknown" ? link.why : unknown(id.path, id.owner)];
}

/** Whether an account is among those a connection may lead to. */
export function mayServe(connection: EndpointConnection, account: Account): boolean {
  return candidates(connection.account).includes(account);
}

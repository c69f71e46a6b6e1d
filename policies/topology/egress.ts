import { isUnknown, unknown, type Value } from "../known/value";
import { field, items, type Property, text } from "../plan/property";
import { absentOrUnseen, type Entity, read } from "./entity";
import { single } from "./link";
import { once } from "./once";
import { type Presence, placeAt, presence } from "./presence";
import { resolveReference } from "./resolve";
import type { Surroundings } from "./surroundings";

/** A NAT gateway. */
export interface NatGateway {
  readonly entity: Entity<"natGateway">;
  readonly name: Value<string>;
  /** Whether a public address or prefix is attached: without one it gives no way out. */
  readonly hasAddress: Value<boolean>;
  /** The public addresses and prefixes that packets leave from; unknown as a whole where there may be others. */
  readonly addresses: Value<readonly Value<string | undefined>[]>;
}

/** Reads a NAT gateway. @see https://learn.microsoft.com/azure/templates/microsoft.network/natgateways */
export function toNatGateway(entity: Entity<"natGateway">, around: Surroundings): NatGateway {
  const hasAddress = once(() => addressAttached(entity, around));
  const addresses = once(() => addressesOf(entity, around));
  return {
    entity,
    name: entity.name,
    get hasAddress() {
      return hasAddress();
    },
    get addresses() {
      return addresses();
    },
  };
}

function addressAttached(entity: Entity<"natGateway">, around: Surroundings): Value<boolean> {
  const lists = [read(entity, "publicIps"), read(entity, "publicIpPrefixes")];
  const counts = lists.map((list) => absentOrUnseen(entity, list) ?? items(list));
  if (counts.some((list) => !isUnknown(list) && list.length > 0)) return true;
  const associated = around.hasAssociatedAddress(entity);
  return associated === true ? true : (counts.find(isUnknown) ?? associated);
}

function addressesOf(entity: Entity<"natGateway">, around: Surroundings): NatGateway["addresses"] {
  const associated = around.hasAssociatedAddress(entity);
  // What resources of their own attach is not followed.
  if (associated !== false) return isUnknown(associated) ? associated : unknown("", entity.resource.urn);
  const found: Value<string | undefined>[] = [];
  for (const [list, kind] of [
    ["publicIps", "publicIp"],
    ["publicIpPrefixes", "publicIpPrefix"],
  ] as const) {
    const attached = read(entity, list);
    const ids = absentOrUnseen(entity, attached) ?? items(attached);
    if (isUnknown(ids)) return ids;
    for (const each of ids) {
      const id = field(each, "id");
      const target = single(resolveReference(around.registry, entity, id, [kind]));
      found.push(target ? addressIn(target as Entity<typeof kind>) : unknown(id.path, id.owner));
    }
  }
  return found;
}

function addressIn(entity: Entity<"publicIp"> | Entity<"publicIpPrefix">): Value<string | undefined> {
  return text(entity.kind === "publicIp" ? read(entity, "address") : read(entity, "cidr"));
}

/** Which NAT gateways have public addresses attached to them by resources of their own, as in the classic provider. */
export function associatedAddresses({ registry }: Surroundings): Presence {
  const associations = [
    ...registry.ofKind("natGatewayIpAssociation"),
    ...registry.ofKind("natGatewayPrefixAssociation"),
  ] as readonly Entity<"natGatewayIpAssociation">[];
  return presence(
    associations.map((association) => {
      const gateway = read(association, "gateway");
      return placeAt(resolveReference(registry, association, gateway, ["natGateway"]), gateway);
    }),
  );
}

/** A public IP address. */
export interface PublicIp {
  readonly entity: Entity<"publicIp">;
  readonly name: Value<string>;
  readonly sku: Property;
  readonly allocation: Property;
  /** The address itself, known after deployment. */
  readonly address: Value<string | undefined>;
}

/** Reads a public IP address. @see https://learn.microsoft.com/azure/templates/microsoft.network/publicipaddresses */
export function toPublicIp(entity: Entity<"publicIp">): PublicIp {
  return {
    entity,
    name: entity.name,
    sku: read(entity, "sku"),
    allocation: read(entity, "allocation"),
    address: text(read(entity, "address")),
  };
}

import { isUnknown, type Value } from "../known/value";
import { items, type Property, text } from "../plan/property";
import { absentOrUnseen, type Entity, read } from "./entity";
import { once } from "./once";
import type { Surroundings } from "./surroundings";

/** A NAT gateway. */
export interface NatGateway {
  readonly entity: Entity<"natGateway">;
  readonly name: Value<string>;
  /** Whether a public address or prefix is attached: without one it gives no way out. */
  readonly hasAddress: Value<boolean>;
}

/** Reads a NAT gateway. @see https://learn.microsoft.com/azure/templates/microsoft.network/natgateways */
export function toNatGateway(entity: Entity<"natGateway">, around: Surroundings): NatGateway {
  const hasAddress = once(() => addressAttached(entity, around));
  return {
    entity,
    name: entity.name,
    get hasAddress() {
      return hasAddress();
    },
  };
}

function addressAttached(entity: Entity<"natGateway">, around: Surroundings): Value<boolean> {
  const lists = [read(entity, "publicIps"), read(entity, "publicIpPrefixes")];
  const counts = lists.map((list) => absentOrUnseen(entity, list) ?? items(list));
  if (counts.some((list) => !isUnknown(list) && list.length > 0)) return true;
  if (around.addressAssociationsOf(entity).length > 0) return true;
  return counts.find(isUnknown) ?? false;
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

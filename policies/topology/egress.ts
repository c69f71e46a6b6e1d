import { isUnknown, unknown, type Value } from "../known/value";
import { field, items, type Property, text } from "../plan/property";
import type { Builder } from "./builder";
import { absentOrUnseen, type Entity, read, readState } from "./entity";
import { candidates, single } from "./link";
import { once } from "./once";
import { type Presence, placeAt, presence } from "./presence";
import { resolveReference } from "./resolve";

/** A NAT gateway. */
export interface NatGateway {
  readonly entity: Entity<"natGateway">;
  /** Whether a public address or prefix is attached: without one, the gateway provides no outbound connectivity. */
  readonly hasAddress: Value<boolean>;
  /** The public addresses and prefixes that outbound packets have as source; unknown as a whole where there may be others. */
  readonly addresses: Value<readonly Value<string | undefined>[]>;
}

/** Reads a NAT gateway. @see https://learn.microsoft.com/azure/templates/microsoft.network/natgateways */
export function toNatGateway(entity: Entity<"natGateway">, builder: Builder): NatGateway {
  const hasAddress = once(() => addressAttached(entity, builder));
  const addresses = once(() => addressesOf(entity, builder));
  return {
    entity,
    get hasAddress() {
      return hasAddress();
    },
    get addresses() {
      return addresses();
    },
  };
}

/** The lists of IPv4 addresses. The lists of IPv6 addresses, which a gateway of the SKU StandardV2 has as well, are not read. */
const LISTS = [
  ["publicIps", "publicIp"],
  ["publicIpPrefixes", "publicIpPrefix"],
] as const;

function addressAttached(entity: Entity<"natGateway">, builder: Builder): Value<boolean> {
  const own = anyIn(entity);
  const associated = builder.hasAssociatedAddress(entity);
  return own === true || associated === true ? true : isUnknown(own) ? own : associated;
}

function anyIn(entity: Entity<"natGateway">): Value<boolean> {
  const counts = LISTS.map(([name]) => attachedIn(entity, name));
  return counts.some((list) => !isUnknown(list) && list.length > 0) || (counts.find(isUnknown) ?? false);
}

function addressesOf(entity: Entity<"natGateway">, builder: Builder): NatGateway["addresses"] {
  const associated = associatedWith(entity, builder);
  const own = addressesIn(entity, builder);
  if (isUnknown(associated)) return associated;
  return isUnknown(own) ? own : [...associated, ...own];
}

function addressesIn(entity: Entity<"natGateway">, builder: Builder): NatGateway["addresses"] {
  const found: Value<string | undefined>[] = [];
  for (const [name, kind] of LISTS) {
    const ids = attachedIn(entity, name);
    if (isUnknown(ids)) return ids;
    for (const each of ids) found.push(publicAddress(entity, idIn(entity, each), kind, builder));
  }
  return found;
}

function attachedIn(entity: Entity<"natGateway">, name: (typeof LISTS)[number][0]): Value<readonly Property[]> {
  const list = read(entity, name);
  return absentOrUnseen(entity, list) ?? items(list);
}

/** The classic provider lists ids, ARM objects with an `id`. */
function idIn({ token }: Entity, element: Property): Property {
  return token.provider === "azure" ? element : field(element, "id");
}

/** The address or prefix that the id in `property` of `from` leads to. */
export function publicAddress(
  from: Entity,
  property: Property,
  kind: "publicIp" | "publicIpPrefix",
  { registry }: Builder,
): Value<string | undefined> {
  const target = single(resolveReference(registry, from, property, [kind]));
  return target ? addressIn(target) : unknown(property.path, property.owner);
}

/** Azure allocates the address; programs rarely set it. */
function addressIn(entity: Entity<"publicIp"> | Entity<"publicIpPrefix">): Value<string | undefined> {
  if (entity.kind === "publicIp") return text(read(entity, "address")) ?? text(readState(entity, "address"));
  return text(read(entity, "cidr")) ?? text(readState(entity, "cidr"));
}

/** The addresses that association resources attach to a gateway; unknown as a whole where one may be for another gateway. */
function associatedWith(entity: Entity<"natGateway">, builder: Builder): NatGateway["addresses"] {
  const found: Value<string | undefined>[] = [];
  for (const [association, kind] of associationsIn(builder)) {
    const gateway = read(association, "gateway");
    const link = resolveReference(builder.registry, association, gateway, ["natGateway"]);
    if (link.to === "unknown") return link.why;
    const meant = candidates(link);
    if (!meant.includes(entity)) continue;
    if (meant.length > 1) return unknown(gateway.path, gateway.owner);
    found.push(publicAddress(association, read(association, "target"), kind, builder));
  }
  return found;
}

/** The classic provider's resources that attach a public address or prefix to a NAT gateway. */
function associationsIn({ registry }: Builder) {
  const all = (kind: "natGatewayIpAssociation" | "natGatewayPrefixAssociation") => registry.ofKind(kind);
  return [
    ...all("natGatewayIpAssociation").map((each) => [each, "publicIp"] as const),
    ...all("natGatewayPrefixAssociation").map((each) => [each, "publicIpPrefix"] as const),
  ];
}

/** The NAT gateways to which association resources of the classic provider attach public addresses. */
export function associatedAddresses(builder: Builder): Presence {
  return presence(
    associationsIn(builder).map(([association]) => {
      const gateway = read(association, "gateway");
      return placeAt(resolveReference(builder.registry, association, gateway, ["natGateway"]), gateway);
    }),
  );
}

/** A public IP address. */
export interface PublicIp {
  readonly entity: Entity<"publicIp">;
  /** The address itself, known after deployment. */
  readonly address: Value<string | undefined>;
}

/** Reads a public IP address. @see https://learn.microsoft.com/azure/templates/microsoft.network/publicipaddresses */
export function toPublicIp(entity: Entity<"publicIp">): PublicIp {
  return { entity, address: addressIn(entity) };
}

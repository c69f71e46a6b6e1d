import { isUnknown, type Unknown, unknown, type Value } from "../known/value";
import { field, items, type Property, text, textOrUnknown } from "../plan/property";
import type { Builder } from "./builder";
import type { Child } from "./children";
import { absentOrUnseen, type Entity, read } from "./entity";
import { candidates } from "./link";
import { once } from "./once";
import { resolveReference } from "./resolve";

/** A private DNS zone and the records that the program declares in it. Its links are part of the networks that they link. */
export interface PrivateZone {
  readonly entity: Entity<"privateZone">;
  readonly name: Value<string>;
  /** Without the records that zone groups write: the endpoints have these. */
  readonly records: readonly ZoneRecord[];
  /** Set where too many records may belong to this zone or to another one to list them. */
  readonly unseen: Unknown | undefined;
}

/** A record set of type A or CNAME, or of an unknown type. */
export interface ZoneRecord {
  /** Relative to the zone. */
  readonly name: Value<string>;
  /** `A` or `CNAME`. */
  readonly type: Value<string>;
  /** Empty for a CNAME record: the addresses of its target are not known here. */
  readonly addresses: Value<readonly Value<string>[]>;
  /** False where it may belong to another zone. */
  readonly certain: boolean;
  /** The private endpoints that the addresses are made from, while the addresses are unknown. */
  readonly madeFrom: readonly Entity<"privateEndpoint">[];
  readonly property: Property;
}

/** Reads a zone. @see https://learn.microsoft.com/azure/templates/microsoft.network/privatednszones */
export function toPrivateZone(entity: Entity<"privateZone">, builder: Builder): PrivateZone {
  const own = once(() => builder.childrenOf(entity, "zoneRecord"));
  const records = once(() => own().list.flatMap((child) => recordsIn(child, builder)));
  return {
    entity,
    name: entity.name,
    get records() {
      return records();
    },
    get unseen() {
      return own().unseen;
    },
  };
}

/** https://learn.microsoft.com/azure/dns/private-dns-fallback */
export function redirectsNxDomain(link: Entity<"zoneLink">): Value<boolean> {
  const policy = read(link, "resolutionPolicy");
  const written = absentOrUnseen(link, policy) ?? text(policy);
  return isUnknown(written) ? written : written?.toLowerCase() === "nxdomainredirect";
}

const READ_TYPES: ReadonlySet<string> = new Set(["A", "CNAME"]);

function recordsIn({ child, certain }: Child<"zoneRecord">, builder: Builder): readonly ZoneRecord[] {
  const entity = child;
  const type = typeOf(entity);
  if (!isUnknown(type) && !READ_TYPES.has(type)) return [];
  const { list, addresses } = writtenIn(entity, type);
  return [
    {
      name: entity.name,
      type,
      certain,
      addresses: isUnknown(addresses) ? addresses : addresses.map(textOrUnknown),
      madeFrom: endpointsIn(entity, isUnknown(addresses) ? [list] : addresses, builder),
      property: entity.program,
    },
  ];
}

/** The classic provider has a resource type for each type of record; ARM reports it as the last part of the type. */
function typeOf(entity: Entity<"zoneRecord">): Value<string> {
  if (entity.token.provider === "azure") return entity.token.type === "CnameRecord" ? "CNAME" : "A";
  const property = read(entity, "type");
  const reported = text(field(entity.state, "type"));
  const type = text(property) ?? (isUnknown(reported) ? reported : reported?.split("/").at(-1));
  return type === undefined ? unknown(property.path, property.owner) : isUnknown(type) ? type : type.toUpperCase();
}

interface Written {
  readonly list: Property;
  readonly addresses: Value<readonly Property[]>;
}

function writtenIn(entity: Entity<"zoneRecord">, type: Value<string>): Written {
  const classic = entity.token.provider === "azure";
  const list = classic ? field(entity.program, "records") : read(entity, "addresses");
  const each = type === "CNAME" ? [] : (absentOrUnseen(entity, list) ?? items(list));
  const addresses = isUnknown(each) || classic ? each : each.map((record) => field(record, "ipv4Address"));
  return { list, addresses };
}

function endpointsIn(
  record: Entity<"zoneRecord">,
  addresses: readonly Property[],
  { registry }: Builder,
): readonly Entity<"privateEndpoint">[] {
  const hidden = addresses.filter((address) => isUnknown(text(address)));
  const found = hidden.flatMap((address) =>
    candidates(resolveReference(registry, record, address, ["privateEndpoint"])),
  );
  return [...new Set(found)];
}

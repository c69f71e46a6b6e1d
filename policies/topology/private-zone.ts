import { isUnknown, type Unknown, unknown, type Value } from "../known/value";
import { field, items, type Property, text } from "../plan/property";
import type { Builder } from "./builder";
import type { Child } from "./children";
import { absentOrUnseen, type Entity, read } from "./entity";
import { candidates, type Link, mapLink } from "./link";
import { once } from "./once";
import { resolveReference } from "./resolve";
import type { VirtualNetwork } from "./virtual-network";

/** A private DNS zone, the networks it is linked to, and the records that are written into it by hand. */
export interface PrivateZone {
  readonly entity: Entity<"privateZone">;
  readonly name: Value<string>;
  readonly links: readonly ZoneLink[];
  /** Those that zone groups write are told by the endpoints. */
  readonly records: readonly ZoneRecord[];
  /** Set where so many links or records may belong to this zone or to another one that they are not listed. */
  readonly unseen: Unknown | undefined;
}

/** The link that lets the nodes of a network resolve names of a zone. */
export interface ZoneLink {
  readonly network: Link<VirtualNetwork>;
  /** Whether a name without a record is looked up in public DNS. */
  readonly nxDomainRedirect: Value<boolean>;
  /** False where it may belong to another zone. */
  readonly certain: boolean;
  readonly property: Property;
}

/** A record set of the types A and CNAME, or of a type that is not known. */
export interface ZoneRecord {
  /** Relative to the zone. */
  readonly name: Value<string>;
  /** `A` or `CNAME`. */
  readonly type: Value<string>;
  readonly addresses: Value<readonly Value<string>[]>;
  /** The name that a CNAME record leads to. */
  readonly target: Value<string | undefined>;
  /** False where it may belong to another zone. */
  readonly certain: boolean;
  /** The private endpoints that addresses are made from, while these are unknown. */
  readonly madeFrom: readonly Entity<"privateEndpoint">[];
  readonly property: Property;
}

/** Reads a zone. @see https://learn.microsoft.com/azure/templates/microsoft.network/privatednszones */
export function toPrivateZone(entity: Entity<"privateZone">, builder: Builder): PrivateZone {
  const own = once(() => [builder.childrenOf(entity, "zoneLink"), builder.childrenOf(entity, "zoneRecord")] as const);
  const links = once(() => own()[0].list.map((child) => toZoneLink(child, builder)));
  const records = once(() => own()[1].list.flatMap((child) => recordsIn(child, builder)));
  return {
    entity,
    name: entity.name,
    get links() {
      return links();
    },
    get records() {
      return records();
    },
    get unseen() {
      return own()[0].unseen ?? own()[1].unseen;
    },
  };
}

function toZoneLink({ child, certain }: Child<"zoneLink">, builder: Builder): ZoneLink {
  const link = child;
  const network = once(() => {
    const found = resolveReference(builder.registry, link, read(link, "virtualNetwork"), ["virtualNetwork"]);
    return mapLink(found, builder.virtualNetwork);
  });
  return {
    certain,
    nxDomainRedirect: redirectsNxDomain(link),
    property: link.program,
    get network() {
      return network();
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
  const written = writtenIn(entity, type);
  const target = type === "A" ? undefined : text(written.target);
  return [
    {
      name: entity.name,
      type,
      target,
      certain,
      addresses: isUnknown(written.addresses) ? written.addresses : written.addresses.map(textOf),
      madeFrom: endpointsIn(entity, isUnknown(written.addresses) ? [written.list] : written.addresses, builder),
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
  readonly target: Property;
}

function writtenIn(entity: Entity<"zoneRecord">, type: Value<string>): Written {
  const classic = entity.token.provider === "azure";
  const list = classic ? field(entity.program, "records") : read(entity, "addresses");
  const target = classic ? field(entity.program, "record") : read(entity, "target");
  const each = type === "CNAME" ? [] : (absentOrUnseen(entity, list) ?? items(list));
  const addresses = isUnknown(each) || classic ? each : each.map((record) => field(record, "ipv4Address"));
  return { list, addresses, target };
}

function textOf(property: Property): Value<string> {
  return text(property) ?? unknown(property.path, property.owner);
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

import { isUnknown, unknown, type Value } from "../known/value";
import { normalizeLocation } from "../network/regions";
import { flag, isAbsent, items, type Property, text } from "../plan/property";
import type { Builder } from "./builder";
import { dependenciesOf } from "./dependencies";
import { type Entity, read } from "./entity";

/** A Batch account. */
export interface Account {
  readonly entity: Entity<"account">;
  readonly name: Value<string>;
  /** Where it is, in ARM's normal form, e.g. `westeurope`. */
  readonly region: Value<string>;
  /** `Enabled`, `Disabled` or `SecuredByPerimeter`; absent = Enabled. */
  readonly publicNetworkAccess: Property;
  /** `Allow` or `Deny` for node management over the public endpoint; absent = Allow. */
  readonly nodeManagementDefaultAction: Property;
  /** The rules that let addresses in although the default is Deny. */
  readonly nodeManagementIpRules: Value<readonly Property[]>;
  readonly authenticationModes: Property;
}

/** Reads an account. @see https://learn.microsoft.com/azure/templates/microsoft.batch/batchaccounts */
export function toAccount(entity: Entity<"account">, builder: Builder): Account {
  return {
    entity,
    name: entity.name,
    region: regionOf(entity, builder),
    publicNetworkAccess: publicAccess(entity),
    nodeManagementDefaultAction: read(entity, "nodeManagementDefaultAction"),
    nodeManagementIpRules: items(read(entity, "nodeManagementIpRules")),
    authenticationModes: read(entity, "authenticationModes"),
  };
}

/** The classic provider has a boolean where ARM has three words. */
function publicAccess(entity: Entity<"account">): Property {
  const words = read(entity, "publicNetworkAccess");
  const property = read(entity, "publicNetworkAccessEnabled");
  const enabled = flag(property);
  if (enabled === undefined) return isAbsent(words) ? property : words;
  if (isUnknown(enabled)) return { ...property, value: enabled };
  return { ...property, value: enabled ? "Enabled" : "Disabled" };
}

/** Its own location in ARM's normal form, else that of its resource group where it takes it from there. */
function regionOf(entity: Entity<"account">, builder: Builder): Value<string> {
  const property = read(entity, "location");
  const location = text(property);
  if (location !== undefined && !isUnknown(location)) return normalizeLocation(location);
  const group = builder.registry.groups.of(entity);
  const sources = dependenciesOf(entity.resource, "location");
  const inherits = group && (location === undefined || sources.includes(group.resource.urn));
  const inherited = inherits ? text(read(group, "location")) : undefined;
  if (inherited !== undefined && !isUnknown(inherited)) return normalizeLocation(inherited);
  return isUnknown(location) ? location : unknown(property.path, property.owner);
}

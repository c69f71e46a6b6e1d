import { isUnknown, unknown, type Value } from "../known/value";
import { isAbsent, items, type Property, text } from "../plan/property";
import { absentOrUnseen, type Entity, read } from "./entity";

/** A Batch account. */
export interface Account {
  readonly entity: Entity<"account">;
  readonly name: Value<string>;
  /** As the program writes it, e.g. `West Europe`. */
  readonly location: Value<string | undefined>;
  /** `Enabled`, `Disabled` or `SecuredByPerimeter`; absent = Enabled. */
  readonly publicNetworkAccess: Property;
  /** `Allow` or `Deny` for node management over the public endpoint; absent = Allow. */
  readonly nodeManagementDefaultAction: Property;
  /** The rules that let addresses in although the default is Deny. */
  readonly nodeManagementIpRules: Value<readonly Property[]>;
  readonly authenticationModes: Property;
}

/** Reads an account. @see https://learn.microsoft.com/azure/templates/microsoft.batch/batchaccounts */
export function toAccount(entity: Entity<"account">): Account {
  return {
    entity,
    name: entity.name,
    location: text(read(entity, "location")),
    publicNetworkAccess: publicAccess(entity),
    nodeManagementDefaultAction: read(entity, "nodeManagementDefaultAction"),
    nodeManagementIpRules: items(read(entity, "nodeManagementIpRules")),
    authenticationModes: read(entity, "authenticationModes"),
  };
}

/** The classic provider has a boolean where ARM has three words. */
function publicAccess(entity: Entity<"account">): Property {
  const words = read(entity, "publicNetworkAccess");
  const enabled = read(entity, "publicNetworkAccessEnabled");
  if (isAbsent(enabled) || isUnknown(enabled.value)) return isAbsent(words) ? enabled : words;
  return { ...enabled, value: String(enabled.value) === "false" ? "Disabled" : "Enabled" };
}

/** The account's location; unknown, rather than absent, where the program does not show it. */
export function locationOf(account: Account): Value<string> {
  if (isUnknown(account.location)) return account.location;
  const property = read(account.entity, "location");
  return account.location ?? absentOrUnseen(account.entity, property) ?? unknown(property.path, property.owner);
}

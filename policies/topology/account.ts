import { isUnknown, type Value } from "../known/value";
import { flag, isAbsent, items, type Property } from "../plan/property";
import type { Builder } from "./builder";
import { type Entity, read } from "./entity";
import { regionOf } from "./location";
import { once } from "./once";
import { type PerimeterAssociation, perimetersOf } from "./perimeter";

/** A Batch account. */
export interface Account {
  readonly entity: Entity<"account">;
  /** Its region in ARM's normal form, e.g. `westeurope`. */
  readonly region: Value<string>;
  /** `Enabled`, `Disabled` or `SecuredByPerimeter`; absent = Enabled. */
  readonly publicNetworkAccess: Property;
  /** `Allow` or `Deny` for node management over the public endpoint; absent = Allow. */
  readonly nodeManagementDefaultAction: Property;
  /** The rules that allow addresses although the default action is Deny. */
  readonly nodeManagementIpRules: Value<readonly Property[]>;
  readonly authenticationModes: Property;
  /** The associations that add it, or may add it, to a network security perimeter. */
  readonly perimeters: readonly PerimeterAssociation[];
}

/** Reads an account. @see https://learn.microsoft.com/azure/templates/microsoft.batch/batchaccounts */
export function toAccount(entity: Entity<"account">, builder: Builder): Account {
  const perimeters = once(() => perimetersOf(entity, builder));
  return {
    entity,
    region: regionOf(entity, builder.registry),
    publicNetworkAccess: publicAccess(entity),
    nodeManagementDefaultAction: read(entity, "nodeManagementDefaultAction"),
    nodeManagementIpRules: items(read(entity, "nodeManagementIpRules")),
    authenticationModes: read(entity, "authenticationModes"),
    get perimeters() {
      return perimeters();
    },
  };
}

/** The classic provider has a boolean where ARM has three values. */
function publicAccess(entity: Entity<"account">): Property {
  const words = read(entity, "publicNetworkAccess");
  const property = read(entity, "publicNetworkAccessEnabled");
  const enabled = flag(property);
  if (enabled === undefined) return isAbsent(words) ? property : words;
  if (isUnknown(enabled)) return { ...property, value: enabled };
  return { ...property, value: enabled ? "Enabled" : "Disabled" };
}

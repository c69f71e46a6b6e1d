import { isUnknown, type Unknown, type Value } from "../known/value";
import { text } from "../plan/property";
import type { Builder } from "./builder";
import { byTarget } from "./by-target";
import { dependenciesOf, topOf } from "./dependencies";
import { type Entity, read } from "./entity";
import { memoFor } from "./once";
import { resolveReference } from "./resolve";

/** An association that adds, or may add, an account to a network security perimeter. */
export interface PerimeterAssociation {
  readonly entity: Entity<"perimeterAssociation">;
  /** What decides whether it is for this account; `undefined` where it certainly is. */
  readonly why: Unknown | undefined;
  /** Whether the rules of the perimeter replace the settings of the account; in the other modes they apply in addition. */
  readonly isEnforced: Value<boolean>;
}

/** The associations of an account. @see https://learn.microsoft.com/azure/private-link/network-security-perimeter-transition */
export function perimetersOf(account: Entity<"account">, builder: Builder): readonly PerimeterAssociation[] {
  return associationsIn(builder)(account).map(({ item: entity, why }) => ({
    entity,
    why,
    isEnforced: isEnforced(entity),
  }));
}

const associationsIn = memoFor(({ registry }: Builder) =>
  byTarget(
    registry.ofKind("perimeterAssociation").flatMap((item) => {
      const property = read(item, "resource");
      const link = resolveReference(registry, item, property, ["account"]);
      // Perimeters have resources of many services: an association made from another resource of the program is not for an account.
      const isForOther = link.to === "unknown" && dependenciesOf(item.resource, topOf(property)).length > 0;
      return isForOther ? [] : [{ item, property, link }];
    }),
  ),
);

function isEnforced(association: Entity<"perimeterAssociation">): Value<boolean> {
  const mode = text(read(association, "mode"));
  return isUnknown(mode) ? mode : mode?.toLowerCase() === "enforced";
}

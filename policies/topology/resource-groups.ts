import { isUnknown } from "../known/value";
import { field, text } from "../plan/property";
import { stackIn } from "../plan/urn";
import { parseArmId, sameName } from "./arm-id";
import { dependenciesOf } from "./dependencies";
import { type Entity, isOfKind } from "./entity";
import type { EntityIndex } from "./entity-index";
import { memoFor } from "./once";

/** The resource groups of the entities of a program. */
export interface ResourceGroups {
  /** The resource group of an entity, if it is in this program. */
  readonly of: (entity: Entity) => Entity<"resourceGroup"> | undefined;
  /** The name of an entity's resource group; `undefined` if it is unknown. */
  readonly nameOf: (entity: Entity) => string | undefined;
}

/** Finds the resource groups of entities. */
export function resourceGroups(index: EntityIndex): ResourceGroups {
  function of(entity: Entity): Entity<"resourceGroup"> | undefined {
    const written = text(field(entity.resource.properties, "resourceGroupName"));
    const named =
      written === undefined || isUnknown(written) ? [] : index.ofName("resourceGroup", written).filter(isHere(entity));
    const sources = dependenciesOf(entity.resource, "resourceGroupName").flatMap((urn) => index.ofUrn(urn) ?? []);
    const depended = sources.filter((source) => isOfKind(source, ["resourceGroup"]));
    const groups = depended.length > 0 ? depended : named;
    return groups.length === 1 ? groups[0] : undefined;
  }

  const nameOf = memoFor((entity: Entity): { readonly name: string | undefined } => {
    const fromId = isUnknown(entity.id) ? undefined : parseArmId(entity.id)?.resourceGroup;
    if (fromId !== undefined) return { name: fromId };
    const written = text(field(entity.resource.properties, "resourceGroupName"));
    const name = written === undefined || isUnknown(written) ? of(entity)?.name : written;
    return { name: isUnknown(name) ? undefined : name };
  });

  return { of, nameOf: (entity) => nameOf(entity).name };
}

/** The same name in another stack may be another resource: see {@link Registry}. */
function isHere({ resource }: Entity): (other: Entity) => boolean {
  const stack = stackIn(resource.urn);
  return (other) => stackIn(other.resource.urn) === stack;
}

/** Whether two resource groups may be the same: `undefined` is an unknown name, which may be any. */
export function mayBeSameGroup(one: string | undefined, other: string | undefined): boolean {
  return one === undefined || other === undefined || sameName(one, other);
}

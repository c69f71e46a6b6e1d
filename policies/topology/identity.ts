import { isKnown, type Value } from "../known/value";
import type { Identity } from "../plan/identity";
import type { PlannedResource } from "../plan/resource";
import { parseUrn } from "../plan/urn";
import { type Entity, toEntities } from "./entity";

/** The names by which exemptions refer to a resource. */
export function identityOf(resource: PlannedResource): Identity {
  const [entity] = toEntities(resource);
  return identify(resource.urn, resource.name, entity?.name, entity?.id);
}

/** The names by which settings refer to an entity: those of its resource or, for an inline subnet, those of the subnet. */
export function identityOfEntity({ kind, resource, name, id }: Entity): Identity {
  // An inline subnet shares the URN and the program name of its network: both refer to the network.
  return kind === "inlineSubnet" ? identify("", "", name, id) : identify(resource.urn, resource.name, name, id);
}

/** The same for a resource of which only the URN is known. */
export function identityOfUrn(urn: string): Identity {
  return identify(urn, parseUrn(urn)?.name ?? "", undefined, undefined);
}

function identify(urn: string, name: string, azureName?: Value<string>, id?: Value<string>): Identity {
  const { project = "", stack = "" } = parseUrn(urn) ?? {};
  return {
    urn,
    name,
    project,
    stack,
    azureName: isKnown(azureName) ? azureName : undefined,
    armId: isKnown(id) ? id : undefined,
  };
}

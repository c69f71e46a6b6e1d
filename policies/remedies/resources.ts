import { isUnknown } from "../known/value";
import { field, text } from "../plan/property";
import type { PlannedResource } from "../plan/resource";
import { type Entity, isOfKind, toEntities } from "../topology/entity";
import { once } from "../topology/once";
import { type Output, target } from "./edits";

/** Facts about the program's resources that are needed to create further ones. */
export interface Resources {
  /** Whether a resource has this name in the program. */
  readonly hasName: (name: string) => boolean;
  /** Whether the program only reads a resource, by its URN. */
  readonly isRead: (urn: string) => boolean;
  /** The name of the resource group of a resource: as a value, or as the output of the group that it comes from. */
  readonly groupNameOf: (entity: Entity) => string | Output;
  /** A private DNS zone of the program, by its name. */
  readonly zoneNamed: (name: string) => Entity | undefined;
}

/** Looks through the resources of a program. */
export function resourcesOf(all: readonly PlannedResource[]): Resources {
  const names = new Set(all.map(({ name }) => name));
  const byUrn = new Map(all.map((resource) => [resource.urn, resource]));
  const zones = once(() => all.flatMap(toEntities).filter((entity) => isOfKind(entity, ["privateZone"])));
  return {
    hasName: (name) => names.has(name),
    isRead: (urn) => byUrn.get(urn)?.isRead === true || byUrn.get(urn)?.estate !== undefined,
    zoneNamed: (name) => zones().find((zone) => !isUnknown(zone.name) && zone.name.toLowerCase() === name),
    groupNameOf: ({ resource, program }) => {
      const written = text(field(program.path === "" ? program : resource.properties, "resourceGroupName"));
      const groups = (resource.propertyDependencies.get("resourceGroupName") ?? []).flatMap((urn) => {
        const [entity] = toEntities(byUrn.get(urn) ?? resource);
        return entity?.kind === "resourceGroup" ? [entity] : [];
      });
      const [group] = groups;
      // The program may also have built the name from that of the group.
      const same = group !== undefined && !isUnknown(written) && written === group.name;
      if (group && same && groups.length === 1) {
        const { urn, type, name } = group.resource;
        return { variable: "resourceGroup", property: "name", of: { urn, type, name } };
      }
      if (written !== undefined && !isUnknown(written)) return written;
      return { variable: "resourceGroup", property: "name", of: undefined, groupOf: target({ resource }) };
    },
  };
}

/** The name, with a number appended if it is already taken. */
export function firstFree(name: string, isTaken: (name: string) => boolean): string {
  let free = name;
  for (let number = 2; isTaken(free); number++) free = `${name}${number}`;
  return free;
}

import { isUnknown, unknown, type Value } from "../known/value";
import { normalizeLocation } from "../network/regions";
import { text } from "../plan/property";
import { dependenciesOf } from "./dependencies";
import { type Entity, read } from "./entity";
import type { Registry } from "./registry";

type Located = Entity<"account" | "virtualNetwork" | "securityGroup" | "natGateway">;

/** The region of an entity in ARM's normal form; unknown where no location is known. */
export function regionOf(entity: Located, registry: Registry): Value<string> {
  const { path, owner } = read(entity, "location");
  return locationOf(entity, registry) ?? unknown(path, owner);
}

/** The location of an entity in ARM's normal form: its own, or the inherited one of its resource group; `undefined` if it has none. */
export function locationOf(entity: Located, registry: Registry): Value<string | undefined> {
  const written = text(read(entity, "location"));
  if (written !== undefined && !isUnknown(written)) return normalizeLocation(written);
  const group = registry.groups.of(entity);
  const inherited = group && inherits(entity, group, written) ? text(read(group, "location")) : undefined;
  return inherited === undefined || isUnknown(inherited) ? written : normalizeLocation(inherited);
}

/**
 * Whether an entity inherits the location of its resource group. Both providers set this location if neither the program nor the
 * provider configuration has one. While the name of the group is unknown, this location is unknown as well and has no dependencies. A
 * location that the program makes from an output depends on the resource of that output.
 *
 * https://github.com/pulumi/pulumi-azure-native/pull/501, https://github.com/pulumi/pulumi-azure/pull/216
 */
function inherits({ resource }: Located, group: Entity, written: unknown): boolean {
  const { urn } = group.resource;
  const sources = dependenciesOf(resource, "location");
  const isFilledIn = sources.length === 0 && dependenciesOf(resource, "resourceGroupName").includes(urn);
  return written === undefined || isFilledIn || sources.includes(urn);
}

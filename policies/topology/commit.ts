import { isUnknown, type Unknown, unknown, unknownToAll, type Value } from "../known/value";
import { normalizeLocation } from "../network/regions";
import { items, type Property, textOrUnknown, texts } from "../plan/property";
import { sameName } from "./arm-id";
import { type Entity, read } from "./entity";
import { candidates, type Link, single } from "./link";
import { memoFor, once } from "./once";
import type { Registry } from "./registry";
import { resolveParent, resolveReference } from "./resolve";

/** The kinds of configurations of a network manager, by the type of the commits that deploy them. */
export const CONFIGURATION_KIND = { securityadmin: "adminConfiguration", routing: "routingConfiguration" } as const;

/** The type of a commit, in lower case. */
export type CommitType = keyof typeof CONFIGURATION_KIND;

/** The type of the commits that connect networks. The contents of their configurations are not read. */
const CONNECTIVITY = "connectivity";

/** A commit deploys configurations to regions. It replaces the configurations of the same type and manager in these regions. */
export interface Commit {
  readonly entity: Entity<"commit">;
  readonly isOf: (type: CommitType | typeof CONNECTIVITY) => boolean | Unknown;
  readonly covers: (region: Value<string>) => boolean | Unknown;
  /** Whether it deploys the configuration at the end of a link. */
  readonly names: (configuration: Link<Entity>, type: CommitType) => boolean | Unknown;
  /** The network manager that it belongs to. */
  readonly manager: Link<Entity>;
}

/** The commits of a program. @see https://learn.microsoft.com/azure/virtual-network-manager/concept-deployments */
export const commitsIn = memoFor((registry: Registry): readonly Commit[] =>
  registry.ofKind("commit").map((entity) => toCommit(entity, registry)),
);

/**
 * Whether a network manager of the program connects networks in a region with others: a hub with its spokes, or all networks of a
 * mesh, without a peering in any program. A configuration takes effect when it is committed, often by a script: if the program has
 * a configuration but no such commit, the answer is unknown. Commits that are only read, e.g. from a snapshot, do not show what is
 * deployed to other regions.
 *
 * https://learn.microsoft.com/azure/virtual-network-manager/concept-connectivity-configuration
 */
export function connectsNetworks(region: Value<string>, registry: Registry): Value<boolean> {
  const commits = commitsIn(registry).filter((commit) => commit.isOf(CONNECTIVITY) !== false);
  const [configuration] = registry.ofKind("connectivityConfiguration");
  if (commits.length === 0 && configuration) return unknownToAll(configuration.resource.urn);
  const answers = commits.map((commit) => {
    const { isRead, urn } = commit.entity.resource;
    const covers = commit.covers(region);
    if (covers === false) return isRead ? unknownToAll(urn) : false;
    return [commit.isOf(CONNECTIVITY), covers].find(isUnknown) ?? true;
  });
  return answers.includes(true) || (answers.find(isUnknown) ?? false);
}

function toCommit(entity: Entity<"commit">, registry: Registry): Commit {
  const manager = once(() => resolveParent(registry, entity, "networkManager"));
  return {
    entity,
    isOf: (type) => isOf(entity, type),
    covers: (region) => covers(entity, region),
    names: (configuration, type) => names(entity, configuration, CONFIGURATION_KIND[type], registry),
    get manager() {
      return manager();
    },
  };
}

function isOf(commit: Entity<"commit">, type: CommitType | typeof CONNECTIVITY): boolean | Unknown {
  const word = textOrUnknown(read(commit, "type"));
  return isUnknown(word) ? word : word.toLowerCase() === type;
}

function covers(commit: Entity<"commit">, region: Value<string>): boolean | Unknown {
  const locations = texts(read(commit, "locations"));
  if (isUnknown(locations)) return locations;
  if (locations.length === 0) return false;
  if (isUnknown(region)) return region;
  const found = locations.some((location) => !isUnknown(location) && normalizeLocation(location) === region);
  return found || (locations.find(isUnknown) ?? false);
}

function names(
  commit: Entity<"commit">,
  configuration: Link<Entity>,
  kind: (typeof CONFIGURATION_KIND)[CommitType],
  registry: Registry,
): boolean | Unknown {
  const ids = items(read(commit, "configurations"));
  if (isUnknown(ids)) return ids;
  const answers = ids.map((id) => leadsTo(resolveReference(registry, commit, id, [kind]), configuration, id));
  return answers.includes(true) || (answers.find(isUnknown) ?? false);
}

/** Whether two references lead to the same configuration. */
function leadsTo(one: Link<Entity>, other: Link<Entity>, property: Property): boolean | Unknown {
  if (one.to === "unknown") return one.why;
  if (other.to === "unknown") return other.why;
  if (one.to === "external" || other.to === "external") {
    if (one.to !== "external" || other.to !== "external") return false;
    if (sameName(one.id, other.id)) return true;
    // If one of them is only a name, another manager may have a configuration of that name.
    return sameName(nameIn(one.id), nameIn(other.id)) ? unknown(property.path, property.owner) : false;
  }
  if (single(one) && single(one) === single(other)) return true;
  const both = candidates(one).some((entity) => candidates(other).includes(entity));
  return both ? unknown(property.path, property.owner) : false;
}

function nameIn(id: string): string {
  return id.split("/").at(-1) ?? id;
}

import { isUnknown, type Unknown, unknown, unknownToAll, type Value } from "../known/value";
import { parentId, sameName } from "./arm-id";
import { type Commit, type CommitType, commitsIn } from "./commit";
import type { Entity } from "./entity";
import { candidates, type Link, single } from "./link";
import type { Registry } from "./registry";
import { resolveParent } from "./resolve";

/** Whether a configuration of a network manager is in effect in a region. */
export type Deployment =
  | { readonly is: "deployed" | "withdrawn" }
  /** Nothing in the program deploys it; it may be deployed outside the program. */
  | { readonly is: "uncommitted" }
  | { readonly is: "unknown"; readonly why: Unknown };

/**
 * Whether the commits of a program deploy a configuration to a region. The last commit of a type decides for the regions
 * that it names: it deploys the configurations that it lists, and withdraws all others of that type.
 *
 * https://learn.microsoft.com/azure/virtual-network-manager/concept-deployments#goalstate
 */
export function deploymentOf(
  configuration: Link<Entity>,
  type: CommitType,
  region: Value<string>,
  registry: Registry,
): Deployment {
  const commits = commitsIn(registry).filter((commit) => commit.isOf(type) !== false);
  const manager = managerOf(configuration, registry, commits[0]?.entity);
  const seen = commits.map((commit) => ({
    commit,
    type: commit.isOf(type),
    names: commit.names(configuration, type),
    covers: commit.covers(region),
    ofManager: sameManager(commit.manager, manager, commit),
  }));
  const deploying = seen.filter(({ names, covers }) => names !== false && covers !== false);
  const replacing = seen.filter(({ names, covers, ofManager }) => {
    return names !== true && covers !== false && ofManager !== false;
  });
  const sure = deploying.find((each) => each.type === true && each.names === true && each.covers === true);
  if (sure) return despite(sure.commit, replacing);
  const [perhaps] = deploying.flatMap((each) => [each.names, each.covers, each.type]).filter(isUnknown);
  if (perhaps) return { is: "unknown", why: perhaps };
  // A commit that is only read does not show whether the configuration is deployed to further regions.
  const elsewhere = seen.some(
    ({ commit, type: ofType, names }) => !commit.entity.resource.isRead && ofType === true && names === true,
  );
  if (elsewhere || replacing.some(isSure)) return { is: "withdrawn" };
  const [open] = [
    ...seen.map((each) => each.names),
    ...replacing.flatMap((each) => [each.type, each.covers, each.ofManager]),
  ].filter(isUnknown);
  return open ? { is: "unknown", why: open } : { is: "uncommitted" };
}

interface Seen {
  readonly commit: Commit;
  readonly type: boolean | Unknown;
  readonly names: boolean | Unknown;
  readonly covers: boolean | Unknown;
  readonly ofManager: boolean | Unknown;
}

/** Whether the configurations that a commit deploys stay in effect, although other commits may replace them. */
function despite(commit: Commit, replacing: readonly Seen[]): Deployment {
  const later = replacing.filter((other) => !dependsOn(commit, other.commit));
  if (later.some((other) => isSure(other) && dependsOn(other.commit, commit))) return { is: "withdrawn" };
  const [other] = later;
  return other ? { is: "unknown", why: unknownToAll(other.commit.entity.resource.urn) } : { is: "deployed" };
}

function isSure({ type, names, covers, ofManager }: Seen): boolean {
  return type === true && names === false && covers === true && ofManager === true;
}

function dependsOn({ entity }: Commit, other: Commit): boolean {
  return entity.resource.dependencies.includes(other.entity.resource.urn);
}

function managerOf(configuration: Link<Entity>, registry: Registry, near: Entity | undefined): Link<Entity> {
  const entity = single(configuration);
  if (entity) return resolveParent(registry, entity, "networkManager");
  const id = configuration.to === "external" ? parentId(configuration.id) : undefined;
  if (id === undefined) return { to: "unknown", why: configuration.to === "unknown" ? configuration.why : unknown("") };
  const manager = near && registry.withId(id, ["networkManager"], near);
  return manager && manager !== "perhaps" ? { to: "nodes", nodes: [manager], by: "id" } : { to: "external", id };
}

function sameManager(one: Link<Entity>, other: Link<Entity>, { entity }: Commit): boolean | Unknown {
  const hidden = unknown("networkManagerName", entity.resource.urn);
  if (one.to === "unknown" || other.to === "unknown") return hidden;
  if (one.to === "external" && other.to === "external") return sameName(one.id, other.id) || hidden;
  if (single(one) && single(one) === single(other)) return true;
  return candidates(one).some((manager) => candidates(other).includes(manager)) ? hidden : false;
}

import { isUnknown } from "../../policies/known/value";
import { isAbsent, items } from "../../policies/plan/property";
import { read } from "../../policies/topology/entity";
import { needsOf } from "../../policies/topology/features";
import type { PoolNode } from "../../policies/topology/topology";
import { type Phrase, quote, say } from "./phrase";

/** Why a pool's own settings need Azure Storage, as clauses; empty if they certainly do not. */
export function storageNeeds(pool: PoolNode): readonly Phrase[] {
  if (pool.declared) return [say`the pools declared in settings may need it`];
  const name = quote(pool.entity.resource.name);
  const needed = needsOf(pool.entity).filter(({ service }) => service === "Storage");
  const certain = [...new Set(needed.map(({ what }) => what))].map((what) => say`${name} needs it for ${[what]}`);
  if (certain.length > 0) return certain;
  return SETTINGS.flatMap(([setting, why]) => {
    const property = read(pool.entity, setting);
    const list = items(property);
    const none = isAbsent(property) || (!isUnknown(list) && list.length === 0);
    return none ? [] : [say`${name} may need it for ${quote(property.path)}${why}`];
  });
}

/** Settings for which nodes may need Storage although the settings do not name it. */
const SETTINGS = [
  ["mounts", say``],
  ["applicationPackages", say``],
  ["resourceFiles", say``],
  // https://learn.microsoft.com/azure/container-registry/container-registry-firewall-access-rules
  ["containers", say` (registries keep the layers of images in Storage)`],
] as const;

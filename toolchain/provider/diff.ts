import { isDeepStrictEqual } from "node:util";
import type { Properties } from "../wire/properties";
import { pathParameters, type ResourceType } from "./resource-types";

/** The inputs that change, and those of them that require a replacement of the resource. */
export interface InputDiff {
  readonly changed: readonly string[];
  readonly replacing: readonly string[];
  /** Whether the old resource must be deleted before the new one is created: both would have the same name. */
  readonly deleteFirst: boolean;
}

/** Compares the inputs of the last deployment with new ones. */
export function diffInputs(type: ResourceType, before: Properties, after: Properties): InputDiff {
  const fixed = [...pathParameters(type), "resourceGroupName", "scope", "location"];
  return compareInputs(fixed, before.__createBeforeDelete !== true, before, after);
}

/**
 * The same for a resource of any provider: `fixed` names the inputs whose change requires a replacement, `sameName` says whether the
 * replacement would have the same name.
 */
export function compareInputs(
  fixed: readonly string[],
  sameName: boolean,
  before: Properties,
  after: Properties,
): InputDiff {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  const changed = [...names].filter((name) => !name.startsWith("__") && !isDeepStrictEqual(before[name], after[name]));
  const replacing = changed.filter((name) => fixed.includes(name));
  return { changed, replacing, deleteFirst: replacing.length > 0 && sameName };
}

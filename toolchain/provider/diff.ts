import { isDeepStrictEqual } from "node:util";
import type { Properties } from "../wire/properties";
import { pathParameters, type ResourceType } from "./resource-types";

/** Which inputs change, and which of them cannot change without a new resource. */
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
 * The same for a resource of any provider: `fixed` names the inputs that cannot change without a new resource, `sameName` says
 * whether that would have the name of the old one.
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

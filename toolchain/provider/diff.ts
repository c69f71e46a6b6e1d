import { isDeepStrictEqual } from "node:util";
import type { Properties } from "../wire/properties";
import { pathParameters, type ResourceType } from "./resource-types";

/** Which inputs change, and which of them cannot change without a new resource. */
export interface InputDiff {
  readonly changed: readonly string[];
  readonly replacing: readonly string[];
  /** Whether the old resource has to go before the new one can come: both would have the same name. */
  readonly deleteFirst: boolean;
}

/** Compares the inputs of the last deployment with new ones. */
export function diffInputs(type: ResourceType, before: Properties, after: Properties): InputDiff {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  const changed = [...names].filter((name) => !name.startsWith("__") && !isDeepStrictEqual(before[name], after[name]));
  const fixed = new Set([...pathParameters(type), "resourceGroupName", "scope", "location"]);
  const replacing = changed.filter((name) => fixed.has(name));
  return { changed, replacing, deleteFirst: replacing.length > 0 && before.__createBeforeDelete !== true };
}

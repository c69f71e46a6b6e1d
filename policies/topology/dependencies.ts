import { isUnknown } from "../known/value";
import { field, type Property } from "../plan/property";
import type { PlannedResource } from "../plan/resource";
import { isBranch, type Tree } from "../plan/tree";
import { memoFor } from "./once";

/**
 * The URNs that the value of a property was made from, as far as the engine tells. Where a program names no properties (the
 * Java SDK does so where all that it depends on is named by `dependsOn`), the engine puts all dependencies of the resource
 * down to every property: that says nothing of a single one.
 *
 * https://github.com/pulumi/pulumi/blob/v3.255.0/pkg/resource/deploy/source_eval.go#L2239
 */
export function dependenciesOf(resource: PlannedResource, property: string): readonly string[] {
  return areOfWholeResource(resource) ? [] : (resource.propertyDependencies.get(property) ?? []);
}

/** The property of the resource that a property is a part of, as the engine names dependencies. */
export function topOf({ path }: Property): string {
  return path.split(/[.[]/, 1)[0] ?? "";
}

/** Whether several properties all have the dependencies of the whole resource, among them one that the program writes itself. */
const areOfWholeResource = memoFor(({ propertyDependencies, dependencies, properties }: PlannedResource): boolean => {
  const all = new Set(dependencies);
  const entries = [...propertyDependencies];
  if (all.size === 0 || entries.length < 2) return false;
  const same = entries.every(([, urns]) => urns.length === all.size && urns.every((urn) => all.has(urn)));
  return same && entries.some(([name]) => isWritten(field(properties, name).value));
});

function isWritten(value: Tree | undefined): boolean {
  return value !== undefined && !holdsUnknown(value);
}

function holdsUnknown(value: Tree): boolean {
  if (isUnknown(value)) return true;
  if (Array.isArray(value)) return value.some(holdsUnknown);
  return isBranch(value) && Object.values(value).some(holdsUnknown);
}

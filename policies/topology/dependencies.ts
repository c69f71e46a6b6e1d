import { isUnknown } from "../known/value";
import { field, type Property } from "../plan/property";
import type { PlannedResource } from "../plan/resource";
import { isBranch, type Tree } from "../plan/tree";
import { memoFor } from "./once";

/**
 * The URNs that the value of a property is made from, as the engine reports them. If a program reports no dependencies of single
 * properties (the Java SDK does so if all dependencies come from `dependsOn`), the engine assigns all dependencies of the resource
 * to every property. These say nothing about a single property, and are omitted.
 *
 * https://github.com/pulumi/pulumi/blob/v3.255.0/pkg/resource/deploy/source_eval.go#L2239
 */
export function dependenciesOf(resource: PlannedResource, property: string): readonly string[] {
  return areOfWholeResource(resource) ? [] : (resource.propertyDependencies.get(property) ?? []);
}

/** The top-level property that a property is a part of: the engine reports dependencies of top-level properties. */
export function topOf({ path }: Property): string {
  return path.split(/[.[]/, 1)[0] ?? "";
}

/** Whether each of several properties has the dependencies of the whole resource, and the value of one of them is known. */
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

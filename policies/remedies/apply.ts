import { isUnknown, unknown } from "../known/value";
import { field, type Property } from "../plan/property";
import type { PlannedResource } from "../plan/resource";
import { type Branch, emptyBranch, isBranch, type Tree } from "../plan/tree";
import { parseUrn } from "../plan/urn";
import { toEntities } from "../topology/entity";
import { type Edit, isOutput, type Output, type Plain, type PlainObject } from "./edits";
import { changedAt, keysOf } from "./tree-edits";

/**
 * The program after some edits, as the engine would show it before it makes them: what refers to a resource that is not there
 * yet is unknown, and known to be made from it. What Azure reports of a thing that goes away goes with it.
 */
export function applyEdits(edits: readonly Edit[], resources: readonly PlannedResource[]): readonly PlannedResource[] {
  return edits.reduce((all, edit) => applyEdit(edit, all), resources);
}

function applyEdit(edit: Edit, resources: readonly PlannedResource[]): readonly PlannedResource[] {
  if (edit.action === "create") return [...resources, created(edit, resources)];
  if (edit.action === "delete") return withoutResource(edit.urn, resources);
  return resources.map((resource) => (resource.urn === edit.urn ? changed(resource, edit, resources) : resource));
}

/** The URN that a new resource gets: beside the one that it belongs to, in the same stack. */
export function urnOf({ urn, type, name }: Pick<Edit, "urn" | "type" | "name">): string {
  const { stack = "", project = "" } = parseUrn(urn) ?? {};
  return `urn:pulumi:${stack}::${project}::${type}::${name}`;
}

function created(edit: Extract<Edit, { action: "create" }>, resources: readonly PlannedResource[]): PlannedResource {
  const { type, name, value } = edit;
  const urn = urnOf(edit);
  const made = makerIn(urn, resources);
  const propertyDependencies = new Map<string, readonly string[]>();
  const inputs: Record<string, Tree> = emptyBranch();
  for (const [key, each] of Object.entries(value)) {
    inputs[key] = made.tree(each, key);
    const sources = outputsOf(each).flatMap(({ of }) => of?.urn ?? []);
    if (sources.length > 0) propertyDependencies.set(key, sources);
  }
  const at = (tree: Tree): Property => ({ value: tree, path: "", owner: urn });
  return {
    ...{ urn, type, name, parent: undefined, hasInputs: true, propertyDependencies },
    properties: at(inputs),
    outputs: at({ ...inputs, id: unknown("id", urn) }),
    dependencies: [...new Set([...propertyDependencies.values()].flat())],
  };
}

function withoutResource(urn: string, resources: readonly PlannedResource[]): readonly PlannedResource[] {
  const gone = resources.find((resource) => resource.urn === urn);
  const id = gone && field(gone.outputs, "id").value;
  const left = resources.filter((resource) => resource.urn !== urn);
  if (typeof id !== "string") return left;
  // After a refresh its parent lists it as well.
  return left.map((resource) => ({
    ...resource,
    outputs: withTree(resource.outputs, without(resource.outputs.value, id)),
  }));
}

function without(tree: Tree | undefined, id: string): Tree | undefined {
  if (!isBranch(tree)) return tree;
  const entries = Object.entries(tree).map(([key, value]): [string, Tree] => [
    key,
    Array.isArray(value) ? value.filter((each: Tree) => !(isBranch(each) && each.id === id)) : value,
  ]);
  return branchOf(entries);
}

type InPlace = Exclude<Edit, { action: "create" | "delete" }>;

function changed(resource: PlannedResource, edit: InPlace, all: readonly PlannedResource[]): PlannedResource {
  const made = makerIn(resource.urn, all);
  const value = "value" in edit ? edit.value : null;
  const change = (tree: Tree | undefined) =>
    changedAt(tree, keysOf(edit.path), edit, (plain, path) => made.tree(plain, path));
  const top = keysOf(edit.path)[0];
  const sources = outputsOf(value).flatMap(({ of }) => of?.urn ?? []);
  const known = resource.propertyDependencies.get(`${top}`) ?? [];
  return {
    ...resource,
    properties: withTree(resource.properties, change(resource.properties.value)),
    outputs: withTree(resource.outputs, change(resource.outputs.value)),
    dependencies: [...new Set([...resource.dependencies, ...sources])],
    propertyDependencies:
      sources.length === 0
        ? resource.propertyDependencies
        : new Map([...resource.propertyDependencies, [`${top}`, [...new Set([...known, ...sources])]]]),
  };
}

function withTree(property: Property, value: Tree | undefined): Property {
  return { ...property, value };
}

function branchOf(entries: readonly (readonly [string, Tree])[]): Branch {
  return Object.assign(emptyBranch(), Object.fromEntries(entries));
}

/** Makes property values of what an edit writes, for the resource `urn`. */
function makerIn(urn: string, resources: readonly PlannedResource[]) {
  function tree(plain: Plain, path: string): Tree {
    if (plain === null || typeof plain !== "object") return plain;
    if (isOutput(plain)) return outputOf(plain, resources) ?? unknown(path, urn);
    if (Array.isArray(plain)) return plain.map((each: Plain, at) => tree(each, `${path}[${at}]`));
    const entries = Object.entries(plain as PlainObject).filter(([, value]) => value !== null);
    return branchOf(entries.map(([key, value]) => [key, tree(value, `${path}.${key}`)]));
  }
  return { tree };
}

/** The value of an output, where it is known already. */
function outputOf({ of, property, suffix = "" }: Output, resources: readonly PlannedResource[]): string | undefined {
  const resource = of && resources.find(({ urn }) => urn === of.urn);
  if (!resource) return undefined;
  const value = field(resource.outputs, property).value;
  if (typeof value === "string") return value + suffix;
  const [entity] = property === "name" ? toEntities(resource) : [];
  return entity && !isUnknown(entity.name) ? entity.name : undefined;
}

/** The outputs of other resources in a value. */
export function outputsOf(plain: Plain): readonly Output[] {
  if (plain === null || typeof plain !== "object") return [];
  if (isOutput(plain)) return [plain];
  return Object.values(plain as PlainObject).flatMap(outputsOf);
}

import { isUnknown, unknown } from "../known/value";
import { field, type Property } from "../plan/property";
import type { PlannedResource } from "../plan/resource";
import { type Branch, emptyBranch, isBranch, type Tree } from "../plan/tree";
import { parseUrn } from "../plan/urn";
import { toEntities } from "../topology/entity";
import { type Edit, isOutput, type Output, type Plain, type PlainObject } from "./edits";
import { changedAt, keysOf } from "./tree-edits";

/**
 * The program after some edits, as the engine would show it before it makes them: a reference to a resource that does not exist
 * yet is unknown, and depends on that resource. The outputs that Azure reports for a removed element are removed with it.
 */
export function applyEdits(edits: readonly Edit[], resources: readonly PlannedResource[]): readonly PlannedResource[] {
  const all = new Map(resources.map((resource) => [resource.urn, resource]));
  for (const edit of edits) applyEdit(edit, all);
  return [...all.values()];
}

type ByUrn = Map<string, PlannedResource>;

function applyEdit(edit: Edit, all: ByUrn): void {
  if (edit.action === "create") {
    all.set(urnOf(edit), created(edit, all));
  } else if (edit.action === "delete") {
    deleteFrom(all, edit.urn);
  } else {
    const resource = all.get(edit.urn);
    if (resource) all.set(edit.urn, changed(resource, edit, all));
  }
}

/** The URN of a new resource: next to the resource that it belongs to, in the same stack. */
export function urnOf({ urn, type, name }: Pick<Edit, "urn" | "type" | "name">): string {
  const { stack = "", project = "" } = parseUrn(urn) ?? {};
  return `urn:pulumi:${stack}::${project}::${type}::${name}`;
}

function created(edit: Extract<Edit, { action: "create" }>, resources: ByUrn): PlannedResource {
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

function deleteFrom(all: ByUrn, urn: string): void {
  const gone = all.get(urn);
  const id = gone && field(gone.outputs, "id").value;
  all.delete(urn);
  if (typeof id !== "string") return;
  // After a refresh its parent lists it as well.
  for (const resource of all.values()) {
    if (!lists(resource.outputs.value, id)) continue;
    all.set(resource.urn, { ...resource, outputs: withTree(resource.outputs, without(resource.outputs.value, id)) });
  }
}

function lists(tree: Tree | undefined, id: string): boolean {
  const values = isBranch(tree) ? Object.values(tree) : [];
  return values.some((value) => Array.isArray(value) && value.some((each: Tree) => isBranch(each) && each.id === id));
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

function changed(resource: PlannedResource, edit: InPlace, all: ByUrn): PlannedResource {
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

/** Creates property values from the values of an edit, for the resource `urn`. */
function makerIn(urn: string, resources: ByUrn) {
  function tree(plain: Plain, path: string): Tree {
    if (plain === null || typeof plain !== "object") return plain;
    if (isOutput(plain)) return outputOf(plain, resources) ?? unknown(path, urn);
    if (Array.isArray(plain)) return plain.map((each: Plain, at) => tree(each, `${path}[${at}]`));
    const entries = Object.entries(plain as PlainObject).filter(([, value]) => value !== null);
    return branchOf(entries.map(([key, value]) => [key, tree(value, `${path}.${key}`)]));
  }
  return { tree };
}

/** The value of an output, if it is known already. */
function outputOf({ of, property, suffix = "" }: Output, resources: ByUrn): string | undefined {
  const resource = of && resources.get(of.urn);
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

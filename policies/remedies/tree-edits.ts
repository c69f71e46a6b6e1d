import { isUnknown } from "../known/value";
import { emptyBranch, isBranch, type Tree } from "../plan/tree";
import type { Edit, Plain, PlainObject } from "./edits";

/** `securityRules[0].name` as `["securityRules", 0, "name"]`. */
export function keysOf(path: string): readonly (string | number)[] {
  return [...path.matchAll(/([^.[\]]+)|\[(\d+)\]/g)].map(([, name, index]) => name ?? Number(index));
}

type InPlace = Exclude<Edit, { action: "create" | "delete" }>;
type Make = (plain: Plain, path: string) => Tree;

/** A tree in which an edit is made; unchanged if the place is not known. */
export function changedAt(
  tree: Tree | undefined,
  keys: readonly (string | number)[],
  edit: InPlace,
  make: Make,
): Tree | undefined {
  if (isUnknown(tree)) return tree;
  const [key, ...rest] = keys;
  if (key === undefined) return replaced(tree, edit, make);
  if (rest.length === 0 && typeof key === "number") return elementChanged(tree, key, edit, make);
  if (typeof key === "number") {
    if (!Array.isArray(tree)) return tree;
    return tree.map((each: Tree, at) => (at === key ? (changedAt(each, rest, edit, make) ?? null) : each));
  }
  if (tree !== undefined && tree !== null && !isBranch(tree)) return tree;
  const branch: Record<string, Tree> = Object.assign(emptyBranch(), tree ?? {});
  const inner = changedAt(branch[key], rest, edit, make);
  if (inner === undefined || (inner === null && edit.action === "set")) delete branch[key];
  else branch[key] = inner;
  return branch;
}

function replaced(tree: Tree | undefined, edit: InPlace, make: Make): Tree | undefined {
  if (edit.action === "set") return edit.value === null ? null : make(edit.value, edit.path);
  if (edit.action !== "add") return tree;
  const list = Array.isArray(tree) ? tree : [];
  return [...list, make(edit.value, `${edit.path}[${list.length}]`)];
}

/** The index was right before other elements were removed: the identifying properties of the element find it. */
function elementChanged(tree: Tree | undefined, index: number, edit: InPlace, make: Make): Tree | undefined {
  if (!Array.isArray(tree) || !("element" in edit)) return tree;
  const isMeant = (each: Tree | undefined) => isBranch(each) && hasAll(each, edit.element);
  const at = isMeant(tree[index]) ? index : tree.findIndex(isMeant);
  if (at < 0) return tree;
  if (edit.action === "remove") return tree.filter((_, other) => other !== at);
  if (edit.action !== "change") return tree;
  return tree.map((each: Tree, other) =>
    other === at && isBranch(each) ? merged(each, edit.value, edit.path, make) : each,
  );
}

function hasAll(branch: Readonly<Record<string, Tree>>, identity: PlainObject): boolean {
  return Object.entries(identity).every(([name, value]) => branch[name] === value);
}

function merged(branch: Readonly<Record<string, Tree>>, value: PlainObject, path: string, make: Make): Tree {
  const next: Record<string, Tree> = Object.assign(emptyBranch(), branch);
  for (const [name, each] of Object.entries(value)) {
    if (each === null) delete next[name];
    else next[name] = make(each, `${path}.${name}`);
  }
  return next;
}

import { unknown } from "../known/value";
import { type PlannedResource, planResource } from "../plan/resource";
import { type Branch, emptyBranch, isBranch, type Tree, toBranch } from "../plan/tree";
import { isWhole } from "./coverage";
import { type Fact, keyOf } from "./facts";

/** Converts a fact to a resource for the topology. The ARM id serves as the URN of a resource that no Pulumi stack owns. */
export function toResource({ id, resource, source, isWhole: whole = isWhole(id, source) }: Fact): PlannedResource {
  const urn = resource.urn ?? keyOf(resource);
  const properties = toBranch(resource.properties, urn);
  const named = Object.assign(emptyBranch(), { name: resource.id.split("/").at(-1) ?? "" }, properties, {
    id: resource.id,
  });
  const outputs = (resource.hidden ?? []).reduce<Tree>((tree, path) => hide(tree, keysOf(path), path, urn), named);
  const planned = planResource({
    urn,
    type: resource.type,
    name: resource.urn?.split("::").slice(3).join("::") ?? resource.id.split("/").at(-1) ?? "",
    outputs: isBranch(outputs) ? outputs : emptyBranch(),
    // If its source does not show it in full, it counts as only read: its owner decides the rest.
    isRead: resource.read === true || !whole,
  });
  const { name, kind, time = "" } = source;
  return { ...planned, estate: { name, kind, day: time.slice(0, 10) } };
}

/** `securityRules[0].access` → `["securityRules", 0, "access"]`. */
function keysOf(path: string): readonly (string | number)[] {
  const keys = path.split(/[.[\]]+/).filter((key) => key !== "");
  return keys.map((key) => (/^\d+$/.test(key) ? Number(key) : key));
}

/** The same tree with the value at a path replaced by an unknown one. */
function hide(tree: Tree | undefined, [key, ...rest]: readonly (string | number)[], path: string, urn: string): Tree {
  if (key === undefined) return unknown(path, urn);
  if (typeof key === "number" && Array.isArray(tree)) {
    const list: readonly Tree[] = tree;
    return list.map((each, index) => (index === key ? hide(each, rest, path, urn) : each));
  }
  const branch: Branch = isBranch(tree) ? tree : emptyBranch();
  return Object.assign(emptyBranch(), branch, { [key]: hide(branch[String(key)], rest, path, urn) });
}

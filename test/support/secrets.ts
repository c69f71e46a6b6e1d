import type { PlannedResource } from "../../policies/plan/resource";
import { type Branch, isBranch, type Tree } from "../../policies/plan/tree";

/** What no value of a field looks like: a message that shows it has printed something without looking at it. */
const PASSWORD = "p@ss=W0rd;/+";

/** What looks like a name, and so may be shown as one, but as nothing else. */
const NAME_LIKE = "hunter2";

/** A program with a secret in it, and where. */
export interface WithSecret {
  readonly at: string;
  readonly secret: string;
  readonly resources: readonly PlannedResource[];
}

/** Fields that hold names, by which messages tell what they are about. */
const NAMES = /(^|[.\]])(name|\w+Name)$/;

/**
 * The same program with a secret in the place of each of its texts, or behind it, one after the other; at the same place
 * in inputs and outputs. As the policy SDK does, it comes without a mark.
 */
export function* withSecrets(resources: readonly PlannedResource[]): Generator<WithSecret> {
  for (const [at, resource] of resources.entries()) {
    for (const path of textsIn(resource.properties.value, "", new Set())) {
      const secrets = [
        (text: string) => text + PASSWORD,
        () => PASSWORD,
        ...(NAMES.test(path) ? [] : [() => NAME_LIKE]),
      ];
      for (const [which, change] of secrets.entries()) {
        const part = (whole: Tree | undefined) => (whole === undefined ? whole : changed(whole, path, "", change));
        const properties = { ...resource.properties, value: part(resource.properties.value) };
        const outputs = { ...resource.outputs, value: part(resource.outputs.value) };
        const altered = resources.with(at, { ...resource, properties, outputs });
        yield { at: `${resource.name} ${path}`, secret: which < 2 ? PASSWORD : NAME_LIKE, resources: altered };
      }
    }
  }
}

function textsIn(tree: Tree | undefined, path: string, found: Set<string>): ReadonlySet<string> {
  if (typeof tree === "string") found.add(path);
  for (const [key, inner] of childrenOf(tree)) textsIn(inner, joined(path, key), found);
  return found;
}

function changed(tree: Tree, target: string, path: string, change: (text: string) => string): Tree {
  if (!target.startsWith(path)) return tree;
  if (typeof tree === "string") return path === target ? change(tree) : tree;
  if (Array.isArray(tree)) return tree.map((item: Tree, at) => changed(item, target, joined(path, at), change));
  if (!isBranch(tree)) return tree;
  const copy: Record<string, Tree> = Object.create(null);
  for (const [key, inner] of childrenOf(tree)) copy[key] = changed(inner, target, joined(path, key), change);
  return copy;
}

function childrenOf(tree: Tree | undefined): readonly (readonly [string | number, Tree])[] {
  if (Array.isArray(tree)) return [...(tree as readonly Tree[]).entries()];
  return isBranch(tree) ? Object.entries(tree as Branch) : [];
}

function joined(path: string, key: string | number): string {
  return typeof key === "number" ? `${path}[${key}]` : path === "" ? key : `${path}.${key}`;
}

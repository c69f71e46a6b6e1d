import type { PlannedResource } from "../../policies/plan/resource";
import { type Branch, isBranch, type Tree } from "../../policies/plan/tree";

/** No value of a field looks like this: a message that contains it has printed a value unchecked. */
const PASSWORD = "p@ss=W0rd;/+";

/** Looks like a name: messages may print it where a name belongs, and nowhere else. */
const NAME_LIKE = "hunter2";

/** A program with a secret in it, and the place of the secret. */
export interface WithSecret {
  readonly at: string;
  readonly secret: string;
  readonly resources: readonly PlannedResource[];
}

/** Fields that hold names, with which messages identify resources. */
const NAMES = /(^|[.\]])(name|\w+Name)$/;

/**
 * One variant of the program per text in it, with a secret instead of the text or appended to it, at the same place in inputs
 * and outputs. Secrets are not marked, as in the policy SDK.
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

import { scopeLinks } from "../../policies/estate/manager-scope";
import { idsIn } from "../../policies/estate/mentions";
import { append } from "../../policies/known/multimap";
import type { PlannedResource } from "../../policies/plan/resource";
import { isReadType } from "../../policies/topology/entity";

/** The ARM ids that link a program to others, in lower case, and the keys that link network managers to networks. */
export interface StackLinks {
  /** The ids of its resources, and of those that it reads. */
  readonly has: readonly string[];
  /** The ids that its resources reference or are children of, and that are not its own. */
  readonly names: readonly string[];
}

/** Collects the ARM ids of a program. */
export function linksOf(resources: readonly PlannedResource[]): StackLinks {
  const has = new Set<string>();
  const owns = new Set<string>();
  const names = new Set<string>();
  for (const resource of resources) {
    if (!isReadType(resource.type)) continue;
    const { value } = resource.outputs;
    const id = typeof value === "object" && value !== null && "id" in value ? value.id : undefined;
    if (typeof id === "string") has.add(id.toLowerCase());
    // A resource that the program only reads belongs to another program.
    if (typeof id === "string" && !resource.isRead) owns.add(id.toLowerCase());
    idsIn(resource.properties.value, names);
    idsIn(value, names);
    const scope = scopeLinks(resource.type, typeof id === "string" ? id : undefined, resource.properties.value);
    for (const key of scope.has) has.add(key);
    for (const key of [...scope.networks, ...scope.managers]) names.add(key);
  }
  return { has: [...has], names: [...names].filter((id) => !owns.has(id)) };
}

/** Groups programs that reference each other's resources, directly or through other programs; each group keeps the given order. */
export function linkedTogether<T extends { readonly links: StackLinks }>(
  programs: readonly T[],
): readonly (readonly T[])[] {
  const owners = new Map<string, number[]>();
  for (const [index, { links }] of programs.entries()) {
    for (const id of links.has) append(owners, id, index);
  }
  const heads = programs.map((_, index) => index);
  const headOf = (index: number): number => {
    let at = index;
    while (heads[at] !== at) at = heads[at] as number;
    heads[index] = at;
    return at;
  };
  for (const [index, { links }] of programs.entries()) {
    for (const other of links.names.flatMap((id) => owners.get(id) ?? [])) {
      const [first, second] = [headOf(index), headOf(other)];
      heads[Math.max(first, second)] = Math.min(first, second);
    }
  }
  const groups = new Map<number, T[]>();
  for (const [index, program] of programs.entries()) append(groups, headOf(index), program);
  return [...groups.values()];
}

import { type Args, isRef, type Program, ref } from "./language";

/** Translates one resource into others; `undefined` where an argument cannot be translated. */
export type Translator = (name: string, args: Args) => Program | undefined;

/** One resource with other names for its arguments; any argument without one makes it untranslatable. */
export function one(type: string, names: Readonly<Record<string, string>>): Translator {
  return (name, args) => {
    const renamed: [string, unknown][] = [];
    for (const [argument, value] of Object.entries(args)) {
      if (value === undefined) continue;
      const classic =
        argument === "resourceGroupName" && names.resourceGroupName === undefined ? argument : names[argument];
      if (classic === undefined) return undefined;
      renamed.push([classic, value]);
    }
    return { [name]: { type, args: Object.fromEntries(renamed) } };
  };
}

/** Arguments that have the same name in both providers. */
export function same(...names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(names.map((name) => [name, name]));
}

/** The id of the resource that an argument names, if it is in the program. */
export function idOf(named: unknown): unknown {
  return isRef(named) && named.path === "name" ? ref(named.$ref) : undefined;
}

/**
 * The same for a resource that names its parent by id in the classic provider: the id includes the resource group and all
 * parents. `parent` is the argument with the parent's name, `above` are those with the names of the parent's parents.
 */
export function child(
  type: string,
  parent: readonly [native: string, classic: string],
  above: readonly string[],
  names: Readonly<Record<string, string>>,
): Translator {
  const [native, classic] = parent;
  return (name, args) => {
    const dropped = new Set(["resourceGroupName", native, ...above]);
    const own = Object.entries(args).filter(([argument]) => !dropped.has(argument));
    const parentId = idOf(args[native]);
    if (parentId === undefined) return undefined;
    return one(type, { ...names, [classic]: classic })(name, { ...Object.fromEntries(own), [classic]: parentId });
  };
}

import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";

/** The property names of a declared type, with those of the object types inside; `true` for a plain value. */
export type Declared = { readonly [property: string]: Declared | true };

/** The resource types that a Pulumi package for Node declares. */
export interface Declarations {
  /** What a resource type has, as arguments or as outputs; `undefined` if the package has no such type. */
  readonly resource: (token: string) => Declared | undefined;
}

/** Deeper than anything that is read. */
const DEEPEST = 5;

/** Reads the type declarations (`.d.ts`) of a package, without loading it. */
export function readDeclarations(packageFolder: string): Declarations {
  const objects = ["input", "output"].map((side) => {
    return [`${side}s`, objectTypes(readFileSync(path.join(packageFolder, "types", `${side}.d.ts`), "utf8"))] as const;
  });
  const bySide = new Map<string, ReadonlyMap<string, string>>(objects);
  const files = new Map<string, ReadonlyMap<string, string>>();

  function expand(lines: string, depth: number): Declared {
    const declared: Record<string, Declared | true> = {};
    for (const [, name = "", type = ""] of lines.matchAll(/^\s+(?:readonly )?(\w+)\??: (.*);$/gm)) {
      const [, side = "", module = "", object = ""] = /\b(inputs|outputs)\.([\w.]+)\.(\w+)/.exec(type) ?? [];
      const inner = bySide.get(side)?.get(`${module}.${object}`);
      const before = declared[name];
      const own = inner !== undefined && depth < DEEPEST ? expand(inner, depth + 1) : true;
      declared[name] = typeof before === "object" && typeof own === "object" ? { ...before, ...own } : (before ?? own);
    }
    return declared;
  }

  return {
    resource: (token) => {
      const module = token.split(":")[1]?.split("/")[0] ?? "";
      const tokens = files.get(module) ?? tokensIn(path.join(packageFolder, module));
      files.set(module, tokens);
      const file = tokens.get(token);
      return file === undefined ? undefined : expand(readFileSync(file, "utf8"), 0);
    },
  };
}

/** Token → declaration file, in one module's folder; former names of a type count too. */
function tokensIn(folder: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".js"))) {
    const code = readFileSync(path.join(folder, file), "utf8");
    const declaration = path.join(folder, file.replace(/js$/, "d.ts"));
    for (const [, token = ""] of code.matchAll(/__pulumiType = '([^']+)'/g)) found.set(token, declaration);
  }
  return found;
}

/** `namespace.Interface` → the lines between its braces. */
function objectTypes(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const namespaces: string[] = [];
  const pattern = /^( *)(?:export declare )?namespace (\w+) \{$|^( *)interface (\w+) \{\n([\s\S]*?)^\3\}$/gm;
  for (const [, indent = "", namespace, , name, lines = ""] of text.matchAll(pattern)) {
    if (namespace !== undefined) namespaces.splice(indent.length / 4, namespaces.length, namespace);
    else found.set(`${namespaces.join(".")}.${name}`, lines);
  }
  return found;
}

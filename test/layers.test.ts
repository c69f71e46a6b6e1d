import { isBuiltin } from "node:module";
import * as ts from "typescript";
import { describe, expect, test } from "vitest";
import { LAYERS } from "./support/layers";
import { importsIn, sourcesIn } from "./support/sources";

/** The packages that a layer may import; all others import only the project's own code. */
const PACKAGES: Record<string, readonly string[]> = {
  index: ["@pulumi/policy"],
  pack: ["@pulumi/policy"],
  host: ["@pulumi/policy"],
  network: ["ipaddr.js"],
};

/** Folders that some files must not import, although their layer may: a layer in between exports what they need. */
const CLOSED: readonly (readonly [from: RegExp, to: string])[] = [
  [/^policies\/rules\/[^/]+$/, "policies/network"],
  [/^cli\//, "policies/network"],
  [/^cli\//, "policies/rules/lib"],
];

const pack = sourcesIn("policies");
const command = sourcesIn("cli");

/** `policies/network/x.ts` → `network`; `policies/judge.ts` → `judge`. */
function layerOf(file: string): string {
  return (file.split("/")[1] ?? "").replace(/\.ts$/, "");
}

function reachableFrom(layer: string): ReadonlySet<string> {
  const reached = new Set([layer]);
  for (const each of reached) for (const next of LAYERS[each] ?? []) reached.add(next);
  return reached;
}

/** The imports of a file from folders that are closed to it. */
function intoClosed(file: string, imports: readonly string[]): readonly string[] {
  const closed = CLOSED.filter(([from]) => from.test(file)).map(([, to]) => to);
  return imports.filter((name) => closed.some((to) => name === to || name.startsWith(`${to}/`)));
}

test("every file belongs to a layer", () => {
  expect([...new Set(pack.map(({ file }) => layerOf(file)))].sort()).toEqual(Object.keys(LAYERS).sort());
});

describe.each(pack.map((source) => [source.file, source] as const))("%s", (file, source) => {
  const layer = layerOf(file);

  test("imports only what its layer may use", () => {
    const own = source.imports.filter((name) => name.startsWith("policies/")).map(layerOf);
    const external = source.imports.filter((name) => !name.startsWith("policies/"));
    const allowed = PACKAGES[layer] ?? [];
    expect(own.filter((name) => !reachableFrom(layer).has(name))).toEqual([]);
    expect(external.filter((name) => !allowed.includes(name))).toEqual([]);
  });

  test("is named in kebab-case", () => {
    expect(file.split("/").at(-1)).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*\.ts$/);
  });

  test("has no default export, and passes on nothing that another file exports", () => {
    expect(source.parsed.statements.filter(isDefaultExport)).toEqual([]);
    expect(source.parsed.statements.filter(passesOn)).toEqual([]);
  });
});

test("rules and the command judge by what reach/ and wording/ offer, and the command knows rules only as a whole", () => {
  const imports = [...pack, ...command].map(({ file, imports }) => [file, intoClosed(file, imports)] as const);
  expect(imports.filter(([, closed]) => closed.length > 0)).toEqual([]);
});

test("rules/index.ts is the only index besides the start", () => {
  const indices = pack.map(({ file }) => file).filter((file) => file.endsWith("/index.ts"));
  expect(indices).toEqual(["policies/index.ts", "policies/rules/index.ts"]);
});

test("only the start and the host know Pulumi at run time: network/ does not even say the word", () => {
  expect(saying(/pulumi/i, "network")).toEqual([]);
});

test("known/ knows nothing of Azure", () => {
  const words = /azure|batch|subnet|\bpool|\bnsg|network|security|service ?tag|route|firewall|endpoint/i;
  expect(saying(words, "known")).toEqual([]);
});

test("nothing in the pack looks at the network, the disk, other processes or the clock, but for the start", () => {
  const layers = pack.filter(({ file }) => file !== "policies/index.ts");
  expect(layers.flatMap(({ imports }) => imports.filter((name) => isBuiltin(name)))).toEqual([]);
  const clock = /\bDate\.now\b|new Date\(\)|\bperformance\b|\bprocess\b|\bfetch\(|\bMath\.random\b/;
  expect(layers.filter(({ code }) => clock.test(code)).map(({ file }) => file)).toEqual([]);
});

function saying(words: RegExp, layer: string): string[] {
  return pack.filter(({ file, code }) => layerOf(file) === layer && words.test(code)).map(({ file }) => file);
}

function isDefaultExport(statement: ts.Statement): boolean {
  if (ts.isExportAssignment(statement)) return true;
  const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : undefined;
  return modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword) ?? false;
}

/** `export … from "…"`, which makes a file a barrel. */
function passesOn(statement: ts.Statement): boolean {
  return ts.isExportDeclaration(statement) && statement.moduleSpecifier !== undefined;
}

/** The checks must detect violations. */
test.each<[string, string, string]>([
  ["an upper layer", "policies/network/a.ts", "policies/topology/entity"],
  ["a layer of another branch", "policies/plan/a.ts", "policies/network/regions"],
  ["the host", "policies/rules/a.ts", "policies/host/session"],
])("%s cannot be reached", (_title, from, to) => {
  expect(reachableFrom(layerOf(from)).has(layerOf(to))).toBe(false);
});

test.each<[title: string, file: string, text: string, closed: readonly string[]]>([
  [
    "a rule that computes",
    "policies/rules/a.ts",
    'import { ports } from "../network/ports";',
    ["policies/network/ports"],
  ],
  ["a type alone", "policies/rules/a.ts", 'import type { Flow } from "../network/flow";', ["policies/network/flow"]],
  ["a type in place", "cli/a.ts", 'let flow: import("../policies/network/flow").Flow;', ["policies/network/flow"]],
  ["a command", "cli/html/a.tsx", 'import { a } from "../../policies/network/a";', ["policies/network/a"]],
  ["a part of a rule", "cli/a.ts", 'import { a } from "../policies/rules/lib/a";', ["policies/rules/lib/a"]],
  ["what is passed on", "cli/a.ts", 'export * from "../policies/rules/lib/a";', ["policies/rules/lib/a"]],
  ["what rules share", "policies/rules/lib/a.ts", 'import { ports } from "../../network/ports";', []],
  ["a whole rule", "cli/a.ts", 'import { a } from "../policies/rules/a";', []],
  ["a layer in between", "cli/a.ts", 'import { a } from "../policies/reach/network";', []],
])("%s: its imports of closed folders are seen", (_title, file, text, closed) => {
  expect(intoClosed(file, importsIn(file, text))).toEqual(closed);
});

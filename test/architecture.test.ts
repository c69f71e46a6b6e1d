import { existsSync, readFileSync } from "node:fs";
import * as path from "node:path";
import * as ts from "typescript";
import { describe, expect, test } from "vitest";
import { root } from "../toolchain/checkout";
import { withSections } from "../toolchain/docs/sections";
import { LAYERS } from "./support/layers";
import { sourcesIn } from "./support/sources";

const PAGE = path.join(root, "docs", "architecture.md");
const page = readFileSync(PAGE, "utf8");
const parsed = new Map(sourcesIn("policies").map((source) => [source.file, source.parsed]));

/** The text below a heading, up to the next one. */
function section(heading: string): string {
  return page.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? "";
}

/** The functions and methods that a file declares, exported or not. */
function functionsIn(file: string): ReadonlySet<string> {
  const names = new Set<string>();
  function visit(node: ts.Node): void {
    if ((ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node)) && node.name) names.add(node.name.getText());
    ts.forEachChild(node, visit);
  }
  const source = parsed.get(file);
  if (source) visit(source);
  return names;
}

test("the page lists the layers of the sources, each with what it does", () => {
  const rows = [...section("The layers").matchAll(/^\| `(\w+)` \| (.+) \|$/gm)];
  expect(rows.map(([, layer]) => layer).sort()).toEqual(Object.keys(LAYERS).sort());
  expect(rows.map(([, , sentence]) => sentence).filter((sentence) => !/^[A-Z][^.]+\.$/.test(sentence ?? ""))).toEqual(
    [],
  );
});

test("the diagram is drawn from the layers that the imports are checked against", async () => {
  const picture = `\`\`\`mermaid\n${drawn(LAYERS)}\n\`\`\``;
  await expect(withSections(page, { layers: picture }), 'renew it with "npm run docs"').toMatchFileSnapshot(PAGE);
});

/** The diagram of the layers of the pack, and of those that the command imports. */
function drawn(layers: typeof LAYERS): string {
  const lines = Object.entries(layers).flatMap(([from, all]) => all.map((to) => `  ${from} --> ${to}`));
  return ["graph TD", ...lines, "  cli -.-> judge", "  cli -.-> reach"].join("\n");
}

test("other sections name existing layers", () => {
  const named = [...section("Where a change belongs").matchAll(/\| `(\w+)`/g)].map(([, layer]) => layer as string);
  expect(named.length).toBeGreaterThan(3);
  expect(named.filter((layer) => !(layer in LAYERS))).toEqual([]);
});

describe("the path of a subnet id", () => {
  const hops = section("One subnet id, from the wire to the message").match(/^\d+\. .*$/gm) ?? [];

  test("takes at most ten hops", () => {
    expect(hops.length).toBeGreaterThan(5);
    expect(hops.length).toBeLessThanOrEqual(10);
  });

  test.each(hops.map((hop) => [hop.slice(0, 50), hop] as const))("%s…", (_title, hop) => {
    const links = [...hop.matchAll(/\[`([^`]+)`\]\(\.\.\/([^)]+)\)/g)];
    const files = links.map(([, , file]) => file as string);
    expect(files.length).toBeGreaterThan(0);
    // The shown path is the linked one.
    expect(links.map(([, shown]) => `policies/${shown}`)).toEqual(files);
    expect(files.filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
    const functions = [...hop.matchAll(/`(\w+)\(\)`/g)].map(([, name]) => name as string);
    expect(functions.length).toBeGreaterThan(0);
    const declared = files.map(functionsIn);
    expect(functions.filter((name) => !declared.some((names) => names.has(name)))).toEqual([]);
    expect(files.filter((_, index) => !functions.some((name) => declared[index]?.has(name)))).toEqual([]);
  });
});

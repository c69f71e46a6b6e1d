import { parse, stringify } from "yaml";

type Fields = Record<string, unknown>;
interface Resource {
  readonly type: string;
  properties?: Fields;
  readonly options?: { dependsOn?: string[] };
}

/** The key that replaces the comment on an element of a list. */
const MARK = "$mark";

/** A program in YAML after a snippet of a migration plan is applied according to its marks. */
export function applyYamlSnippet(program: string, snippet: string): string {
  const written = parse(program) as { resources: Record<string, Resource> };
  const { resources } = written;
  for (const [, name = ""] of snippet.matchAll(/^ {2}# Remove, with what refers to it:\n {2}# (\S+):$/gm)) {
    if (!resources[name]) throw new Error(`The program has no resource ${name}.`);
    delete resources[name];
    for (const { options } of Object.values(resources)) {
      if (options?.dependsOn) options.dependsOn = options.dependsOn.filter((each) => each !== `\${${name}}`);
    }
  }
  const shown: Record<string, Resource> = parse(marked(snippet)).resources ?? {};
  for (const [name, { type, properties = {} }] of Object.entries(shown)) {
    const own = resources[name];
    if (own === undefined) resources[name] = { type, properties };
    else own.properties = merge(own.properties ?? {}, properties);
  }
  return stringify(written);
}

/** The snippet with a key instead of the comment on each element of a list. */
function marked(snippet: string): string {
  return snippet
    .replace(/^( *)# Remove:\n((?:\1# (?!(?:Add|Change|Remove):$).*\n)+)/gm, (_, indent: string, block: string) => {
      const element = block.replaceAll(`${indent}# `, indent);
      return element.replace(`${indent}- `, `${indent}- ${MARK}: Remove\n${indent}  `);
    })
    .replace(/^( *)# (Add|Change):\n\1- /gm, `$1- ${MARK}: $2\n$1  `);
}

function merge(target: unknown, shown: unknown): Fields {
  const merged: Fields = { ...(target as Fields) };
  for (const [name, value] of Object.entries(shown as Fields)) {
    const own = merged[name];
    const isMarked = Array.isArray(value) && value.some((element) => isFields(element) && MARK in element);
    if (isMarked) merged[name] = mergeList(Array.isArray(own) ? own : [], value);
    else merged[name] = isFields(value) && isFields(own) ? merge(own, value) : value;
  }
  return merged;
}

function mergeList(target: readonly Fields[], shown: readonly Fields[]): readonly Fields[] {
  const merged = [...target];
  for (const { [MARK]: mark, ...element } of shown) {
    const at = merged.findIndex(({ name }) => name === element.name);
    if (mark !== "Add" && at < 0) throw new Error(`The program has no element ${element.name}.`);
    if (mark === "Add") merged.push(element);
    else merged.splice(at, 1, ...(mark === "Change" ? [merge(merged[at], element)] : []));
  }
  return merged;
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

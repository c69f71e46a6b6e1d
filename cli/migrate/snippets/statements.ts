import { type Edit, isOutput, type Output, type Plain, type PlainObject } from "../../../policies/remedies/edits";
import { parseTypeToken } from "../../../policies/topology/type-token";

/** What is written of one resource. */
export interface Statement {
  readonly type: string;
  readonly name: string;
  readonly does: "change" | "create" | "delete";
  readonly fields: readonly Field[];
}

/** A property and its value. */
export interface Field {
  readonly name: string;
  readonly value: Node;
}

/** A value as it is written. */
export type Node =
  | { readonly is: "plain"; readonly value: string | number | null | readonly string[] }
  /** A member of a closed enumeration. */
  | { readonly is: "member"; readonly of: string; readonly value: string }
  | { readonly is: "output"; readonly output: Output }
  | { readonly is: "object"; readonly type: string; readonly fields: readonly Field[] }
  | { readonly is: "list"; readonly type: string; readonly elements: readonly Element[] };

/** An element of a list that keeps its others. */
export interface Element {
  readonly mark: "Add" | "Change" | "Remove";
  readonly fields: readonly Field[];
}

/** The names of the input types of azure-native, and of the classic provider, by property. */
const TYPES: Readonly<Record<string, string>> = {
  scaleSettings: "ScaleSettings",
  "scaleSettings.fixedScale": "FixedScaleSettings",
  "scaleSettings.autoScale": "AutoScaleSettings",
  fixedScale: "PoolFixedScale",
  autoScale: "PoolAutoScale",
};

const RULE_TYPES = { "azure-native": "SecurityRule", azure: "NetworkSecurityGroupSecurityRule" } as const;

/** Closed enumerations, which some languages write as members: everything else takes a text as well. */
const ENUMERATIONS: Readonly<Record<string, string>> = { targetNodeCommunicationMode: "NodeCommunicationMode" };

/** What some edits look like in a program: one statement for each resource, in the order in which they come first. */
export function statementsOf(edits: readonly Edit[]): readonly Statement[] {
  const groups = new Map<string, Edit[]>();
  for (const edit of edits) {
    const key = JSON.stringify([edit.urn, edit.name, edit.action === "create"]);
    groups.set(key, [...(groups.get(key) ?? []), edit]);
  }
  return [...groups.values()].map((same) => statementOf(same));
}

function statementOf(edits: readonly Edit[]): Statement {
  const [first] = edits as [Edit];
  const { type, name } = first;
  if (first.action === "delete") return { type, name, does: "delete", fields: [] };
  if (first.action === "create") return { type, name, does: "create", fields: fieldsOf(first.value) };
  const isNative = parseTypeToken(type)?.provider !== "azure";
  return { type, name, does: "change", fields: merged(edits, isNative) };
}

/** The values of `set` edits as one tree, and the lists of the others behind them. */
function merged(edits: readonly Edit[], isNative: boolean): readonly Field[] {
  const sets = edits.flatMap((edit) => (edit.action === "set" ? [[edit.path.split("."), edit.value] as const] : []));
  const lists = new Map<string, Element[]>();
  for (const edit of edits) {
    const element = elementOf(edit);
    if (!element || !("path" in edit)) continue;
    const list = edit.path.replace(/\[\d+\]$/, "");
    lists.set(list, [...(lists.get(list) ?? []), element]);
  }
  const type = RULE_TYPES[isNative ? "azure-native" : "azure"];
  return [
    ...tree(sets, "", isNative),
    ...[...lists].map(([name, elements]): Field => ({ name, value: { is: "list", type, elements } })),
  ];
}

type Set = readonly [path: readonly string[], value: Plain];

function tree(sets: readonly Set[], above: string, isNative: boolean): readonly Field[] {
  const names = [...new Set(sets.map(([path]) => path[0] ?? ""))];
  return names.map((name): Field => {
    const path = above === "" ? name : `${above}.${name}`;
    const own = sets.filter(([[first]]) => first === name);
    const leaf = own.find(([{ length }]) => length === 1);
    if (leaf) return { name, value: leafOf(path, leaf[1], isNative) };
    const inside = own.map(([[, ...rest], value]): Set => [rest, value]);
    return { name, value: { is: "object", type: TYPES[path] ?? name, fields: tree(inside, path, isNative) } };
  });
}

function leafOf(path: string, value: Plain, isNative: boolean): Node {
  const enumeration = isNative ? ENUMERATIONS[path] : undefined;
  return enumeration && typeof value === "string" ? { is: "member", of: enumeration, value } : nodeOf(value);
}

function elementOf(edit: Edit): Element | undefined {
  switch (edit.action) {
    case "add":
      return { mark: "Add", fields: fieldsOf(edit.value) };
    case "remove":
      return { mark: "Remove", fields: fieldsOf(edit.element) };
    case "change": {
      const { name, ...others } = edit.element;
      const identity = name === undefined ? others : { name };
      return { mark: "Change", fields: fieldsOf({ ...identity, ...edit.value }) };
    }
    default:
      return undefined;
  }
}

function fieldsOf(value: PlainObject): readonly Field[] {
  return Object.entries(value).map(([name, inner]) => ({ name, value: nodeOf(inner) }));
}

function nodeOf(value: Plain | Output): Node {
  if (isOutput(value)) return { is: "output", output: value };
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    throw new Error("Objects are written by their paths.");
  }
  return { is: "plain", value: value as string | number | null | readonly string[] };
}

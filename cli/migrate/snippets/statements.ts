// Over 200 lines: the conversion of each kind of edit to a statement, for every language.
import { groupBy } from "../../../policies/known/multimap";
import { outputsOf, urnOf } from "../../../policies/remedies/apply";
import {
  type Edit,
  isOutput,
  isPlainObject,
  type Output,
  type Plain,
  type PlainObject,
} from "../../../policies/remedies/edits";
import { firstFree } from "../../../policies/remedies/resources";
import { keysOf } from "../../../policies/remedies/tree-edits";
import { parseTypeToken } from "../../../policies/topology/type-token";
import { closedEnumeration, inputType, isOpenList } from "./input-types";

/** The code of one resource. */
export interface Statement {
  readonly type: string;
  readonly name: string;
  readonly does: "change" | "create" | "delete";
  readonly fields: readonly Field[];
  /** The variable of a new resource, if other resources of the plan refer to it. */
  readonly variable?: string;
}

/** A property and its value. */
export interface Field {
  readonly name: string;
  readonly value: Node;
}

/** A value in a statement. */
export type Node =
  /** `open`: a list of an open enumeration, whose elements may also be other texts. */
  | { readonly is: "plain"; readonly value: string | number | boolean | null | readonly string[]; readonly open?: true }
  /** A member of a closed enumeration. */
  | { readonly is: "member"; readonly of: string; readonly value: string }
  | { readonly is: "output"; readonly output: Output }
  /** `keeps`: its other properties stay. */
  | { readonly is: "object"; readonly type: string; readonly fields: readonly Field[]; readonly keeps: boolean }
  | { readonly is: "outputs"; readonly outputs: readonly Output[] }
  /** `keeps`: the other elements stay, and each that is shown has a mark. */
  | {
      readonly is: "list";
      readonly type: string;
      readonly elements: readonly Element[];
      readonly keeps: boolean;
    };

/** An element of a list. */
export interface Element {
  readonly mark: "Add" | "Change" | "Remove";
  readonly fields: readonly Field[];
}

/**
 * Some edits as code: one statement for each resource, in the order of their first edits.
 *
 * @param plan the edits of all steps of the plan. They end up in one program, so no two of its resources get the same variable.
 */
export function statementsOf(step: readonly Edit[], plan: readonly Edit[] = step): readonly Statement[] {
  const variables = variablesFor(plan);
  const edits = step.map((edit) =>
    "value" in edit ? ({ ...edit, value: renamed(edit.value, variables) } as Edit) : edit,
  );
  const groups = groupBy(edits, ({ urn, name, type, action }) =>
    JSON.stringify([urn, name, type, action === "create"]),
  );
  const statements = [...groups.values()].map((same): Statement => {
    const [first] = same as [Edit];
    const variable = first.action === "create" ? variables.get(urnOf(first)) : undefined;
    return variable === undefined ? statementOf(same) : { ...statementOf(same), variable };
  });
  // Resources that others refer to come first.
  return [
    ...statements.filter(({ variable }) => variable !== undefined),
    ...statements.filter(({ variable }) => variable === undefined),
  ];
}

/** The variables of the resources that some edits create and others refer to, by URN; each has one of its own. */
function variablesFor(edits: readonly Edit[]): ReadonlyMap<string, string> {
  const created = new Set(edits.flatMap((edit) => (edit.action === "create" ? [urnOf(edit)] : [])));
  const outputs = edits.flatMap((edit) => ("value" in edit ? outputsOf(edit.value) : []));
  const taken = new Set(outputs.flatMap(({ of, variable }) => (of && created.has(of.urn) ? [] : [variable])));
  const variables = new Map<string, string>();
  for (const { of, variable } of outputs) {
    if (!of || !created.has(of.urn) || variables.has(of.urn)) continue;
    const free = firstFree(variable, (name) => taken.has(name));
    taken.add(free);
    variables.set(of.urn, free);
  }
  return variables;
}

function renamed(value: Plain, variables: ReadonlyMap<string, string>): Plain {
  if (value === null || typeof value !== "object") return value;
  if (isOutput(value)) return { ...value, variable: variables.get(value.of?.urn ?? "") ?? value.variable };
  if (Array.isArray(value)) return value.map((each: Plain) => renamed(each, variables));
  return Object.fromEntries(
    Object.entries(value as PlainObject).map(([name, each]) => [name, renamed(each, variables)]),
  );
}

function statementOf(edits: readonly Edit[]): Statement {
  const [first] = edits as [Edit];
  const { type, name } = first;
  const at = placeIn(type);
  if (first.action === "delete") return { type, name, does: "delete", fields: [] };
  if (first.action === "create") return { type, name, does: "create", fields: fieldsOf(first.value, at) };
  return { type, name, does: "change", fields: tree(edits.flatMap(leafOf), at) };
}

/** The place of a value: its resource type, and its path without indices. */
interface Place {
  readonly isNative: boolean;
  readonly resource: string;
  readonly path: string;
}

function placeIn(type: string): Place {
  return { isNative: parseTypeToken(type)?.provider !== "azure", resource: type.split(":").at(-1) ?? "", path: "" };
}

function inside(at: Place, name: string): Place {
  return { ...at, path: at.path === "" ? name : `${at.path}.${name}` };
}

function typeAt({ isNative, resource, path }: Place): string {
  return inputType(isNative, resource, path);
}

/** A change at the end of a path of names: a value that is set, or elements of a list. */
interface Leaf {
  readonly path: readonly string[];
  readonly edit: Edit;
}

function leafOf(edit: Edit): readonly Leaf[] {
  return "path" in edit ? [{ edit, path: keysOf(edit.path).filter((key) => typeof key === "string") }] : [];
}

/** The changes as one tree: all other properties stay. */
function tree(leaves: readonly Leaf[], above: Place): readonly Field[] {
  const names = [...new Set(leaves.map(({ path }) => path[0] ?? ""))];
  return names.map((name): Field => {
    const at = inside(above, name);
    const own = leaves.filter(({ path: [first] }) => first === name);
    const here = own.filter(({ path: { length } }) => length === 1).map(({ edit }) => edit);
    const set = here.find((edit) => edit.action === "set");
    if (set?.action === "set") return { name, value: valueAt(set.value, at) };
    if (here.length > 0) {
      return {
        name,
        value: { is: "list", type: typeAt(at), elements: here.flatMap((edit) => elementOf(edit, at)), keeps: true },
      };
    }
    const below = own.map(({ path: [, ...rest], edit }): Leaf => ({ path: rest, edit }));
    return { name, value: { is: "object", type: typeAt(at), fields: tree(below, at), keeps: true } };
  });
}

function elementOf(edit: Edit, at: Place): readonly Element[] {
  switch (edit.action) {
    case "add":
      return [{ mark: "Add", fields: fieldsOf(edit.value, at) }];
    case "remove":
      return [{ mark: "Remove", fields: fieldsOf(edit.element, at) }];
    case "change": {
      const { name, ...others } = edit.element;
      const identity = name === undefined ? others : { name };
      return [{ mark: "Change", fields: fieldsOf({ ...identity, ...edit.value }, at) }];
    }
    default:
      return [];
  }
}

function fieldsOf(value: PlainObject, above: Place): readonly Field[] {
  return Object.entries(value).map(([name, inner]) => ({ name, value: valueAt(inner, inside(above, name)) }));
}

function valueAt(value: Plain, at: Place): Node {
  if (isPlainObject(value)) return { is: "object", type: typeAt(at), fields: fieldsOf(value, at), keeps: false };
  if (value !== null && typeof value === "object" && !isOutput(value)) return listAt(value as readonly Plain[], at);
  if (value !== null && typeof value === "object") return { is: "output", output: value as Output };
  const enumeration = closedEnumeration(at.isNative, at.resource, at.path);
  if (enumeration && typeof value === "string") return { is: "member", of: enumeration, value };
  return { is: "plain", value };
}

function listAt(list: readonly Plain[], at: Place): Node {
  const objects = list.filter(isPlainObject);
  if (objects.length > 0) {
    const elements = objects.map((each): Element => ({ mark: "Add", fields: fieldsOf(each, at) }));
    return { is: "list", type: typeAt(at), elements, keeps: false };
  }
  const outputs = list.filter(isOutput);
  if (outputs.length > 0) return { is: "outputs", outputs };
  const texts = list.filter((each) => typeof each === "string");
  return { is: "plain", value: texts, ...(isOpenList(at.isNative, at.resource, at.path) ? { open: true } : {}) };
}

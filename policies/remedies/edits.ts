import type { Entity } from "../topology/entity";

/** The value that a property is set to. `null` removes it. */
export type Plain = string | number | boolean | null | Output | readonly Plain[] | PlainObject;

/** Properties by their names, in the order in which they are shown. */
export interface PlainObject {
  readonly [name: string]: Plain;
}

/** An output of another resource of the program, e.g. the name of a group. */
export interface Output {
  /** The name that represents the resource in a snippet. */
  readonly variable: string;
  readonly property: string;
  /** The suffix in the text: `/subnets/batch` makes the id of a subnet from that of its network. */
  readonly suffix?: string;
  /** The resource; `undefined` if the program does not show it. */
  readonly of: Target | undefined;
  /** If it is not shown: the resource whose resource group it is. */
  readonly groupOf?: Target;
}

/** A resource of the program. */
export interface Target {
  readonly urn: string;
  /** The type token in the program's spelling. */
  readonly type: string;
  /** The name in the program. */
  readonly name: string;
}

/** One change to the program. `path` is the one that Pulumi shows. */
export type Edit = Target &
  (
    | { readonly action: "set"; readonly path: string; readonly value: Plain }
    /** Adds an element to the list at `path`, and keeps the others. */
    | { readonly action: "add"; readonly path: string; readonly value: PlainObject }
    /** Sets properties of the list's element at `path`; `element` identifies it in the list. */
    | { readonly action: "change"; readonly path: string; readonly element: PlainObject; readonly value: PlainObject }
    | { readonly action: "remove"; readonly path: string; readonly element: PlainObject }
    /** A resource that the program does not have yet; `urn` is that of the resource it belongs to. */
    | { readonly action: "create"; readonly value: PlainObject }
    | { readonly action: "delete" }
  );

/** The resource that an edit is about. */
export function target({ resource }: Pick<Entity, "resource">): Target {
  const { urn, type, name } = resource;
  return { urn, type, name };
}

/** Whether a value is an output of another resource. */
export function isOutput(value: Plain): value is Output {
  return typeof value === "object" && value !== null && "variable" in value && "of" in value;
}

/** Whether a value is an object of properties. */
export function isPlainObject(value: Plain): value is PlainObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isOutput(value);
}

/** The operations that `pulumi up` must show for some edits, each resource once. */
export function operations(edits: readonly Edit[]): readonly (readonly [what: Operation, edit: Edit])[] {
  const found = new Map<string, readonly [Operation, Edit]>();
  for (const edit of edits)
    found.set(`${edit.urn} ${edit.action === "create" ? edit.name : ""}`, [operationOf(edit), edit]);
  return [...found.values()];
}

/** The operation on a resource. */
export type Operation = "create" | "update" | "delete";

function operationOf({ action }: Edit): Operation {
  return action === "create" || action === "delete" ? action : "update";
}

import { isUnknown, type Unknown, unknown } from "../known/value";

/** Property values as plain data, with {@link Unknown} markers where a value is not known yet. */
export type Tree = string | number | boolean | null | Unknown | readonly Tree[] | Branch;

/** An object in a property tree. It has no prototype, so that no property name is special. */
export interface Branch {
  readonly [name: string]: Tree;
}

/**
 * The strings that mean "not known yet" in Pulumi's wire format, one for each type of value.
 * They are part of the protocol between engine and plugins (sdk/go/common/resource/plugin/rpc.go), the same for every SDK.
 */
export const UNKNOWN_SENTINELS: ReadonlySet<unknown> = new Set([
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7", // boolean
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421", // number
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9", // string
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2", // list
  "030794c1-ac77-496b-92df-f27374a8bd58", // asset
  "e48ece36-62e2-4504-bad9-02848725956a", // archive
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff", // object
]);

/** The key of wrapped values in Pulumi's formats, and its values for the two kinds that are read. */
export const SIGNATURE = "4dabf18193072939515e22adb298388d";
export const SECRET = "1b47061264138c4ac30d75fd1eb44270";
export const OUTPUT_VALUE = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

/** Deeper than any ARM type; what lies below is treated as unknown instead of overflowing the stack. */
const DEEPEST = 64;

interface Step {
  readonly above: Step | undefined;
  readonly key: string | number;
}

/**
 * Copies the properties of one resource, as given by the engine, a state file or a recording, into a {@link Tree}.
 *
 * Getters and proxies are bypassed: values are taken from the property descriptors, because reading an unknown through the
 * policy SDK's proxy throws, and one throw would end the whole policy. Anything that is not plain data (assets, archives,
 * encrypted secrets) becomes unknown: no policy judges it.
 *
 * @param raw an object with the resource's properties; anything else gives an empty branch.
 * @param owner the URN of the resource, kept in the markers.
 */
export function toBranch(raw: unknown, owner: string): Branch {
  const tree = toTree(raw, owner, undefined, 0);
  return isBranch(tree) ? tree : emptyBranch();
}

function toTree(raw: unknown, owner: string, step: Step | undefined, depth: number): Tree {
  if (typeof raw === "string") {
    return UNKNOWN_SENTINELS.has(raw) ? unknown(pathOf(step), owner) : raw;
  }
  if (raw === null || raw === undefined || typeof raw === "boolean" || typeof raw === "number") return raw ?? null;
  if (typeof raw !== "object" || depth > DEEPEST) return unknown(pathOf(step), owner);
  if (Array.isArray(raw)) {
    const items: Tree[] = [];
    for (let key = 0; key < raw.length; key++) {
      items.push(toTree(own(raw, key), owner, { above: step, key }, depth + 1));
    }
    return items;
  }
  if (!isPlainObject(raw)) return unknown(pathOf(step), owner);
  const signature = own(raw, SIGNATURE);
  if (signature !== undefined) return unwrap(raw, signature, owner, step, depth);
  const branch: Record<string, Tree> = emptyBranch();
  for (const key of Object.keys(raw)) {
    const value = own(raw, key);
    if (value !== undefined) branch[key] = toTree(value, owner, { above: step, key }, depth + 1);
  }
  return branch;
}

/** The value in a secret or an output value. An encrypted one (`ciphertext`) and any other wrapper are unknown. */
function unwrap(raw: object, signature: unknown, owner: string, step: Step | undefined, depth: number): Tree {
  const plaintext = secretOf(raw)?.plaintext;
  const value = plaintext === undefined ? own(raw, "value") : parsedPlaintext(plaintext);
  const wraps = signature === SECRET || signature === OUTPUT_VALUE;
  return wraps && value !== undefined ? toTree(value, owner, step, depth + 1) : unknown(pathOf(step), owner);
}

/** The content of a wrapped secret: its `value` on the wire, its `plaintext` (JSON) in a state; `undefined` for anything else. */
export function secretOf(raw: object): { readonly value: unknown; readonly plaintext: unknown } | undefined {
  if (own(raw, SIGNATURE) !== SECRET) return undefined;
  return { value: own(raw, "value"), plaintext: own(raw, "plaintext") };
}

/** The value of a decrypted secret of a state; `undefined` where it is malformed. */
export function parsedPlaintext(plaintext: unknown): unknown {
  try {
    return typeof plaintext === "string" ? JSON.parse(plaintext) : undefined;
  } catch {
    return undefined;
  }
}

function isPlainObject(raw: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(raw);
  return prototype === Object.prototype || prototype === null;
}

function own(holder: object, key: string | number): unknown {
  return Object.getOwnPropertyDescriptor(holder, key)?.value;
}

function pathOf(step: Step | undefined): string {
  const keys: (string | number)[] = [];
  for (let at = step; at; at = at.above) keys.unshift(at.key);
  return keys.reduce<string>(joinPath, "");
}

/** Appends a property name or a list index to a property path: `a` + `b` = `a.b`, `a` + 0 = `a[0]`. */
export function joinPath(path: string, key: string | number): string {
  if (typeof key === "number") return `${path}[${key}]`;
  return path === "" ? key : `${path}.${key}`;
}

export function emptyBranch(): Record<string, Tree> {
  return Object.create(null);
}

/** Whether `tree` is an object whose fields can be read. */
export function isBranch(tree: Tree | undefined): tree is Branch {
  return typeof tree === "object" && tree !== null && !Array.isArray(tree) && !isUnknown(tree);
}

import { describe, expect, it } from "vitest";
import { isUnknown } from "../../policies/known/value";
import { isBranch, type Tree, toBranch } from "../../policies/plan/tree";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const ASSET = "c44067f5952c0a294b673a41bacd8c17";

/** Markers become `unknown <path>`. */
function shown(tree: Tree | undefined): unknown {
  if (isUnknown(tree)) return `unknown ${tree.path}`;
  if (Array.isArray(tree)) return tree.map(shown);
  return isBranch(tree) ? Object.fromEntries(Object.entries(tree).map(([name, value]) => [name, shown(value)])) : tree;
}

describe("toBranch", () => {
  it.each<[string, unknown, unknown]>([
    ["plain data", { a: [1, "b", null, { c: true }] }, { a: [1, "b", null, { c: true }] }],
    ["unknown values", { a: UNKNOWN, b: [UNKNOWN] }, { a: "unknown a", b: ["unknown b[0]"] }],
    ["secrets", { a: { [SIGNATURE]: SECRET, value: "s" } }, { a: "s" }],
    ["secrets of a state", { a: { [SIGNATURE]: SECRET, plaintext: '{"b":1}' } }, { a: { b: 1 } }],
    ["encrypted secrets", { a: { [SIGNATURE]: SECRET, ciphertext: "c" } }, { a: "unknown a" }],
    ["output values", { a: { [SIGNATURE]: OUTPUT, value: UNKNOWN } }, { a: "unknown a" }],
    ["assets", { a: { [SIGNATURE]: ASSET, text: "t" } }, { a: "unknown a" }],
    ["functions and dates", { a: () => 1, b: new Date(0) }, { a: "unknown a", b: "unknown b" }],
    ["undefined", { a: undefined }, {}],
    ["holes in lists", { a: Object.assign([], { 1: 1 }) }, { a: [null, 1] }],
    ["no object at all", "text", {}],
    ["nothing", undefined, {}],
  ])("copies %s", (_, raw, expected) => {
    expect(shown(toBranch(raw, "u"))).toEqual(expected);
  });

  it("never calls a getter: the SDK's throw for an unknown value", () => {
    const raw = Object.defineProperty({ b: 1 }, "a", {
      enumerable: true,
      get: () => {
        throw new Error("unknown value");
      },
    });
    expect(shown(toBranch(raw, "u"))).toEqual({ b: 1 });
  });

  it("keeps names of the language as names", () => {
    const branch = toBranch(JSON.parse('{"__proto__": {"polluted": 1}, "constructor": 2}'), "u");
    expect(Object.keys(branch)).toEqual(["__proto__", "constructor"]);
    expect(Object.getPrototypeOf(branch)).toBeNull();
    expect("polluted" in {}).toBe(false);
  });

  it("ends somewhere", () => {
    const circle: Record<string, unknown> = {};
    circle.again = circle;
    expect(JSON.stringify(shown(toBranch(circle, "u")))).toMatch(/"unknown again\.again/);
  });
});

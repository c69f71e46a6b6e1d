import { describe, expect, it } from "vitest";
import { isUnknown } from "../../policies/known/value";
import { fieldAt } from "../../policies/plan/property";
import { planResource } from "../../policies/plan/resource";
import { toBranch } from "../../policies/plan/tree";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** The value at `path` of the inputs joined with the outputs. */
function joined(path: string, inputs: object | undefined, outputs: object | undefined): unknown {
  const resource = planResource({
    urn: "u",
    type: "t",
    name: "n",
    inputs: inputs && toBranch(inputs, "u"),
    outputs: outputs && toBranch(outputs, "u"),
  });
  const { value } = fieldAt(resource.properties, path);
  return isUnknown(value) ? `unknown ${value.path}` : value;
}

describe("inputs joined with outputs", () => {
  it.each<[string, string, unknown, object | undefined, object | undefined]>([
    ["the inputs are what the program says", "a", 1, { a: 1 }, { a: 2 }],
    ["what only the outputs have is the provider's", "b", undefined, { a: 1 }, { b: 2 }],
    ["what is unknown in the inputs, the outputs may know", "a", 2, { a: UNKNOWN }, { a: 2 }],
    ["also inside objects", "a.b", 2, { a: { b: UNKNOWN } }, { a: { b: 2, c: 3 } }],
    ["but nothing that the program left out", "a.c", undefined, { a: { b: UNKNOWN } }, { a: { b: 2, c: 3 } }],
    ["and inside lists of the same length", "a", [2, 1], { a: [UNKNOWN, 1] }, { a: [2, 9] }],
    ["not where the lists differ", "a", [1], { a: [1] }, { a: [2, 3] }],
    ["an object unknown as a whole is unknown in its fields", "a.b", "unknown a.b", { a: UNKNOWN }, { a: UNKNOWN }],
    ["an object that the outputs know is known", "a.b", 2, { a: UNKNOWN }, { a: { b: 2 } }],
    ["unknown in both is unknown", "a", "unknown a", { a: UNKNOWN }, { a: UNKNOWN }],
    ["other types in the outputs change nothing", "a.b", 1, { a: { b: 1 } }, { a: "text" }],
    ["without outputs there are the inputs", "a", 1, { a: 1 }, undefined],
    ["without inputs there are the outputs", "a", 2, undefined, { a: 2 }],
    ["no input at all, as --target sends it, is none seen", "a", 2, {}, { a: 2 }],
    ["names of the language are names like others", "__proto__", 1, JSON.parse('{"__proto__": 1}'), {}],
    ["also where nobody set them", "constructor", undefined, { a: 1 }, {}],
  ])("%s", (_, path, value, inputs, outputs) => {
    expect(joined(path, inputs, outputs)).toEqual(value);
  });
});

it.each<[boolean, object | undefined]>([
  [true, { a: 1 }],
  [false, {}],
  [false, undefined],
])("the inputs were seen: %s", (seen, inputs) => {
  expect(planResource({ urn: "u", type: "t", name: "n", inputs: inputs && toBranch(inputs, "u") }).hasInputs).toBe(
    seen,
  );
});

import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { describe, expect, test } from "vitest";
import { fromWire, isUnknownMark, toWire, unknownMark } from "../../../toolchain/wire/properties";

// As @pulumi/pulumi writes them: runtime/rpc.ts.
const signature = "4dabf18193072939515e22adb298388d";
const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const secret = { [signature]: "1b47061264138c4ac30d75fd1eb44270" };
const output = { [signature]: "d0e6a833031e9bbcd3f4e8bde6ca49a4" };

describe("properties in readable form and on the wire", () => {
  test.each<[what: string, readable: object, wire: object]>([
    ["plain data", { a: [1, "x", true, null, {}] }, { a: [1, "x", true, null, {}] }],
    ["an unknown", { a: unknownMark }, { a: unknown }],
    ["an unknown deep inside", { a: [{ b: unknownMark }] }, { a: [{ b: unknown }] }],
    ["a secret", { a: { $secret: { b: 1 } } }, { a: { ...secret, value: { b: 1 } } }],
    ["a secret unknown", { a: { $secret: unknownMark } }, { a: { ...secret, value: unknown } }],
    [
      "an output",
      { a: { $output: { value: 1, dependencies: ["u"] } } },
      { a: { ...output, value: 1, dependencies: ["u"] } },
    ],
    ["an unknown output", { a: { $output: { secret: true } } }, { a: { ...output, secret: true } }],
  ])("%s", (_what, readable, wire) => {
    expect(toWire(readable as never).toJavaScript()).toEqual(wire);
    expect(fromWire(Struct.fromJavaScript(wire as never))).toEqual(readable);
  });

  test("what is undefined is left out", () => {
    expect(toWire({ a: undefined, b: { c: undefined } }).toJavaScript()).toEqual({ b: {} });
  });

  test("an unknown list of an older engine is an unknown", () => {
    expect(fromWire(Struct.fromJavaScript({ a: "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2" }))).toEqual({ a: unknownMark });
  });

  test("a missing struct is empty", () => {
    expect(fromWire(undefined)).toEqual({});
  });

  test.each([
    [unknownMark, true],
    [{ $unknown: false }, false],
    ["$unknown", false],
    [[unknownMark], false],
    [null, false],
  ])("%j is an unknown: %s", (value, is) => {
    expect(isUnknownMark(value)).toBe(is);
  });
});

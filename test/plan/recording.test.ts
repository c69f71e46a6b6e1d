import { describe, expect, it } from "vitest";
import { isUnknown } from "../../policies/known/value";
import { isRefusal } from "../../policies/plan/program";
import { fieldAt } from "../../policies/plan/property";
import { RECORDING_FORMAT } from "../../policies/plan/recording";
import { recordingFormat } from "../../toolchain/recording/recording";
import { readProgram } from "../support/read-program";

function read(...resources: object[]) {
  const program = readProgram(JSON.stringify({ format: RECORDING_FORMAT, providers: [], resources }), "r.json");
  if (isRefusal(program)) throw new Error(program.refused);
  return program;
}

describe("a recording", () => {
  it("is what the recorder writes", () => {
    expect(RECORDING_FORMAT).toBe(recordingFormat);
  });

  it("gives inputs, outputs and dependencies", () => {
    const { resources } = read({
      urn: "u",
      type: "t",
      name: "n",
      parent: "p",
      inputs: { set: 1, later: { $unknown: true } },
      outputs: { set: 1, id: { $unknown: true } },
      dependencies: ["d"],
      propertyDependencies: { later: ["d"] },
    });
    const [resource] = resources;
    expect(resource).toMatchObject({
      urn: "u",
      type: "t",
      name: "n",
      parent: "p",
      hasInputs: true,
      dependencies: ["d"],
    });
    expect(resource?.propertyDependencies.get("later")).toEqual(["d"]);
    expect(fieldAt(resource?.properties as never, "set").value).toBe(1);
    expect(isUnknown(fieldAt(resource?.properties as never, "later").value)).toBe(true);
    expect(isUnknown(fieldAt(resource?.outputs as never, "id").value)).toBe(true);
  });

  it("tells what was not seen", () => {
    expect(read({ urn: "u", type: "t", name: "n", outputs: {} }).resources[0]?.hasInputs).toBe(false);
  });

  it.each<[string, unknown, unknown, readonly string[]]>([
    ["a secret", { $secret: "geheim" }, "geheim", ["geheim"]],
    ["a secret in a list", [{ $secret: { deep: "geheim" } }], [{ deep: "geheim" }], ["geheim"]],
    ["an output value", { $output: { value: "v", dependencies: [] } }, "v", []],
    ["a secret output value", { $output: { value: "geheim", secret: true } }, "geheim", ["geheim"]],
    ["plain data", { a: [null, true] }, { a: [null, true] }, []],
    ["an object with $unknown among others", { $unknown: "no mark" }, { $unknown: "no mark" }, []],
  ])("lays open %s", (_, written, value, secrets) => {
    const program = read({ urn: "u", type: "t", name: "n", inputs: { p: written } });
    expect(fieldAt(program.resources[0]?.properties as never, "p").value).toEqual(value);
    expect(program.secrets).toEqual(secrets);
  });

  it("keeps an output value without a value unknown", () => {
    const { resources } = read({ urn: "u", type: "t", name: "n", inputs: { p: { $output: { secret: true } } } });
    expect(isUnknown(fieldAt(resources[0]?.properties as never, "p").value)).toBe(true);
  });

  it("survives absurd depth", () => {
    const deep = `${'{"a":'.repeat(50_000)}1${"}".repeat(50_000)}`;
    const text = `{"format": "${RECORDING_FORMAT}", "resources": [{"urn": "u", "type": "t", "name": "n", "inputs": ${deep}}]}`;
    expect(readProgram(text, "r.json")).toMatchObject({ resources: [{ urn: "u" }] });
  });

  it("of another version is refused", () => {
    expect(readProgram('{"format": "azure-batch-guard recording 9"}', "r.json")).toEqual({
      refused: `r.json is "azure-batch-guard recording 9", and only "${RECORDING_FORMAT}" is known.`,
    });
  });
});

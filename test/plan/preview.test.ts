import { describe, expect, test } from "vitest";
import { judgeProgram } from "../../cli/judge-program";
import { isUnknown } from "../../policies/known/value";
import { isRefusal, type Program } from "../../policies/plan/program";
import { fieldAt } from "../../policies/plan/property";
import { PROGRAMS } from "../programs/all";
import { TODAY } from "../support/exemptions";
import { readProgram } from "../support/read-program";
import { previewed, recorded, registered } from "../support/stacks";

function read(content: object): Program {
  const program = readProgram(JSON.stringify(content), "preview.json");
  if (isRefusal(program)) throw new Error(program.refused);
  return program;
}

const URN = "urn:pulumi:dev::render::azure-native:batch:Pool::pool";
const state = (change: object = {}) => ({ urn: URN, type: "azure-native:batch:Pool", custom: true, ...change });
const preview = (steps: readonly unknown[], change: object = {}) => ({
  config: {},
  steps,
  duration: 1,
  changeSummary: { create: steps.length },
  ...change,
});
const refused = (content: object) => readProgram(JSON.stringify(content), "preview.json");

test.each(PROGRAMS)("is judged like a recording of the same preview: $title", ({ program }) => {
  const resources = registered(program, "preview");
  const known = recorded(resources.map(({ outputs: _, ...resource }) => resource));
  const hasSecrets = JSON.stringify(resources).includes("$secret");
  const judged = judgeProgram("it", read(previewed(resources)), new Map(), TODAY);
  // A preview hides secrets, so they are unknown.
  if (!hasSecrets) expect(judged).toEqual(judgeProgram("it", read(known), new Map(), TODAY));
  expect(judged.findings.length + judged.networkPaths.length).toBeGreaterThanOrEqual(0);
});

describe("the resources of the program are those after the preview", () => {
  test.each([
    ["create", 1],
    ["same", 1],
    ["update", 1],
    ["read", 1],
    ["import", 1],
    ["refresh", 1],
    ["create-replacement", 1],
    ["delete", 0],
    ["delete-replaced", 0],
    ["discard", 0],
  ])("%s: %i", (op, count) => {
    const { resources } = read(preview([{ op, urn: URN, oldState: state(), newState: state() }]));
    expect(resources).toHaveLength(count);
  });

  test("a replacement counts once, with what is new", () => {
    const step = (op: string, vmSize: string) => ({ op, urn: URN, newState: state({ inputs: { vmSize } }) });
    const steps = [step("create-replacement", "new"), step("replace", "new"), step("delete-replaced", "old")];
    const { resources, analyzed } = read(preview(steps));
    expect(resources.map(({ properties }) => fieldAt(properties, "vmSize").value)).toEqual(["new"]);
    expect(analyzed).toHaveLength(1);
  });

  test("a step without a state is none", () => {
    expect(read(preview([{ op: "delete", urn: URN, oldState: state() }])).resources).toEqual([]);
  });
});

test("what is unknown or hidden is not known, and where a resource is made is", () => {
  const inputs = { poolName: "[secret]", vmSize: "04da6b54-80e4-46f7-96ec-b56ff0331ba9", tags: { a: ["[secret]"] } };
  const { resources, positions } = read(
    preview([{ op: "create", newState: state({ inputs, sourcePosition: "project:///index.ts#1,2" }) }]),
  );
  const [pool] = resources;
  if (!pool) throw new Error("a pool was expected");
  for (const path of ["poolName", "vmSize"]) expect(isUnknown(fieldAt(pool.properties, path).value)).toBe(true);
  expect([...positions]).toEqual([[URN, "project:///index.ts#1,2"]]);
});

describe("what cannot be judged is refused", () => {
  const same = { op: "same", urn: URN, newState: state() };
  test.each<[string, object, string]>([
    [
      "a preview without the resources that stay the same",
      preview([same], { changeSummary: { same: 7 } }),
      'shows 1 of 7 resources that stay the same: preview again with "pulumi preview --json --show-sames".',
    ],
    [
      "one that failed",
      preview([same], {
        diagnostics: [
          { severity: "warning", message: "odd" },
          { severity: "error", message: "error: Running program 'x' failed\nstack\n" },
        ],
      }),
      "is of a preview that failed: Running program 'x' failed.",
    ],
    [
      "one that a policy pack stopped",
      preview([same], { diagnostics: [{ severity: "error", message: "error: preview failed\n" }] }),
      "is of a preview that failed. If a policy pack stopped it, preview again without --policy-pack.",
    ],
    ["no list", preview([], { steps: {} }), "has no list of resources: steps is an object."],
    [
      "a list of something else",
      preview([same, { op: "create", newState: { type: "x" } }]),
      "has something in its list of resources that is none: steps[1] has no URN.",
    ],
  ])("%s", (_what, content, sentence) => {
    expect(refused(content)).toEqual({ refused: `preview.json ${sentence}` });
  });

  test("one of nothing is an empty stack", () => {
    expect(read(preview([])).resources).toEqual([]);
    expect(read(preview([], { steps: null })).resources).toEqual([]);
  });
});

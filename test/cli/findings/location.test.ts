import { describe, expect, test } from "vitest";
import { locator, placeOf } from "../../../cli/findings/location";
import { collect } from "../../../policies/plan/program";
import { readState } from "../../../policies/plan/state";

const urn = (name: string, type = "azure-native:batch:Pool") => `urn:pulumi:dev::render::${type}::${name}`;
const STACK = urn("render-dev", "pulumi:pulumi:Stack");

/** The location reported for the first of these resources. */
function locate(...states: readonly object[]) {
  const program = collect(states.flatMap((state) => readState(state) ?? []));
  return locator(program)((states[0] as { urn: string }).urn);
}

describe("where a resource is made", () => {
  const at = (sourcePosition?: unknown, change: object = {}) => ({ urn: urn("pool"), sourcePosition, ...change });
  test.each<[string, unknown, object | undefined]>([
    ["in the program", "project:///index.ts#50,17", { file: "index.ts", line: 50, column: 17 }],
    ["in a folder of it", "project:///net/my%20nsg.py#3,0", { file: "net/my nsg.py", line: 3, column: 1 }],
    ["in a folder beside it", "project:///../shared/nsg.go#9,1", { file: "../shared/nsg.go", line: 9, column: 1 }],
    ["by a broken escape", "project:///a%zz.ts#1,1", { file: "a%zz.ts", line: 1, column: 1 }],
    ["in a library of Node.js", "project:///node_modules/lib/index.js#3009,23", undefined],
    ["in a library of Python", "project:///venv/lib/python3/site-packages/lib/x.py#1,1", undefined],
    ["elsewhere", "file:///etc/passwd#1,1", undefined],
    ["at no line", "project:///index.ts#0,0", undefined],
    ["in no form", "index.ts:50", undefined],
    ["nowhere", undefined, undefined],
    ["in something else", 7, undefined],
  ])("%s", (_what, position, expected) => expect(locate(at(position))).toEqual(expected));

  test("is where the component is made that makes it out of a library", () => {
    const library = "project:///node_modules/lib/index.js#1,1";
    const component = { urn: urn("c", "lib:Component"), parent: STACK, sourcePosition: "project:///index.ts#7,1" };
    expect(locate(at(library, { parent: component.urn }), component)).toEqual({ file: "index.ts", line: 7, column: 1 });
  });

  test("is not where the stack is", () => {
    const stack = { urn: STACK, sourcePosition: "project:///run.ts#1,1" };
    expect(locate(at(undefined, { parent: STACK }), stack)).toBeUndefined();
  });

  test("is looked for once in a circle", () => {
    const [one, other] = [at(undefined, { parent: urn("other") }), { urn: urn("other"), parent: urn("pool") }];
    expect(locate(one, other)).toBeUndefined();
  });
});

describe("where it is shown, from the root of the repository", () => {
  const location = (file: string) => ({ location: { file, line: 5, column: 2 } });
  test.each<[string, object, string, object]>([
    ["a project at the root", location("index.ts"), "Pulumi.yaml", { file: "index.ts", line: 5, column: 2 }],
    [
      "a project in a folder",
      location("index.ts"),
      "infra/Pulumi.yaml",
      { file: "infra/index.ts", line: 5, column: 2 },
    ],
    ["a folder beside it", location("../lib/a.ts"), "infra/Pulumi.yaml", { file: "lib/a.ts", line: 5, column: 2 }],
    [
      "written as on Windows",
      location("index.ts"),
      "infra\\Pulumi.yaml",
      { file: "infra/index.ts", line: 5, column: 2 },
    ],
    ["outside of the repository", location("../a.ts"), "Pulumi.yaml", { file: "Pulumi.yaml", line: 1 }],
    ["an absolute path", location("/etc/passwd"), "Pulumi.yaml", { file: "Pulumi.yaml", line: 1 }],
    ["not known", {}, "infra/Pulumi.yaml", { file: "infra/Pulumi.yaml", line: 1 }],
  ])("%s", (_what, finding, source, place) => expect(placeOf(finding, source)).toEqual(place));
});

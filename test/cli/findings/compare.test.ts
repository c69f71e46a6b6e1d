import { describe, expect, test } from "vitest";
import { changesInWords, compared } from "../../../cli/findings/compare";
import type { JudgedFinding } from "../../../cli/findings/document";
import { toMarkdown } from "../../../cli/report/markdown";
import { command } from "../../support/command";
import { useFiles } from "../../support/files";
import { aDocument, aFile, aFinding } from "../../support/findings";
import { classicState } from "../../support/stacks";

const { write } = useFiles();
const [a, b, c] = ["a", "b", "c"].map((policy) => aFinding({ policy }));
if (!a || !b || !c) throw new Error("three findings were expected");
const of = (...findings: JudgedFinding[]) => aDocument(aFile({ findings }));

/** `new a, unchanged b, fixed c`. */
const told = ({ files }: ReturnType<typeof compared>) =>
  files
    .flatMap(({ findings, fixed = [] }) => [
      ...findings.map(({ since, policy }) => `${since} ${policy}`),
      ...fixed.map(({ policy }) => `fixed ${policy}`),
    ])
    .join(", ");

describe("what is new, unchanged and fixed", () => {
  const otherRule = aFinding({
    policy: "a",
    evidence: { path: "", found: "", why: "", change: [], securityRule: "x" },
  });
  const exempted = { ...a, exemptions: [{ at: "exemptions[0]", reason: "r", expires: "2027-01-01" }] };
  test.each<[string, ReturnType<typeof of>, ReturnType<typeof of>, string]>([
    ["all of them", of(a, b), of(b, c), "new a, unchanged b, fixed c"],
    [
      "another message, level or place in the file",
      of({ ...a, message: "x", level: "advisory" }),
      of(a),
      "unchanged a",
    ],
    ["another resource", of({ ...a, urn: "urn:other" }), of(a), "new a, fixed a"],
    ["another security rule", of(otherRule), of(a), "new a, fixed a"],
    ["two of a kind, of which one goes", of(a), of(a, a), "unchanged a, fixed a"],
    ["what was accepted is not fixed", aDocument(aFile({ findings: [], exempted: [exempted] })), of(a), ""],
    ["another stack of the same name elsewhere", aDocument(aFile({ project: "p", findings: [a] })), of(a), "new a"],
    ["the same stack in another file", aDocument(aFile({ file: "x.json", findings: [a] })), of(a), "unchanged a"],
    [
      "a run that was not judged to the end fixes nothing",
      { ...of(), refused: [{ file: "f", reason: "r" }] },
      of(a),
      "",
    ],
  ])("%s", (_what, now, earlier, expected) => expect(told(compared(now, earlier))).toBe(expected));

  test("what the engine tells is compared by policy and resource", () => {
    const { evidence: _, ...bare } = a;
    const { policies: __, ...engine } = aFile({ findings: [bare] });
    expect(told(compared(of(a), aDocument(engine)))).toBe("unchanged a");
  });
});

test("the comment of a pull request tells them apart", () => {
  const comment = toMarkdown(compared(of(a, b), of(b, c)));
  expect(comment).toContain("1 new, 1 fixed, 1 unchanged.");
  expect(comment).toContain("| ❌ **new**, mandatory, high | `a` |");
  expect(comment).toContain("| ❌ mandatory, high | `b` |");
  expect(comment).toContain("- ✅ fixed: `c` `azure-native:network:NetworkSecurityGroup: nsg`");
});

test("without an earlier run nothing is said of it", () => {
  expect(changesInWords(of(a))).toBe("");
  expect(toMarkdown(of(a))).not.toContain("new");
});

describe("--since", () => {
  const classic = write("classic.json", classicState());
  const fixed = JSON.parse(JSON.stringify(classicState()).replaceAll('"Classic"', '"Simplified"'));

  test.each(["check", "report"])("%s compares with what check wrote", async (verb) => {
    const before = write("before.json", (await command(["check", classic, "--format", "json"])).output);
    const now = write("now.json", fixed);
    const input =
      verb === "check" ? now : write("found.json", (await command(["check", now, "--format", "json"])).output);
    const { output } = await command([verb, input, "--since", before]);
    expect(output).toContain("    [fixed]  pool-no-classic-communication  (azure-native:batch:Pool: render)\n");
    expect(output).toMatch(/\n0 new, 1 fixed, 2 unchanged\.\n$/);
    const page = (await command([verb, input, "--since", before, "--format", "html"])).output;
    expect(page).toContain("Fixed since the earlier run");
    const sarif = JSON.parse((await command([verb, input, "--since", before, "--format", "sarif"])).output ?? "");
    expect(sarif.runs[0].results.map((result: { baselineState: string }) => result.baselineState)).toEqual([
      "unchanged",
      "unchanged",
    ]);
  });

  test("a file that holds no findings is refused", async () => {
    const { status, complaint } = await command(["check", classic, "--since", classic]);
    expect([status, complaint]).toEqual([2, expect.stringContaining("classic.json is an exported stack")]);
  });
});

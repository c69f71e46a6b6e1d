import { existsSync, readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { describe, expect, test } from "vitest";
import { command } from "../../support/command";
import { logOf } from "../../support/engine-events";
import { useFiles } from "../../support/files";
import { aDocument, aFile } from "../../support/findings";
import { classicState } from "../../support/stacks";

const { folder, write } = useFiles();
const classic = write("classic.json", classicState());
const log = logOf("prelude", "found", "stackJudged", "summary");
const to = (form: string, where: string) => ["--format", form, "--output", where];
const file = (name: string) => path.join(folder, name);
const NOTE =
  'Engine events have no evidence, no exempted findings and no network paths. Use the output of "azure-batch-guard check --format json" for these.';

test("all forms at once, of what check found", async () => {
  const { output: json = "" } = await command(["check", classic, "--format", "json"]);
  const names = ["sarif", "junit", "markdown", "github", "json", "html"];
  const asked = names.flatMap((name) => to(name, file(`report.${name}`)));
  expect(await command(["report", "-", ...asked], json)).toEqual({ status: 1 });
  const [sarif = "", junit, markdown, github, same, html = ""] = names.map((name) =>
    readFileSync(file(`report.${name}`), "utf8"),
  );
  expect(JSON.parse(sarif).runs[0].results).toHaveLength(3);
  expect(junit).toMatch(/<testsuites name="azure-batch-guard" tests="\d+" failures="3"/);
  expect(markdown).toContain("3 mandatory and 0 advisory findings");
  expect(github?.match(/^::error /gm)).toHaveLength(3);
  expect(same).toBe(json);
  expect(html).toContain("3 mandatory findings.");
  // One for wide screens and one for narrow ones.
  expect(html.match(/<svg/g)).toHaveLength(2);
});

test("of the engine's events, and what they lack", async () => {
  const { status, output, complaint } = await command(
    ["report", "-", "--format", "github", "--source", "infra/Pulumi.yaml"],
    log,
  );
  expect([status, complaint]).toEqual([1, NOTE]);
  expect(output).toMatch(/^::error file=infra\/Pulumi\.yaml,line=1,title=pool-no-classic-communication /);
});

test("without a form, for people", async () => {
  const { status, output, complaint } = await command(["report", "-"], log);
  expect([status, complaint]).toEqual([1, undefined]);
  expect(output).toContain("1 mandatory and 0 advisory findings in 1 file.");
});

describe("the exit status", () => {
  test.each([
    ["nothing found", logOf("prelude", "stackJudged"), 0],
    ["mandatory findings", log, 1],
    ["not judged to the end", logOf("prelude", "found"), 2],
    ["not judged at all", logOf("prelude"), 2],
    ["no events", "{}", 2],
    [
      "a document with a file that could not be judged",
      JSON.stringify({ ...aDocument(aFile()), refused: [{ file: "b", reason: "b is odd." }] }),
      2,
    ],
  ])("%s", async (_what, text, status) => expect((await command(["report", "-"], text)).status).toBe(status));

  test("what was found in a run that failed is reported all the same", async () => {
    const { output, complaint } = await command(
      ["report", "-", "--format", "github"],
      logOf("prelude", "found", "programFailed"),
    );
    expect(output?.match(/^::error /gm)).toHaveLength(1);
    expect(complaint?.split("\n")).toEqual([
      "standard input ends before azure-batch-guard judged the whole stack: Running program 'x' failed.",
      NOTE,
    ]);
  });
});

describe("what cannot be written", () => {
  test("is reported, and nothing is read or written", async () => {
    const nowhere = path.join(folder, "no folder", "a.sarif");
    const { status, complaint } = await command(
      ["report", "-", ...to("sarif", nowhere), ...to("markdown", file("a.md"))],
      log,
    );
    expect([status, complaint]).toEqual([2, `${nowhere} cannot be written: there is no such folder.`]);
    expect(existsSync(file("a.md"))).toBe(false);
  });

  test("no half of a file is left behind", () => {
    expect(readdirSync(folder).filter((name) => /\.\d+$/.test(name))).toEqual([]);
  });
});

import { readFileSync } from "node:fs";
import * as path from "node:path";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import { describe, expect, test } from "vitest";
import type { JudgedFinding, RemedyDocument } from "../../../cli/findings/document";
import { isFindingsDocument } from "../../../cli/findings/is-document";
import { root } from "../../../toolchain/checkout";
import { command } from "../../support/command";
import { anExemption } from "../../support/exemptions";
import { useFiles } from "../../support/files";
import { aDocument, aFile, aFinding } from "../../support/findings";
import { aHop, aNetworkPath } from "../../support/network-paths";
import { classicState } from "../../support/stacks";

const ajv = new Ajv({ allErrors: true, allowUnionTypes: true, strictRequired: false });
addFormats.default(ajv);
const validate = ajv.compile(JSON.parse(readFileSync(path.join(root, "schemas/findings.schema.json"), "utf8")));
const { write } = useFiles();

test("what check --format json writes is as its schema says", async () => {
  const config = write("config.txt", { settings: { exemptions: [anExemption({ ticket: "NET-412" })] } });
  const files = [write("classic.json", classicState()), write("broken.json", "{")];
  const { output } = await command(["check", ...files, "--config", config, "--format", "json"]);
  const document = JSON.parse(output ?? "");
  expect(validate(document), JSON.stringify(validate.errors)).toBe(true);
  expect(isFindingsDocument(document)).toBe(true);
  expect(document.files[0].exempted).toHaveLength(1);
  expect(document.files[0].networkPaths).toHaveLength(1);
  const remedies = document.files[0].findings.flatMap((finding: JudgedFinding) => finding.evidence?.remedies ?? []);
  expect(remedies.flatMap(({ edits }: RemedyDocument) => edits).length).toBeGreaterThan(1);
  expect(document.refused).toHaveLength(1);
});

const exemption = { at: "exemptions[0]", reason: "It drains.", expires: "2027-01-01" };

describe("neither the schema nor a report takes anything else", () => {
  const located = aFinding({ location: { file: "index.ts", line: 1, column: 2 } });
  const document = aDocument(
    aFile({
      findings: [located],
      exempted: [{ ...aFinding(), exemptions: [exemption] }],
      networkPaths: [aNetworkPath()],
    }),
  );
  const without = (at: string): unknown => {
    const copy = JSON.parse(JSON.stringify(document));
    const names = at.split(".");
    const last = names.pop() as string;
    delete names.reduce((inside, name) => inside[name], copy)[last];
    return copy;
  };

  test("the document itself is taken", () => {
    expect([validate(document), isFindingsDocument(document)]).toEqual([true, true]);
  });

  test.each([
    ...["format", "pack", "pack.version", "files", "refused", "files.0.file", "files.0.stack", "files.0.findings"],
    ...[
      "policy",
      "level",
      "severity",
      "urn",
      "message",
      "location.line",
      "location.column",
      "evidence.path",
      "evidence.change",
    ].map((name) => `files.0.findings.0.${name}`),
    ...["pool", "name", "region", "is", "hops", "edges", "hops.0.id", "hops.0.kind", "hops.0.detail", "edges.0.to"].map(
      (name) => `files.0.networkPaths.0.${name}`,
    ),
    ...["files.0.exempted.0.exemptions", "files.0.exempted.0.exemptions.0.reason"],
  ])("without %s", (at) => {
    expect([validate(without(at)), isFindingsDocument(without(at))]).toEqual([false, false]);
  });

  test.each([
    ["a level", { findings: [aFinding({ level: "fatal" as never })] }],
    ["a severity", { findings: [aFinding({ severity: "none" as never })] }],
    ["a message", { findings: [aFinding({ message: ["a"] as never })] }],
    ["a location", { findings: [aFinding({ location: { file: "a", line: 0, column: 1 } })] }],
    ["a location without a file", { findings: [aFinding({ location: { line: 1, column: 1 } as never })] }],
    ["levels", { policies: { undecided: "of" } as never }],
    ["a list", { findings: {} as never }],
    ["a path", { networkPaths: [aNetworkPath({ is: "shut" as never })] }],
    ["a hop", { networkPaths: [aNetworkPath({ hops: [aHop({ kind: "bridge" as never })] })] }],
    ["an edge", { networkPaths: [aNetworkPath({ edges: ["n1" as never] })] }],
  ])("with %s that is none", (_what, change) => {
    const wrong = aDocument(aFile(change));
    expect([validate(wrong), isFindingsDocument(wrong)]).toEqual([false, false]);
  });
});

import { writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import type { FindingsDocument } from "../../../cli/findings/document";
import { command } from "../../support/command";
import { useFiles } from "../../support/files";
import {
  ALLOW_BATCH,
  batchStack,
  DENY_ALL,
  networkStack,
  snapshotOf,
  sourceOf,
  stateOf,
  urnIn,
} from "../../support/landing-zone";

const { write } = useFiles();
const EARLY = "2026-05-08T10:00:00.000000001+01:00";
const LATE = "2026-05-15T10:00:00Z";
const batch = write("batch.json", stateOf("batch", batchStack(), LATE));
const blocking = write("network.json", stateOf("network", networkStack([DENY_ALL]), LATE));
const opening = write("open.json", stateOf("network", networkStack([ALLOW_BATCH, DENY_ALL]), EARLY));
const POOL = urnIn("batch", { type: "batch:Pool", name: "render" });
const NSG = urnIn("network", { type: "network:NetworkSecurityGroup", name: "nsg-corp" });
const MESSAGE =
  /^Rule "DenyAll" .* of "nsg-corp" blocks outbound TCP 443 from pool "render" to .*, in stack network\/prod\.$/;

async function check(...args: readonly string[]) {
  const { status, output = "", complaint } = await command(["check", "--format", "json", ...args]);
  const document = output === "" ? undefined : (JSON.parse(output) as FindingsDocument);
  const files = (document?.files ?? []).map(({ file, findings, pointers = [] }) => ({
    file,
    findings: findings.filter(({ level }) => level === "mandatory").map(({ policy, urn }) => [policy, urn]),
    open: findings.filter(({ policy }) => policy === "undecided").length,
    pointers,
  }));
  return { status, complaint, files };
}

const BLOCKS = [["pool-node-management-outbound", NSG]];

describe("states that are linked", () => {
  test("each by itself says little", async () => {
    expect(await check(batch)).toMatchObject({ status: 0, files: [{ findings: [], open: 1, pointers: [] }] });
    expect(await check(blocking)).toMatchObject({ status: 0, files: [{ findings: [], open: 0, pointers: [] }] });
  });

  test("a fault stands once, in the stack that owns the resource, and the stack of the pool points there", async () => {
    const { status, files } = await check(blocking, batch);
    expect(status).toBe(1);
    expect(files).toEqual([
      { file: blocking, findings: BLOCKS, open: 0, pointers: [] },
      {
        file: batch,
        findings: [],
        open: 0,
        pointers: [
          {
            policy: "pool-node-management-outbound",
            level: "mandatory",
            severity: "high",
            urn: POOL,
            message: expect.stringMatching(MESSAGE),
            at: { urn: NSG, project: "network", stack: "prod" },
          },
        ],
      },
    ]);
  });

  test("in any order", async () => {
    const [one, other] = [await check(blocking, batch), await check(batch, blocking)];
    expect(other.files.toReversed()).toEqual(one.files);
  });

  test("for people, the pointer is a line", async () => {
    const { output = "" } = await command(["check", batch, blocking]);
    const lines = output.split("\n").filter((line) => line.includes("elsewhere"));
    expect(lines).toEqual([
      expect.stringMatching(
        /^ {4}\[mandatory, elsewhere\] pool-node-management-outbound {2}\(azure-native:batch:Pool: render\): Rule "DenyAll" /,
      ),
    ]);
    expect(output).toContain("1 mandatory and ");
  });

  test("all is right where the network lets the nodes through", async () => {
    expect(await check(batch, opening)).toMatchObject({ status: 0, complaint: undefined });
  });
});

test("a file of several stacks is judged as one, and has the fault once", async () => {
  type State = { readonly deployment: { readonly resources: readonly object[] } };
  const states = [stateOf("batch", batchStack()), stateOf("network", networkStack([DENY_ALL]))] as readonly State[];
  const resources = states.flatMap(({ deployment }) => deployment.resources);
  const file = write("both.json", { version: 3, deployment: { resources } });
  const { files } = await check(file);
  expect(files).toEqual([{ file, findings: BLOCKS, open: 0, pointers: [] }]);
});

describe("a stack that is given twice", () => {
  const copy = write("zcopy.json", stateOf("network", networkStack([DENY_ALL]), LATE));
  const packed = write("zpacked.json.gz", "");
  writeFileSync(packed, gzipSync(JSON.stringify(stateOf("network", networkStack([DENY_ALL]), LATE))));

  test("as a copy, or compressed, counts once", async () => {
    const { files, complaint } = await check(packed, copy, batch, blocking);
    expect(files.map(({ file }) => file)).toEqual([batch, blocking]);
    expect(files.flatMap(({ findings }) => findings)).toEqual(BLOCKS);
    expect(complaint?.split("\n")).toEqual([
      `${copy} holds the same as ${blocking}: stack network/prod counts once.`,
      `${packed} holds the same as ${blocking}: stack network/prod counts once.`,
    ]);
  });

  test("of two states, the later deployment counts", async () => {
    for (const order of [
      [batch, opening, blocking],
      [blocking, opening, batch],
    ]) {
      const { files, complaint } = await check(...order);
      expect(files.flatMap(({ findings }) => findings)).toEqual(BLOCKS);
      expect(complaint).toBe(
        `${opening} holds an older state of stack network/prod than ${blocking}, and is passed over.`,
      );
    }
  });

  test("of two that do not say which is newer, each is judged by itself", async () => {
    const timeless = write("timeless.json", stateOf("network", networkStack([ALLOW_BATCH, DENY_ALL])));
    const { files, complaint } = await check(batch, timeless, blocking);
    expect(files).toMatchObject([{ open: 1 }, { findings: [] }, { findings: [] }]);
    expect(complaint).toBe(
      `${blocking} and ${timeless} hold different states of stack network/prod, and do not say which is newer: each is judged by itself.`,
    );
  });
});

describe("--estate", () => {
  const seen = (rules: readonly object[]) => snapshotOf(sourceOf("network", networkStack(rules), LATE));
  const estate = write("estate.json", seen([DENY_ALL]));
  const packed = write("estate.json.gz", "");
  writeFileSync(packed, gzipSync(JSON.stringify(seen([DENY_ALL]))));

  test.each([estate, packed])("a fault in the estate stands on the pool: %s", async (file) => {
    const { status, files } = await check(batch, "--estate", file);
    expect(status).toBe(1);
    expect(files).toMatchObject([{ findings: [["pool-node-management-outbound", POOL]], open: 0, pointers: [] }]);
  });

  test("what is given as a state stands above it", async () => {
    expect(await check(batch, opening, "--estate", estate)).toMatchObject({ status: 0 });
  });

  test("explain leads into it, and tells of the program's own pools alone", async () => {
    const other = write("other.json", snapshotOf(sourceOf("network", networkStack()), sourceOf("other", batchStack())));
    const { output = "" } = await command(["explain", blocking, "--estate", other]);
    expect(output).toBe("There is no Batch pool and no Batch account.\n");
    expect((await command(["explain", batch, "--estate", estate])).output).toContain("nsg-corp");
    expect((await command(["explain", batch, blocking])).output).toContain("nsg-corp");
    expect((await command(["explain", batch])).output).not.toContain("nsg-corp");
  });

  test("migrate and baseline take it as well", async () => {
    expect(await command(["migrate", batch, "--estate", estate])).toMatchObject({ status: 0 });
    const { output = "" } = await command(["baseline", batch, "--estate", estate]);
    const { settings } = JSON.parse(output);
    expect(settings.exemptions).toMatchObject([{ policy: "pool-node-management-outbound", resource: POOL }]);
    expect(settings.estate).toBeUndefined();
  });

  test.each([
    ["no JSON", "{", "is not valid JSON: it ends too early, at line 1, column 2."],
    ["nothing", "", "is empty."],
    ["a list", "[]", "is not a JSON object."],
    ["a state", stateOf("a", []), 'is no snapshot: make one with "azure-batch-guard snapshot".'],
    [
      "another version",
      { format: "azure-batch-guard snapshot 2" },
      'is "azure-batch-guard snapshot 2", and only "azure-batch-guard snapshot 1" is known.',
    ],
    ["no sources", { format: "azure-batch-guard snapshot 1" }, "has no list of sources."],
  ])("what is no snapshot is one sentence: %s", async (name, content, complaint) => {
    const file = write(`wrong ${name}.json`, content);
    expect(await command(["check", batch, "--estate", file])).toEqual({ status: 2, complaint: `${file} ${complaint}` });
  });

  test("what is not there is one sentence", async () => {
    expect(await command(["check", batch, "--estate", "nowhere.json"])).toEqual({
      status: 2,
      complaint: "nowhere.json cannot be read: there is no such file.",
    });
  });
});

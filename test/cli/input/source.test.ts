import { mkdirSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import * as zlib from "node:zlib";
import { describe, expect, test } from "vitest";
import { readProgramFrom } from "../../../cli/input/read-program";
import { sourceOf, sourcesOf } from "../../../cli/input/source";
import type { World } from "../../../cli/world";
import { isRefusal } from "../../../policies/plan/program";
import { inPieces } from "../../support/command";
import { TODAY } from "../../support/exemptions";
import { useFiles } from "../../support/files";
import { classicState } from "../../support/stacks";

const { folder } = useFiles();
const text = JSON.stringify(classicState());
const gzipped = zlib.gzipSync(text);
/** `{"version":3,"deployment":{}}`, as the command zstd compresses it. */
const zstandard = Buffer.from("KLUv/QRY6QAAeyJ2ZXJzaW9uIjozLCJkZXBsb3ltZW50Ijp7fX3lTZUN", "base64");

const world = (stdin: Uint8Array, size = 7): World => ({
  today: TODAY,
  stdin: inPieces(stdin, size),
  progress: () => {},
});

function file(name: string, content: string | Uint8Array): string {
  mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  writeFileSync(path.join(folder, name), content);
  return path.join(folder, name);
}

async function read(name: string, stdin = Buffer.from("")) {
  const program = await readProgramFrom(sourceOf(name, world(stdin)));
  return isRefusal(program) ? program.refused : program.resources.length;
}

describe("what is compressed is known by what it holds, not by its name", () => {
  const whole = JSON.parse(text).deployment.resources.length;
  test.each<[string, string | Uint8Array]>([
    ["plain.json", text],
    ["compressed.json.gz", gzipped],
    ["without an ending", gzipped],
    ["misnamed.json.gz", text],
    ["in two members.gz", Buffer.concat([zlib.gzipSync(text.slice(0, 999)), zlib.gzipSync(text.slice(999))])],
  ])("%s", async (name, content) => expect(await read(file(name, content))).toBe(whole));

  test.each([1, 2, 3, 5])("standard input in pieces of %i bytes", async (size) => {
    const program = await readProgramFrom(sourceOf("-", world(gzipped, size)));
    expect(isRefusal(program) ? program.refused : program.resources.length).toBe(whole);
  });

  test("zstd, by a Node.js that knows it", async () => {
    const name = file("state.json.zst", zstandard);
    const refused = `${name} cannot be read: it is compressed with zstd, which Node.js reads from version 22.15 on.`;
    expect(await read(name)).toBe("createZstdDecompress" in zlib ? 0 : refused);
  });
});

test.each<[string, string | Uint8Array, string]>([
  ["cut.json.gz", gzipped.subarray(0, 99), "cannot be read: unexpected end of file."],
  ["spoilt.json.gz", Buffer.concat([gzipped.subarray(0, 30), Buffer.alloc(99)]), "cannot be read: "],
  ["empty.json", "", "is empty."],
  ["short.json", "{", "is not valid JSON: it ends too early, at line 1, column 2."],
])("what cannot be read is told: %s", async (name, content, sentence) => {
  expect(await read(file(name, content))).toContain(`${name} ${sentence}`);
});

test("a file that is not there is reported", async () => {
  expect(await read(path.join(folder, "none.json"))).toMatch(/none\.json cannot be read: there is no such file\.$/);
});

test("of a folder, the states of a self-managed backend are taken, and nothing that lies beside them", async () => {
  const names = [
    "p/dev.json",
    "p/dev.json.bak",
    "p/dev.pulumi-tags",
    "p/prod.json.gz",
    "p/prod.json.gz.bak",
    "q/a.json.zst",
    "old.json",
  ];
  for (const name of names) file(`stacks/${name}`, "");
  const found = await sourcesOf([path.join(folder, "stacks")], world(Buffer.from("")));
  expect(found.map(({ name, named }) => [path.relative(path.join(folder, "stacks"), name), named])).toEqual(
    ["old.json", "p/dev.json", "p/prod.json.gz", "q/a.json.zst"].map((name) => [path.join(name), false]),
  );
});

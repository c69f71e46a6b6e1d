import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { readProject, withoutSecrets } from "../../../toolchain/engine/project";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function folderWith(files: { readonly [name: string]: string }): string {
  const folder = mkdtempSync(path.join(tmpdir(), "project-"));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  return folder;
}

describe("a project", () => {
  test.each([
    ["plain", "name: farm\nruntime: nodejs\n"],
    ["quoted, with comments", '# a farm\nname: "farm"  # ours\nruntime: nodejs # 20\n'],
    ["with runtime options", "runtime:\n  options:\n    typescript: true\n  name: nodejs\nname: farm\n"],
  ])("%s", (_what, text) => {
    const directory = folderWith({ "Pulumi.yaml": text });
    expect(readProject(directory)).toEqual({
      directory,
      name: "farm",
      runtime: "nodejs",
      stack: "dev",
      configuration: "",
    });
  });

  const yaml = "name: farm\nruntime: nodejs\n";
  test.each<[what: string, files: Record<string, string>, stack: string | undefined, chosen: string]>([
    ["the only one", { "Pulumi.prod.yaml": "config: {}\n" }, undefined, "prod"],
    ["dev among several", { "Pulumi.dev.yaml": "config: {}\n", "Pulumi.prod.yaml": "" }, undefined, "dev"],
    ["the one that is asked for", { "Pulumi.dev.yaml": "", "Pulumi.prod.yaml": "config: {}\n" }, "prod", "prod"],
  ])("takes the configuration of a stack: %s", (_what, files, stack, chosen) => {
    const project = readProject(folderWith({ "Pulumi.yaml": yaml, ...files }), stack);
    expect(project).toMatchObject({ stack: chosen, configuration: "config: {}\n" });
  });

  test.each<[what: string, files: Record<string, string>, stack: string | undefined, sentence: RegExp]>([
    ["no project", {}, undefined, /^There is no Pulumi\.yaml in \S+\.$/],
    ["no name", { "Pulumi.yaml": "runtime: nodejs\n" }, undefined, /does not say the project's name\.$/],
    [
      "another language",
      { "Pulumi.yaml": "name: a\nruntime: go\n" },
      undefined,
      /says "runtime: go", and only Node\.js, Python, YAML and Java programs can be previewed without a cloud/,
    ],
    [
      "several stacks",
      { "Pulumi.yaml": yaml, "Pulumi.prod.yaml": "", "Pulumi.test.yaml": "" },
      undefined,
      /has the stacks prod, test: choose one with --stack NAME\.$/,
    ],
    ["a stack that is not there", { "Pulumi.yaml": yaml }, "prod", /^There is no Pulumi\.prod\.yaml in \S+\.$/],
  ])("refuses %s", (_what, files, stack, sentence) => {
    expect(() => readProject(folderWith(files), stack)).toThrow(sentence);
  });
});

test("a configuration loses its secrets and the keys to them", () => {
  const configuration = `secretsprovider: passphrase
encryptionsalt: v1:abc:v1:def
config:
  azure-native:location: westeurope
  farm:password:
    secure: v1:xyz:123
  farm:nested:
    user: batch
`;
  expect(withoutSecrets(configuration)).toBe(`config:
  azure-native:location: westeurope
  farm:password: "[secret]"
  farm:nested:
    user: batch
`);
});

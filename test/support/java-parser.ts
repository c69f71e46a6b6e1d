import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

/** The SDK packages of the types of program variables in snippets; all others are in the network package. */
const PACKAGES: Readonly<Record<string, string>> = { ResourceGroup: "resources", BatchAccount: "batch" };

/** Declarations of the variables that a snippet's comments name. */
function variablesOf(text: string): string {
  const told = [...text.matchAll(/\/\/ (\w+) is (?:your (\w+)|the resource group of)/g)];
  const types = new Map(told.map(([, name = "", type = "ResourceGroup"]) => [name, type]));
  return [...types]
    .map(([name, type]) => `    final com.pulumi.azurenative.${PACKAGES[type] ?? "network"}.${type} ${name} = null;\n`)
    .join("");
}

/** Snippets use the package that version 3 has for private DNS; in the SDK's version, its classes are in the network package. */
function ofVersion2(text: string): string {
  return text.replaceAll("com.pulumi.azurenative.privatedns.", "com.pulumi.azurenative.network.");
}

/**
 * Compiles snippets in Java, each the body of a method, against the SDK in a folder, with one start of the compiler; `undefined` for
 * valid ones.
 */
export function compileJava(texts: readonly string[], libraries: string): readonly (string | undefined)[] {
  const folder = mkdtempSync(path.join(tmpdir(), "azure-batch-guard-java-snippets-"));
  try {
    const files = texts.map((text, index) => {
      const file = path.join(folder, `Snippet${index}.java`);
      const body = `${variablesOf(text)}    void run() {\n${ofVersion2(text)}    }\n`;
      writeFileSync(file, `class Snippet${index} {\n${body}}\n`);
      return file;
    });
    const options = [
      "-proc:none",
      "-nowarn",
      "-Xmaxerrs",
      "1000",
      "-encoding",
      "UTF-8",
      "-d",
      path.join(folder, "out"),
    ];
    const { stderr } = spawnSync("javac", [...options, "-cp", path.join(libraries, "*"), ...files], {
      encoding: "utf8",
    });
    return files.map((file) =>
      stderr
        .split("\n")
        .find((line) => line.startsWith(`${file}:`))
        ?.slice(folder.length),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

/** What stands for resources that a snippet refers to by variables of its own. */
const VARIABLES = `
    final com.pulumi.azurenative.resources.ResourceGroup resourceGroup = null;
    final com.pulumi.azurenative.resources.ResourceGroup group = null;
    final com.pulumi.azurenative.network.NetworkSecurityGroup nsg = null;
    final com.pulumi.azurenative.network.RouteTable routeTable = null;`;

/**
 * Compiles snippets in Java, each the body of a method, against the SDK in a folder; `undefined` for those that nothing is wrong
 * with. One start of the compiler for all of them.
 */
export function compileJava(texts: readonly string[], libraries: string): readonly (string | undefined)[] {
  const folder = mkdtempSync(path.join(tmpdir(), "azure-batch-guard-java-snippets-"));
  try {
    const files = texts.map((text, index) => {
      const file = path.join(folder, `Snippet${index}.java`);
      writeFileSync(file, `class Snippet${index} {${VARIABLES}\n    void run() {\n${text}    }\n}\n`);
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

import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { root } from "../checkout";
import { runProcess } from "../engine/process";
import { runTool } from "../engine/run-tool";
import type { Command, ProgramRuntime } from "../language-host/runtime";
import type { Language } from "./language";

/** Java, with the SDKs that `pom.xml` pins. `javac` compiles the programs: Maven would need a further plugin for each step. */
export const java: Language = {
  name: "java",
  title: "Java",
  runsWith: { java: "Java 11 or newer", javac: "a JDK" },
  madeWith: { mvn: "Maven" },
  pins: ["java/pom.xml"],
  get: async (folder, say) => {
    say("Copying Pulumi's SDKs for Java out of Maven's repository …");
    const pom = path.join(root, "toolchain", "languages", "java", "pom.xml");
    const goal = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies";
    const args = ["--quiet", "--batch-mode", "--file", pom, goal, `-DoutputDirectory=${folder}`];
    const { status, lastLine } = await runTool("mvn", args, { secondsAtMost: 600 });
    return status === 0 ? undefined : `The SDKs for Java could not be copied (${lastLine || `exit status ${status}`}).`;
  },
  runtime: javaRuntime,
};

/** Compiles each program once, into a folder that is removed with this process. */
function javaRuntime(libraries: string): ProgramRuntime {
  const compiled = new Map<string, Promise<Command>>();
  return {
    name: "java",
    commandFor: (directory) => {
      const command = compiled.get(directory) ?? compile(directory, path.join(libraries, "*"));
      compiled.set(directory, command);
      return command;
    },
  };
}

/** Compiles the sources of a Maven project. Rejects with the compiler's first error. */
export async function compile(directory: string, classPath: string): Promise<Command> {
  const mainClass = /<mainClass>([\w.]+)<\/mainClass>/.exec(readFileSync(path.join(directory, "pom.xml"), "utf8"))?.[1];
  if (!mainClass) throw new Error(`${path.join(directory, "pom.xml")} does not say the <mainClass>.`);
  const sources = path.join(directory, "src", "main", "java");
  const files = readdirSync(sources, { recursive: true })
    .map((file) => path.join(sources, String(file)))
    .filter((file) => file.endsWith(".java"));
  const classes = mkdtempSync(path.join(tmpdir(), "azure-batch-guard-java-"));
  process.once("exit", () => rmSync(classes, { recursive: true, force: true }));
  const compiler = ["-nowarn", "-proc:none", "-d", classes, "-cp", classPath, ...files];
  const { status, stderr } = await runProcess("javac", compiler, { environment: process.env });
  if (status !== 0) throw new Error(`The program in ${directory} does not compile: ${stderr.split("\n")[0]}`);
  return { command: "java", args: ["-cp", [classes, classPath].join(path.delimiter), mainClass] };
}

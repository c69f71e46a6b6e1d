import * as path from "node:path";
import { providerNames } from "../provider/stand-ins";
import type { Project } from "./project";
import type { EngineRun, Workspace } from "./workspace";

/**
 * The reason why a run could not judge the program, in one sentence for users; `undefined` if it did, with or without findings.
 * The engine's own output has the same reason with a stack trace of the Pulumi SDK.
 */
export function failure(run: EngineRun, workspace: Workspace, project: Project): string | undefined {
  const refused = workspace.provider.refusals();
  if (refused.length > 0) return refused.join("\n");
  for (const [pattern, sentence] of engineErrors) {
    const match = pattern.exec(run.errors.join("\n"));
    if (match) return sentence(match[1] ?? "");
  }
  const programError = run.errors.find((message) => message.startsWith("Running program"));
  if (programError) return programFailure(programError, project);
  const otherFailure = otherLanguages.map((read) => read(run)).find((reason) => reason !== undefined);
  if (otherFailure) return `The program in ${project.directory} failed: ${otherFailure.replace(/\.$/, "")}.`;
  if (run.status === 0 || run.findings.some((finding) => finding.level === "mandatory")) return undefined;
  const errors = [...run.errors, ...errorLines(run.output)].filter((message) => message !== "preview failed");
  return `The preview of ${project.directory} failed: ${firstLine(errors[0]) || `exit status ${run.status}`}`;
}

const useRealPulumi = "preview this program with your own Pulumi login and the real providers";

const engineErrors: readonly (readonly [RegExp, (name: string) => string])[] = [
  [
    /no resource plugin 'pulumi-resource-([\w-]+)'/,
    (name) =>
      `The program uses the provider "${name}", and there are stand-ins for ${providerNames.join(" and ")} only: ${useRealPulumi}.`,
  ],
  [
    /unknown stack "([^"]+)"/,
    (name) => `The stack reference "${name}" cannot be read, as no other stack is at hand here: ${useRealPulumi}.`,
  ],
  [
    /did not begin responding to RPC connections|code = Unavailable|connection refused|error reading from server/,
    () => "The stand-in for Azure ended before the preview did; nothing was judged.",
  ],
];

/** `TypeError: … (index.ts:4)` from an error of the Node.js SDK with its stack trace. */
function programFailure(message: string, { directory }: Project): string {
  const lines = message.split("\n").slice(1);
  const isCompiler = lines.some((line) => line.includes("Unable to compile TypeScript"));
  const reason = isCompiler
    ? lines.find((line) => line.includes(": error TS"))
    : lines.find((line) => /^(?:<ref \*\d+> )?[\w$]*Error\b/.test(line.trim()));
  const inProgram = lines.find((line) => line.includes(path.join(directory, "")) && /:\d+:\d+\)?$/.test(line));
  const place = inProgram && /([^/\\(]+:\d+):\d+\)?$/.exec(inProgram)?.[1];
  const text = firstLine(reason ?? lines.find((line) => line.trim() !== "")).replace(/\.$/, "");
  return `The program in ${directory} failed: ${text}${place ? ` (${place})` : ""}.`;
}

/** Errors of programs in other languages: the last line of Python's traceback with its place, errors of YAML and of a compiler. */
const otherLanguages: readonly ((run: EngineRun) => string | undefined)[] = [
  ({ errors }) => {
    const traceback = errors.find((message) => message.startsWith("Program failed with an unhandled exception"));
    const places = [...(traceback ?? "").matchAll(/File "(__main__\.py)", line (\d+)/g)];
    const place = places.at(-1);
    return traceback && `${traceback.trimEnd().split("\n").at(-1)}${place ? ` (${place[1]}:${place[2]})` : ""}`;
  },
  ({ output }) => {
    // The host prints the word in red, even without a terminal.
    const [, reason, line] = /Error[^:\n]{0,6}: (.*)\n.* on Pulumi\.yaml line (\d+)/.exec(output) ?? [];
    return reason && `${reason} (Pulumi.yaml:${line})`;
  },
  ({ errors }) => /does not compile: (.*)/.exec(errors.join("\n"))?.[1],
];

function errorLines(output: string): string[] {
  return output.split("\n").flatMap((line) => /^\s*error: (.*)$/.exec(line)?.[1] ?? []);
}

function firstLine(text: string | undefined): string {
  return text?.split("\n")[0]?.trim() ?? "";
}

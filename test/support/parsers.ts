import { spawnSync } from "node:child_process";
import * as ts from "typescript";
import { parseDocument } from "yaml";

/** The syntax error of each text; `undefined` for valid ones. */
export type Parser = (texts: readonly string[]) => readonly (string | undefined)[];

/** Whether a program is installed. */
export function isInstalled(command: string): boolean {
  return spawnSync(command, ["--help"], { stdio: "ignore" }).error === undefined;
}

export const typescript: Parser = (texts) =>
  texts.map((text) => {
    const { diagnostics } = ts.transpileModule(text, { reportDiagnostics: true });
    const [first] = diagnostics ?? [];
    return first && ts.flattenDiagnosticMessageText(first.messageText, "\n");
  });

export const yaml: Parser = (texts) => texts.map((text) => parseDocument(text).errors[0]?.message);

/** One start of Python for all texts. */
export const python: Parser = (texts) => runOnAll("python3", ["-c", PYTHON], JSON.stringify(texts));

const PYTHON = `
import ast, json, sys
def fault(text):
    try:
        ast.parse(text)
    except Exception as error:
        return str(error)
print(json.dumps([fault(text) for text in json.load(sys.stdin)]))
`;

/** The values of Python literals. */
export function pythonValues(literals: readonly string[]): readonly string[] {
  const script = "import ast, json, sys\nprint(json.dumps([ast.literal_eval(text) for text in json.load(sys.stdin)]))";
  return runOnAll("python3", ["-c", script], JSON.stringify(literals)) as string[];
}

/** One start of gofmt for all texts, each the body of a function; text that gofmt would reformat is an error, too. */
export const go: Parser = (texts) => {
  const bodies = texts.map((text, index) => `func f${index}() {\n${text.replace(/^(?=.)/gm, "\t")}}\n`);
  const file = ["package p\n", ...bodies].join("\n");
  const { status, stdout, stderr } = spawnSync("gofmt", ["-e"], { input: file, encoding: "utf8" });
  const written = stdout.split(/^(?=func f\d+\(\) \{$)/m).slice(1);
  return bodies.map((body, index) => {
    if (status !== 0) return stderr;
    const formatted = written[index]?.trimEnd();
    return formatted === body.trimEnd() ? undefined : `gofmt writes\n${formatted}`;
  });
};

function runOnAll(command: string, args: readonly string[], input: string): readonly (string | undefined)[] {
  const { stdout, stderr } = spawnSync(command, args, { input, encoding: "utf8" });
  if (stdout === "") throw new Error(stderr);
  return (JSON.parse(stdout) as (string | null)[]).map((each) => each ?? undefined);
}

import { existsSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { root } from "../checkout";
import { nameInUrn } from "../engine/events";
import { failure } from "../engine/failure";
import { type Cli, findCli, howToGetCli } from "../engine/find-cli";
import { readProject } from "../engine/project";
import { openWorkspace } from "../engine/workspace";
import {
  describeFinding,
  difference,
  type Example,
  type ExpectedFinding,
  headlineExamples,
  readExamples,
  recordingFile,
} from "../examples";
import { parseRecording } from "../recording/recording";
import { replay } from "../recording/replay";
import { readOptions } from "./options";
import { previewProgram } from "./preview-program";
import { formatPolicies, policiesSection } from "./report";
import { twoAtATime } from "./two-at-a-time";

/** The result of the preview of one example. */
interface Shown {
  readonly text: string;
  /** The exit status of `pulumi preview`. */
  readonly status: number;
  /** `undefined` if nothing could be judged. */
  readonly findings: readonly ExpectedFinding[] | undefined;
}

/** `npm start`: previews the examples with this pack, or a program of the user's own. */
export async function start(given: readonly string[]): Promise<number> {
  const known = { all: false, program: "DIR", stack: "NAME", record: "FILE" } as const;
  const options = readOptions("start --", known, given);
  const search = findCli();
  if (options.program !== undefined) {
    if (!search.cli) throw new Error(`${search.why.join(" ")} ${howToGetCli}`);
    const { stack, record } = options;
    return previewProgram(search.cli, { directory: path.resolve(options.program), stack, record });
  }
  if (options.record !== undefined || options.stack !== undefined) {
    throw new Error("--record and --stack are for a program of your own: name it with --program DIR.");
  }
  const examples = readExamples().filter(({ name }) => options.all || headlineExamples.includes(name));
  if (search.cli) return showExamples(examples, (example) => preview(search.cli, example));

  say(`${search.why.join(" ")} So this replays what the real engine sent for the same programs, as recorded earlier,`);
  say(`through the same policy server. ${howToGetCli}\n`);
  return showExamples(examples, replayExample);
}

async function showExamples(examples: readonly Example[], show: (example: Example) => Promise<Shown>): Promise<number> {
  let asExpected = 0;
  await twoAtATime(examples, show, ({ text, status, findings }, example) => {
    say(`${example.name}: ${example.description}\n\n${text}\n`);
    const { missing, unexpected } = difference(findings ?? [], example.expected["first-preview"]);
    const right = findings !== undefined && missing.length + unexpected.length === 0;
    if (right) asExpected += 1;
    say(`→ pulumi preview ends with status ${status}. ${right ? "As expected." : "Not as expected!"}`);
    for (const finding of missing) say(`  missing:    ${describeFinding(finding)}`);
    for (const finding of unexpected) say(`  unexpected: ${describeFinding(finding)}`);
    say("");
  });
  say(`${asExpected} of ${examples.length} examples give exactly the findings in their expected.json.`);
  return asExpected === examples.length ? 0 : 1;
}

async function preview(cli: Cli, example: Example): Promise<Shown> {
  const project = readProject(example.directory);
  const workspace = await openWorkspace(cli, project);
  try {
    const run = await workspace.preview({ policyPacks: [root] });
    const failed = failure(run, workspace, project);
    if (failed) return { text: failed, status: run.status, findings: undefined };
    return { text: policiesSection(run.output), status: run.status, findings: run.findings };
  } finally {
    workspace.close();
  }
}

async function replayExample(example: Example): Promise<Shown> {
  const file = recordingFile(example, "first-preview");
  if (!existsSync(file)) return { text: `There is no recording ${file}.`, status: 1, findings: undefined };
  const { pack, findings: diagnostics } = await replay(root, parseRecording(readFileSync(file, "utf8"), file));
  const findings = diagnostics.map(({ policyName, level, urn }) => ({ policy: policyName, level, ...nameInUrn(urn) }));
  const status = findings.some(({ level }) => level === "mandatory") ? 1 : 0;
  return { text: formatPolicies(pack, diagnostics), status, findings };
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

import { type Answer, refuse } from "../answer";
import type { Command } from "../command";
import { formatText } from "../findings/text";
import { readFindings } from "../input/read-findings";
import { sourceOf } from "../input/source";
import { REPORT_FORMATS } from "../report/format";
import { writeOutput } from "../write-output";
import { answerWith } from "./check";

/** Brings findings to where people work. */
export const report: Command = {
  name: "report",
  takes: "FILE",
  count: [1, 1],
  about: "turn the findings of a Pulumi run, or of check --json, into reports",
  details: `FILE holds the engine's events: what "pulumi preview --json" prints with PULUMI_ENABLE_STREAMING_JSON_PREVIEW=1,
what --event-log writes, or what "pulumi policy analyze --json" prints. The engine tells no exempted findings, and not the
network, of which --html shows pictures: for them, report what "azure-batch-guard check --json" writes. Several reports can
be asked for at once; without any, one for people is printed. - stands for standard input, and for standard output.`,
  options: {
    ...Object.fromEntries(REPORT_FORMATS.map(({ name, about }) => [name, { value: "FILE", about, writes: true }])),
    source: { value: "FILE", about: "the file of the repository that findings are shown at; Pulumi.yaml if left out" },
  },
  run: async ({ files: [file = ""], options }, world) => {
    const asked = REPORT_FORMATS.filter(({ name }) => options.has(name));
    const printed = asked.filter(({ name }) => options.get(name) === "-");
    if (printed.length > 1)
      return refuse(`Only one report can be printed, not ${printed.map(({ name }) => `--${name}`).join(" and ")}.`);
    const read = await readFindings(sourceOf(file, world)).catch((fault: Error) => fault);
    if (read instanceof Error) return refuse(read.message);
    const { document, fromEngine } = read;
    let answer: Answer = answerWith(document, asked.length === 0 ? formatText(document) : "");
    if (fromEngine && asked.length > 0) answer = withNote(answer);
    // All are made before the first one is written.
    const given = { source: options.get("source") ?? "Pulumi.yaml", today: world.today };
    const texts = await Promise.all(asked.map(({ render }) => render(document, given)));
    for (const [index, { name }] of asked.entries()) {
      answer = await writeOutput(options.get(name), texts[index] as string, answer);
    }
    return answer;
  },
};

function withNote(answer: Answer): Answer {
  const note =
    'The engine tells neither evidence, nor exempted findings, nor the network, which pictures need; "azure-batch-guard check --json" does.';
  return { ...answer, complaint: [answer.complaint, note].filter(Boolean).join("\n") };
}

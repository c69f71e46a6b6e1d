import { refuse } from "../answer";
import type { Command } from "../command";
import { SELECTION_OPTIONS, selectionFault } from "../findings/selection";
import { readFindings } from "../input/read-findings";
import { sourceOf } from "../input/source";
import { answerWith, SOURCE } from "../report/answer";
import { REPORT_FORMATS } from "../report/format";

/** Converts findings to the formats of other tools, such as code scanning and pull requests. */
export const report: Command = {
  name: "report",
  takes: "FILE",
  count: [1, 1],
  about: "turn the findings of a Pulumi run, or of check --format json, into reports",
  details: `FILE holds the engine's events: what "pulumi preview --json" prints with PULUMI_ENABLE_STREAMING_JSON_PREVIEW=1,
what --event-log writes, or what "pulumi policy analyze --json" prints. Events have neither exempted findings nor
the network paths that the HTML page shows: for these, use what "azure-batch-guard check --format json" writes.`,
  objects: "there are mandatory findings",
  forms: REPORT_FORMATS,
  options: { source: SOURCE, ...SELECTION_OPTIONS },
  run: async (given, world) => {
    const [file = ""] = given.files;
    const fault = selectionFault(given);
    if (fault !== undefined) return refuse(fault);
    const read = await readFindings(sourceOf(file, world)).catch((problem: Error) => problem);
    if (read instanceof Error) return refuse(read.message);
    const isForPeople = given.outputs.every(({ form }) => form === "text");
    return answerWith(read.document, given, world, read.fromEngine && !isForPeople ? [LACKING] : []);
  },
};

const LACKING =
  'Engine events have no evidence, no exempted findings and no network paths. Use the output of "azure-batch-guard check --format json" for these.';

import { type Answer, refuse } from "../answer";
import { CONFIG, type Command, ESTATE, type Given } from "../command";
import { givenConfiguration } from "../configuration/load";
import { configurationNotes } from "../configuration/notes";
import { SELECTION_OPTIONS, selectionFault } from "../findings/selection";
import { noJsonIn, sourcesOf } from "../input/source";
import { type JudgedFiles, judgeFiles } from "../judge-files";
import { answerWith, complaintOf, SOURCE } from "../report/answer";
import { REPORT_FORMATS } from "../report/format";
import type { World } from "../world";

/** Judges programs without the Pulumi CLI, a login or access to Azure. */
export const check: Command = {
  name: "check",
  takes: "FILE|FOLDER…",
  count: [1, Number.POSITIVE_INFINITY],
  about:
    "evaluate the policies on exported stacks, previews and recordings, or on all .json, .json.gz and .json.zst files in a folder",
  details: `The findings are those of "pulumi policy analyze --file FILE" with this policy pack. A preview is what "pulumi preview
--json --show-sames" prints: it hides secrets, and has only the inputs of resources that are not deployed yet.
Stacks that refer to each other by ARM ids are judged together: a finding is reported at the stack that owns the resource to
change, and the stack of the pool points to it. A stack that is in several files counts once.`,
  objects: "there are mandatory findings",
  forms: REPORT_FORMATS,
  options: { config: CONFIG, estate: ESTATE, source: SOURCE, ...SELECTION_OPTIONS },
  run: async (given, world) => {
    const fault = selectionFault(given);
    if (fault !== undefined) return refuse(fault);
    const judged = await judgeGiven(given, world);
    return "status" in judged ? judged : answerWith(judged.document, given, world, judged.notes);
  },
};

/** Judges the files of a command line with its `--config`, or returns why that fails. */
export async function judgeGiven(given: Given, world: World): Promise<JudgedFiles | Answer> {
  try {
    const configuration = await givenConfiguration(given);
    const sources = await sourcesOf(given.files, world);
    if (sources.length === 0) return refuse(noJsonIn(given.files));
    const { document, notes } = await judgeFiles(sources, configuration, world.today);
    if (document.files.length === 0) return refuse(complaintOf(document));
    return { document, notes: [...(await configurationNotes(given, world.today)), ...notes] };
  } catch (fault) {
    return refuse(fault instanceof Error ? fault.message : String(fault));
  }
}

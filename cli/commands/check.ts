import { type Answer, refuse } from "../answer";
import { CONFIG, type Command, type Given } from "../command";
import { givenConfiguration } from "../configuration/load";
import { type FindingsDocument, hasMandatory } from "../findings/document";
import { formatText } from "../findings/text";
import { sourcesOf } from "../input/source";
import { judgeFiles } from "../judge-files";
import { visible } from "../visible";
import type { World } from "../world";

/** Judges programs without the Pulumi CLI, a login or a cloud. */
export const check: Command = {
  name: "check",
  takes: "FILE|FOLDER…",
  count: [1, Number.POSITIVE_INFINITY],
  about: "judge exported stacks and recordings; of a folder, all .json, .json.gz and .json.zst files below it",
  details: `The findings are those of "pulumi policy analyze --file FILE" with this policy pack.`,
  options: {
    config: CONFIG,
    json: { about: 'print JSON (schemas/findings.schema.json), for "azure-batch-guard report" and for programs' },
  },
  run: async (given, world) => {
    const document = await judgeGiven(given, world);
    if ("status" in document) return document;
    const output = given.options.has("json") ? `${JSON.stringify(document, undefined, 2)}\n` : formatText(document);
    return answerWith(document, output);
  },
};

/** Judges the files of a command line with its `--config`; or says why that cannot be done. */
export async function judgeGiven(given: Given, world: World): Promise<FindingsDocument | Answer> {
  try {
    const configuration = await givenConfiguration(given);
    const sources = await sourcesOf(given.files, world);
    if (sources.length === 0) return refuse(`There is no .json file in ${given.files.join(", ")}.`);
    const document = await judgeFiles(sources, configuration, world.today);
    return document.files.length > 0 ? document : refuse(complaint(document));
  } catch (fault) {
    return refuse(fault instanceof Error ? fault.message : String(fault));
  }
}

/** The answer that shows a document: a file that could not be judged weighs more than any finding. */
export function answerWith(document: FindingsDocument, output: string): Answer {
  if (document.refused.length > 0) return { status: 2, output, complaint: complaint(document) };
  return { status: hasMandatory(document) ? 1 : 0, output };
}

function complaint({ refused }: FindingsDocument): string {
  return refused.map(({ reason }) => visible(reason)).join("\n");
}

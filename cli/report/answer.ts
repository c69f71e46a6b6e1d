import { type Answer, refuse } from "../answer";
import type { Given, Option } from "../command";
import { compared } from "../findings/compare";
import type { FindingsDocument } from "../findings/document";
import { selected, statusOf } from "../findings/selection";
import { readFindings } from "../input/read-findings";
import { sourceOf } from "../input/source";
import { PLAIN, paintFor } from "../paint";
import { visible } from "../visible";
import type { World } from "../world";
import { writeOutputs } from "../write-output";
import { REPORT_FORMATS } from "./format";

/** The option of commands whose reports show findings in files. */
export const SOURCE: Option = {
  value: "FILE",
  about: "the file in the repository to attach findings to (default: Pulumi.yaml)",
};

/** Reports findings in each requested format, with the exit status for them. */
export async function answerWith(
  document: FindingsDocument,
  given: Given,
  world: World,
  notes: readonly string[] = [],
): Promise<Answer> {
  const { options, outputs } = given;
  const since = options.get("since");
  const earlier = since === undefined ? undefined : await readFindings(sourceOf(since, world)).catch(asFault);
  if (earlier instanceof Error) return refuse(earlier.message);
  const shown = selected(earlier ? compared(document, earlier.document) : document, given);
  const levels = shown.files.flatMap(({ findings }) => findings.map(({ level }) => level));
  const complaint = [complaintOf(document), ...(options.has("quiet") ? [] : notes)].filter(Boolean).join("\n");
  const answer: Answer = {
    status: statusOf(levels, document.refused, given),
    ...(complaint ? { complaint } : {}),
  };
  const render = ({ form, file }: (typeof outputs)[number]) => {
    const format = REPORT_FORMATS.find(({ name }) => name === form);
    return (format?.render ?? (() => ""))(shown, {
      source: options.get("source") ?? "Pulumi.yaml",
      today: world.today,
      quiet: options.has("quiet"),
      paint: file === "-" ? paintFor(world) : PLAIN,
    });
  };
  return writeOutputs(outputs, render, answer);
}

function asFault(fault: Error): Error {
  return fault;
}

/** Why some files were not judged, one line each. */
export function complaintOf({ refused }: Pick<FindingsDocument, "refused">): string {
  return refused.map(({ reason }) => visible(reason)).join("\n");
}

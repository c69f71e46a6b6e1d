import { alternatives, inOrder } from "../../policies/remedies/remedy";
import type { Resources } from "../../policies/remedies/resources";
import { toEdits } from "../../policies/remedies/to-edits";
import { inWords } from "../../policies/remedies/words";
import type { Finding } from "../../policies/rules/rule";
import { type Clean, cleanEdit } from "../clean-edits";
import type { RemedyDocument } from "./document";

/** The alternative remedies of a finding as data without the program's secrets, the smallest first. */
export function remediesOf({ remedies }: Finding, resources: Resources, clean: Clean): readonly RemedyDocument[] {
  return alternatives(inOrder(...remedies)).flatMap((changes): readonly RemedyDocument[] => {
    if (changes.length === 0) return [];
    const edits = toEdits(changes, resources) ?? [];
    return [
      {
        words: inWords(inOrder(...changes)).map(clean),
        changes: changes.map((change) => change.do),
        edits: edits.map((edit) => cleanEdit(edit, clean)),
      },
    ];
  });
}

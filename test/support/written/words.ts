/** Words that messages, pages, help and reports must not use, as in `docs/style.md`, with patterns that find them. */
export const REFUSED: readonly (readonly [shown: string, found: RegExp])[] = [
  ["turn unusable", /\bturn(s|ed|ing)? unusable/i],
  ["keeps … from", /\bkeep(s|ing)? (?:[^.:;\n|]{1,60} )?from\b/i],
  [
    "lets … in, lets … through",
    /\blets? [^.:;\n|]{1,60}? (in|through)\b(?! (a|an|the|its|one|each|order|which|every)\b)/i,
  ],
  ["way to the Batch service", /\bways? to the Batch service/i],
  ["runs behind its group", /\bbehind (its|the|this) group|\bruns? behind\b/i],
  ["the settings tell of", /settings tell of/i],
  ["cannot be told", /\bcannot be told/i],
  ["is not known yet", /\bnot known yet/i],
  ["honour", /\bhonou?r/i],
  ["mend", /\bmend(s|ed|ing)?\b/i],
  ["Change:", /(?<![#/] )\bChange:/],
  ["tell", /\b(tells?|telling|told)\b/i],
  ["nobody, somebody, whoever", /\b(nobody|somebody|whoever)\b/i],
  ["anew", /\banew\b/i],
];

/** The lines of a text with one of these words: `3: honour: The last day on which …`. */
export function refusedIn(text: string): readonly string[] {
  return text.split("\n").flatMap((line, at) => {
    return REFUSED.filter(([, found]) => found.test(line)).map(([shown]) => `${at + 1}: ${shown}: ${line.trim()}`);
  });
}

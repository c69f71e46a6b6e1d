/** A name or another value of the program inside a sentence: it may contain any text. */
export interface Quoted {
  readonly quoted: string;
}

/** One or more sentences: fixed text, and values of the program. */
export type Phrase = readonly (string | Quoted)[];

/** Marks a value of the program. */
export function quote(text: string | number): Quoted {
  return { quoted: String(text) };
}

/** Template tag for a phrase. It accepts only marked values, other phrases and numbers. */
export function say(parts: TemplateStringsArray, ...values: readonly (Quoted | Phrase | number)[]): Phrase {
  const between = values.map((value): Phrase => {
    if (typeof value === "number") return [String(value)];
    return Array.isArray(value) ? value : [value as Quoted];
  });
  return parts.flatMap((part, at) => [part, ...(between[at] ?? [])]).filter((part) => part !== "");
}

/** Joins phrases with commas and a last word: `a, b and c`. */
export function listed(phrases: readonly Phrase[], word = "and"): Phrase {
  return phrases.flatMap((phrase, at) => {
    const joint = at === 0 ? [] : [at === phrases.length - 1 ? ` ${word} ` : ", "];
    return [...joint, ...phrase];
  });
}

/** Joins phrases with the same text between them. */
export function joined(phrases: readonly Phrase[], between = " "): Phrase {
  return phrases.flatMap((phrase, at) => (at === 0 ? phrase : [between, ...phrase]));
}

/** The phrase as plain text, values in quotes. */
export function plain(phrase: Phrase): string {
  return phrase.map((part) => (typeof part === "string" ? part : `"${part.quoted}"`)).join("");
}

/** The phrase with every value changed. */
export function mapQuoted(phrase: Phrase, change: (text: string) => string): Phrase {
  return phrase.map((part) => (typeof part === "string" ? part : { quoted: change(part.quoted) }));
}

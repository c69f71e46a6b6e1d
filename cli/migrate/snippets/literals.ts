/** The languages of programs, by the names that `--language` takes. */
export const LANGUAGE_NAMES = ["typescript", "python", "yaml", "java", "go", "csharp"] as const;

export type LanguageName = (typeof LANGUAGE_NAMES)[number];

/** Whether a string of the language holds half a surrogate pair; the others are Unicode text, and cannot. */
const HOLDS_HALVES: Readonly<Record<LanguageName, boolean>> = {
  typescript: true,
  csharp: true,
  java: true,
  python: false,
  yaml: false,
  go: false,
};

/** What would be obeyed or not be seen instead of being shown, as in `visible`. */
const INVISIBLE = /[\p{Cc}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;

/**
 * Any text as a string literal on one line. The escapes of JSON mean the same in all these languages, in YAML between double
 * quotes. Pulumi YAML looks for `${…}` inside of strings, and takes `$${` for a `${` that means nothing.
 *
 * https://www.pulumi.com/docs/iac/languages-sdks/yaml/yaml-language-reference/#interpolation
 */
export function literal(language: LanguageName, text: string): string {
  const whole = HOLDS_HALVES[language] ? text : text.replace(/\p{Cs}/gu, "\ufffd");
  const inert = language === "yaml" ? whole.replaceAll("${", "$$${") : whole;
  return quoted(inert);
}

/** A name as a key of a YAML mapping: as it is where it can be nothing else. */
export function yamlKey(text: string): string {
  const plain = /^[A-Za-z][\w.-]*$/.test(text) && !/^(true|false|null|yes|no|on|off|y|n)$/i.test(text);
  return plain ? text : quoted(text.replace(/\p{Cs}/gu, "\ufffd"));
}

function quoted(text: string): string {
  return JSON.stringify(text).replace(INVISIBLE, (character) => {
    return `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`;
  });
}

/** The languages of programs, by the names that `--language` takes. */
export const LANGUAGE_NAMES = ["typescript", "python", "yaml", "java", "go", "csharp"] as const;

export type LanguageName = (typeof LANGUAGE_NAMES)[number];

/** Whether a string of the language can contain half a surrogate pair. Strings of the other languages are Unicode text, and cannot. */
const HOLDS_HALVES: Readonly<Record<LanguageName, boolean>> = {
  typescript: true,
  csharp: true,
  java: true,
  python: false,
  yaml: false,
  go: false,
};

/** Characters that are interpreted or invisible instead of being shown, as in `visible`. */
const INVISIBLE = /[\p{Cc}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;

/**
 * Any text as a string literal on one line. The escapes of JSON have the same meaning in all these languages, in YAML between double
 * quotes. Pulumi YAML interpolates `${…}` in strings, and reads `$${` as a literal `${`.
 *
 * https://www.pulumi.com/docs/iac/languages-sdks/yaml/yaml-language-reference/#interpolation
 */
export function literal(language: LanguageName, text: string): string {
  const whole = HOLDS_HALVES[language] ? text : text.replace(/\p{Cs}/gu, "\ufffd");
  const inert = language === "yaml" ? whole.replaceAll("${", "$$${") : whole;
  return quoted(inert);
}

/** A name as a key of a YAML mapping, without quotes if it is unambiguous. */
export function yamlKey(text: string): string {
  const plain = /^[A-Za-z][\w.-]*$/.test(text) && !/^(true|false|null|yes|no|on|off|y|n)$/i.test(text);
  return plain ? text : quoted(text.replace(/\p{Cs}/gu, "\ufffd"));
}

function quoted(text: string): string {
  return JSON.stringify(text).replace(INVISIBLE, (character) => {
    return `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`;
  });
}

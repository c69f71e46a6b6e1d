import { existsSync, readFileSync } from "node:fs";
import { formatPolicies } from "../../toolchain/commands/report";
import {
  type Example,
  type ExpectedFinding,
  firstPreviewFile,
  type RecordingName,
  readExamples,
  readTranslations,
  typeIn,
} from "../../toolchain/examples";
import { findLanguage, languages } from "../../toolchain/languages/find-languages";
import type { Replayed } from "./replays";

/** The examples in languages other than TypeScript, as rows for `test.each`. */
export const translations: readonly Example[] = readTranslations();

/** Each language with its programs, and the reason if they cannot be run. */
export const programsByLanguage = languages.map((language) => {
  const search = findLanguage(language);
  const programs = translations.filter(({ runtime }) => runtime === language.name);
  return { ...language, programs, missing: search.folder === undefined ? search.why : undefined };
});

/** The example in TypeScript that a program is a translation of. */
function originalOf({ scenario }: Example): Example {
  const original = readExamples().find(({ name }) => name === scenario);
  if (!original) throw new Error(`There is no example ${scenario}.`);
  return original;
}

/** Whether a language has so few known values before deployment that its first preview has its own expected text. */
export function hasOwnFirstPreview(example: Example): boolean {
  return existsSync(firstPreviewFile(example));
}

/**
 * The text that the CLI must print for a program, messages included: the file of its first preview, or the text for the program in
 * TypeScript.
 */
export async function expectedText(replayed: Replayed, example: Example, name: RecordingName): Promise<string> {
  if (name === "first-preview" && hasOwnFirstPreview(example)) return readFileSync(firstPreviewFile(example), "utf8");
  const original = await replayed(originalOf(example), name);
  const { pack } = original;
  const findings = original.findings.map((finding) => ({ ...finding, urn: urnIn(example, finding.urn) }));
  return `${formatPolicies(pack, findings)}\n`;
}

/** A URN with the type of the program's provider. */
function urnIn(example: Example, urn: string): string {
  return urn
    .split("::")
    .map((part, at) => (at === 2 ? typeIn(example, part) : part))
    .join("::");
}

/** The contradictions between findings with unknown values and those with all values known, as sentences. */
export function faultsOf(found: readonly ExpectedFinding[], whenAllIsKnown: readonly ExpectedFinding[]): string[] {
  const key = ({ policy, type, resource }: ExpectedFinding) => `${policy} on ${type} ${resource}`;
  const promised = new Set(whenAllIsKnown.filter(({ level }) => level === "mandatory").map(key));
  const mandatory = found.filter(({ level }) => level === "mandatory").map(key);
  const isUndecided = found.some(({ policy }) => policy === "undecided");
  return [
    ...mandatory.filter((finding) => !promised.has(finding)).map((finding) => `False alarm: ${finding}.`),
    ...[...promised]
      .filter((finding) => !mandatory.includes(finding) && !isUndecided)
      .map((finding) => `Not a word of: ${finding}.`),
  ];
}

import { isUnknown, type Unknown } from "../known/value";

/** Something in a program that Azure would refuse (a problem), or that it accepts although it is unusual (a note). */
export interface Remark {
  /** The property, in Azure Resource Manager's spelling: `destinationAddressPrefixes[1]`. */
  readonly field: string;
  /** A clause that quotes the value: `"443,80" is not a port, a range of ports or *`. */
  readonly text: string;
  /** What Azure accepts instead, in words that quote nothing of the program. */
  readonly hint?: string | undefined;
}

/** What was found while the fields of one rule were read. */
export interface Findings {
  readonly unknowns: Unknown[];
  readonly problems: Remark[];
  readonly notes: Remark[];
}

/** One value of a field, either a text or unknown. An absent field has no leaf. */
export type Leaf =
  | { readonly is: "text"; readonly field: string; readonly text: string }
  | { readonly is: "unknown"; readonly field: string };

/**
 * The value of a singular property; `undefined`, `null` and `""` mean that it is absent (providers send `""` for unused ones).
 * Numbers are read as their decimal text. Any other value is a problem, and counts as unknown.
 */
export function readLeaf(field: string, value: unknown, findings: Findings): Leaf | undefined {
  if (value === undefined || value === null || value === "") return undefined;
  return readValue(field, value, findings);
}

function readValue(field: string, value: unknown, findings: Findings): Leaf {
  if (isUnknown(value)) {
    findings.unknowns.push(value);
    return { is: "unknown", field };
  }
  if (typeof value === "string" || Number.isSafeInteger(value)) return { is: "text", field, text: `${value}` };
  return refuse(field, `a value of type ${typeof value} is not text`, findings);
}

/** The elements of a plural property. An absent list and `[]` have none, an unknown list has one unknown element. */
export function readLeaves(field: string, value: unknown, findings: Findings): Leaf[] {
  if (value === undefined || value === null || value === "") return [];
  if (!Array.isArray(value)) {
    return [isUnknown(value) ? readValue(field, value, findings) : refuse(field, "the value is not a list", findings)];
  }
  return value.flatMap((element, index) =>
    element === undefined || element === null ? [] : [readValue(`${field}[${index}]`, element, findings)],
  );
}

/** Records a problem. The refused value counts as unknown, because it is not known which value will replace it. */
export function refuse(field: string, text: string, findings: Findings, hint?: string): Leaf {
  findings.problems.push(hint === undefined ? { field, text } : { field, text, hint });
  return { is: "unknown", field };
}

/**
 * The element of `words` that a property contains, in any casing; `undefined` if it is unknown, absent or another word
 * (problems).
 */
export function readWord<Word extends string>(
  field: string,
  value: unknown,
  words: readonly Word[],
  findings: Findings,
): Word | undefined {
  const leaf = readLeaf(field, value, findings) ?? refuseMissing(field, findings);
  if (leaf.is === "unknown") return undefined;
  const word = words.find((each) => each.toLowerCase() === leaf.text.toLowerCase());
  const all = words.join(", ");
  if (word === undefined) refuse(field, `"${leaf.text}" is none of ${all}`, findings, `Azure accepts ${all}`);
  return word;
}

/** A whole number from `first` to `last`, as number or decimal text; `undefined` where it is unknown, absent or out of range (problems). */
export function readNumber(
  field: string,
  value: unknown,
  [first, last]: readonly [number, number],
  findings: Findings,
): number | undefined {
  const leaf = readLeaf(field, value, findings) ?? refuseMissing(field, findings);
  if (leaf.is === "unknown") return undefined;
  const number = /^\d{1,9}$/.test(leaf.text) ? Number(leaf.text) : Number.NaN;
  if (number >= first && number <= last) return number;
  const range = `${first} to ${last}`;
  refuse(field, `"${leaf.text}" is not a whole number from ${range}`, findings, `Azure accepts ${range}`);
  return undefined;
}

function refuseMissing(field: string, findings: Findings): Leaf {
  return refuse(field, "is required, and missing", findings, "Azure requires one");
}

import type { Rule } from "../../policies/rules/rule";

const PLACEHOLDER = /undefined|\[object|NaN|\bnull\b|\$\{|""|unknown\(|urn:pulumi/;
const MOST_LINES = 6;
const LONGEST_LINE = 250;

/** The faults in the form of a message. */
export function messageFaults(message: string, { title, checkRunSummary }: Rule): readonly string[] {
  const lines = message.split("\n");
  const faults: string[] = [];
  if (/could not be judged/.test(message)) faults.push(`an error of the policy: ${message}`);
  if (lines.length > MOST_LINES) faults.push(`${lines.length} lines`);
  if (!/^See https:\/\/\S+$/.test(lines.at(-1) ?? "")) faults.push("no link at the end");
  if (lines.some((line) => line.trim() === "")) faults.push("an empty line");
  // Records and undecided findings ask for no change.
  if (!checkRunSummary && !/^Fix: ./m.test(message)) faults.push("no change");
  const placeholder = PLACEHOLDER.exec(message);
  if (placeholder) faults.push(`a placeholder: ${placeholder[0]}`);
  if (/these values/.test(message) && !/depends on/.test(message))
    faults.push("speaks of values that it does not name");
  if (message.includes(title)) faults.push("repeats the description");
  if (new Set(lines).size < lines.length) faults.push("says a line twice");
  for (const line of lines.slice(0, -1)) {
    if (line.length > LONGEST_LINE) faults.push(`a line of ${line.length} characters: ${line}`);
    if (!/^\S.*[.!]$/.test(line)) faults.push(`a line that is no sentence: ${line}`);
  }
  return faults;
}

import { RULES } from "../../policies/rules";
import type { Rule } from "../../policies/rules/rule";
import type { JudgedFinding } from "../findings/document";

/** What a finding says, part by part. */
export interface MessageParts {
  readonly found: string;
  /** Why it matters, and what else there is to say. */
  readonly why: readonly string[];
  readonly change: readonly string[];
  /** The property at fault; `""` where none is known. */
  readonly path: string;
}

const FIX = "Fix: ";

/**
 * The parts of a message. The changes are those of the evidence where it is there: a message has few lines, and puts several
 * changes into one.
 */
export function messageParts({ policy, message, evidence }: JudgedFinding): MessageParts {
  const link = `See ${ruleOf(policy)?.link}`;
  // The link stands beside the policy.
  const [found = "", ...rest] = message.split("\n").filter((line) => line !== link);
  return {
    found,
    why: rest.filter((line) => !line.startsWith(FIX)),
    change: evidence?.change ?? rest.filter((line) => line.startsWith(FIX)).map((line) => line.slice(FIX.length)),
    path: evidence?.path ?? "",
  };
}

/** The policy of a finding; `undefined` where it is of another version of the pack. */
export function ruleOf(policy: string): Rule | undefined {
  return RULES.find(({ name }) => name === policy);
}

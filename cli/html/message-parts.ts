import { RULES } from "../../policies/rules";
import type { Rule } from "../../policies/rules/rule";
import type { JudgedFinding } from "../findings/document";

/** The parts of a finding's message. */
export interface MessageParts {
  readonly found: string;
  /** Why it matters, and further notes. */
  readonly why: readonly string[];
  readonly change: readonly string[];
  /** The path of the property at fault; `""` if unknown. */
  readonly path: string;
}

const FIX = "Fix: ";

/**
 * Splits a message into its parts. The changes come from the evidence if available, because the message combines several changes in
 * one line.
 */
export function messageParts({ policy, message, evidence }: JudgedFinding): MessageParts {
  const link = `See ${ruleOf(policy)?.link}`;
  // The link is shown next to the policy.
  const [found = "", ...rest] = message.split("\n").filter((line) => line !== link);
  return {
    found,
    why: rest.filter((line) => !line.startsWith(FIX)),
    change: evidence?.change ?? rest.filter((line) => line.startsWith(FIX)).map((line) => line.slice(FIX.length)),
    path: evidence?.path ?? "",
  };
}

/** The policy of a finding; `undefined` if it belongs to another version of the pack. */
export function ruleOf(policy: string): Rule | undefined {
  return RULES.find(({ name }) => name === policy);
}

import type { Rule } from "../../../policies/rules/rule";
import { formatFindings } from "../../../toolchain/commands/report";
import type { Diagnostic } from "../../../toolchain/wire/analyzer-answers";
import { askedBy, saidBy } from "./said";
import type { Cases } from "./tables";

/** All messages about one case. */
export interface Said {
  readonly title: string;
  readonly findings: readonly Diagnostic[];
}

/** The messages of a policy in the cases with findings, and those of undecided cases. */
export function everythingSaid(rule: Rule, { invalid, undecided }: Cases): readonly Said[] {
  const open = typeof undecided === "string" ? [] : undecided;
  return [
    ...invalid.map((each) => ({ title: each.title, findings: saidBy(rule, each) })),
    ...open.map((each) => ({ title: `${each.title}: undecided`, findings: askedBy(rule, each) })),
  ];
}

/** The message as the CLI prints it. */
export function formatSaid(said: readonly Said[]): string {
  return said.map(({ title, findings }) => `# ${title}\n${formatFindings(findings).join("\n")}\n`).join("\n");
}

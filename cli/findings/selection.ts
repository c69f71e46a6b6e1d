import { RULES } from "../../policies/rules";
import type { Severity } from "../../policies/rules/rule";
import type { Status } from "../answer";
import type { Given, Option } from "../command";
import { policyNameFault } from "../policy-name";
import type { EffectiveLevel, FindingsDocument, JudgedFile, JudgedFinding } from "./document";

const SEVERITIES: readonly Severity[] = ["low", "medium", "high", "critical"];
const FAIL_ON = ["mandatory", "advisory", "never"] as const;

/** The option that defines which findings lead to exit status 1. */
export const FAIL_ON_OPTION: Option = {
  value: "LEVEL",
  about: "exit with status 1 on mandatory findings (default), on advisory ones too, or never",
  choices: FAIL_ON,
};

/** The option that omits output without findings. */
export const QUIET: Option = { about: "leave out files without findings, notes and progress" };

/** The options that select a part of the findings. */
export const SELECTION_OPTIONS: Readonly<Record<string, Option>> = {
  policy: {
    value: "NAME",
    about: "count and show only the findings of this policy; can be repeated",
    many: true,
    offers: RULES.map(({ name }) => name),
  },
  severity: {
    value: "SEVERITY",
    about: "count and show only findings of this severity or higher",
    choices: SEVERITIES,
  },
  since: {
    value: "FILE",
    about: "report what is new and what is fixed since the run in FILE, in any form that report reads",
    reads: true,
  },
  "fail-on": FAIL_ON_OPTION,
  quiet: QUIET,
};

/** Why the selection is invalid, in one sentence. */
export function selectionFault({ options }: Given): string | undefined {
  return namedPolicies(options)
    .map(policyNameFault)
    .find((fault) => fault !== undefined);
}

/** The part of a document that the options of a command line select. */
export function selected(document: FindingsDocument, { options }: Given): FindingsDocument {
  const policies = namedPolicies(options);
  const least = SEVERITIES.indexOf(options.get("severity") as Severity);
  if (policies.length === 0 && least <= 0) return document;
  const isWanted = (policy: string) => policies.length === 0 || policies.includes(policy);
  const wanted = <F extends Pick<JudgedFinding, "policy" | "severity">>(findings: readonly F[]) =>
    findings.filter(({ policy, severity }) => isWanted(policy) && SEVERITIES.indexOf(severity) >= least);
  const files = document.files.map((file): JudgedFile => {
    const { policies: judged, findings, exempted, pointers } = file;
    return {
      ...file,
      ...(judged ? { policies: Object.fromEntries(Object.entries(judged).filter(([name]) => isWanted(name))) } : {}),
      findings: wanted(findings),
      ...(file.fixed ? { fixed: wanted(file.fixed) } : {}),
      ...(exempted ? { exempted: wanted(exempted) } : {}),
      ...(pointers ? { pointers: wanted(pointers) } : {}),
    };
  });
  return { ...document, files };
}

/** The exit status for findings. A file that could not be judged takes precedence over any finding. */
export function statusOf(
  levels: Iterable<EffectiveLevel>,
  refused: readonly unknown[],
  { options }: Pick<Given, "options">,
): Status {
  if (refused.length > 0) return 2;
  const failOn = options.get("fail-on") ?? "mandatory";
  const found = new Set(levels);
  const fails = found.has("mandatory") || (failOn === "advisory" && found.has("advisory"));
  return failOn !== "never" && fails ? 1 : 0;
}

function namedPolicies(options: Given["options"]): readonly string[] {
  return options.get("policy")?.split(",") ?? [];
}

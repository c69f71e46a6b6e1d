import { ask } from "../remedies/remedy";
import type { Problem } from "../settings/kind";
import { type Finding, finding, type Rule } from "./rule";

/** The policy with the settings that all policies share. It runs first, because the other policies need the settings. */
export const settings: Rule = {
  name: "settings",
  title: "The settings of the policy pack are spelled correctly and valid.",
  severity: "high",
  levels: { recommended: "mandatory", strict: "mandatory" },
  link: "https://www.pulumi.com/docs/iac/crossguard/configuration/",
  checkRunSummary: (_summary, context) => context.settings.problems.map(toFinding),
};

function toFinding({ at, found, meant, accepts }: Problem): Finding {
  // An exemption with one wrong field is left out as a whole.
  const [entry] = /^\w+\[\d+\]/.exec(at) ?? [];
  return finding({
    urn: "",
    path: at,
    found: `${at}${found.startsWith('"') ? ":" : ""} ${found}.`,
    why: entry
      ? `The policy pack ignores ${entry}; all other settings apply.`
      : "The policy pack ignores it and uses the default; all other settings apply.",
    remedies: [ask(meant === undefined ? `Give ${accepts}.` : `Did you mean "${meant}"? Accepted: ${accepts}.`)],
  });
}

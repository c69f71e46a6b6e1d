import { ask } from "../remedies/remedy";
import type { Problem } from "../settings/kind";
import { type Finding, finding, type Rule } from "./rule";

/** Carries the settings that all policies share. It comes first, so that they are read before anything is judged. */
export const settings: Rule = {
  name: "settings",
  title: "The settings of the policy pack are spelled right and can be used.",
  severity: "high",
  levels: { recommended: "mandatory", strict: "mandatory" },
  link: "https://www.pulumi.com/docs/iac/crossguard/configuration/",
  checkProceedings: (_proceedings, context) => context.settings.problems.map(toFinding),
};

function toFinding({ at, found, meant, accepts }: Problem): Finding {
  // An exemption with one wrong field is left out as a whole.
  const [entry] = /^\w+\[\d+\]/.exec(at) ?? [];
  return finding({
    urn: "",
    path: at,
    found: `${at}${found.startsWith('"') ? ":" : ""} ${found}.`,
    why: entry
      ? `${entry} is left out; everything else was judged as configured.`
      : "It has no effect: the default applies, and everything else was judged as configured.",
    remedies: [ask(meant === undefined ? `Give ${accepts}.` : `Did you mean "${meant}"? Accepted: ${accepts}.`)],
  });
}

import type { Report } from "./judge/report";
import type { Rule } from "./rules/rule";
import { settings } from "./rules/settings";
import { SETTINGS } from "./settings/settings";

/** Reported once for each stack by the first policy that is enabled. */
export function settingsDisabled(first: Rule): Report {
  return notice(first, "", [
    `The policy ${settings.name} is disabled, so the settings of this policy pack are not read.`,
    "All policies judge with the default settings, and no exemption applies.",
    `Fix: Enable the policy ${settings.name} to use settings and exemptions.`,
  ]);
}

/** Pulumi passes any property to any policy, and does not report properties that no policy reads. */
export function misplacedSettings(rule: Rule, urn: string, config: object): readonly Report[] {
  const names = Object.keys(config).sort();
  if (names.length === 0 || rule.name === settings.name) return [];
  const shared = names.filter((name) => Object.hasOwn(SETTINGS, name));
  const change =
    shared.length > 0
      ? `Move ${shared.join(", ")} to the policy ${settings.name}, which has the settings of all policies.`
      : `Remove it, or look for its name among the settings of the policy ${settings.name}.`;
  return [
    notice(rule, urn, [
      `The policy ${rule.name} takes no settings, but is given ${names.slice(0, 5).join(", ")}.`,
      "It has no effect here.",
      `Fix: ${change}`,
    ]),
  ];
}

function notice({ name }: Rule, urn: string, lines: readonly string[]): Report {
  const message = [...lines, `See ${settings.link}`].join("\n");
  return { policy: name, urn, message, severity: "low", level: "advisory", finding: undefined };
}

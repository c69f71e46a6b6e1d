import { expect, test } from "vitest";
import { openEvaluation } from "../../policies/judge";
import { settings } from "../../policies/rules/settings";
import { readSettings } from "../../policies/settings/settings";
import { anExemption, TODAY } from "../support/exemptions";

const policies = ["settings", "pool-no-classic-communication"];

function messages(raw: unknown): string[] {
  const context = { settings: readSettings(raw, { today: TODAY, policies }), today: TODAY };
  return openEvaluation([], context)
    .judge(settings)
    .reports.map(({ message }) => message);
}

test("right settings are not mentioned", () => {
  expect(messages({ retirementDate: "2026-12-31", exemptions: [anExemption()] })).toEqual([]);
});

test("each fault is one finding: the place, what applies instead, the nearest right name, what is accepted", () => {
  expect(messages({ retirmentDate: "2026-12-31", retirementDate: "soon", trustedSources: ["10.0.0.0/40"] })).toEqual([
    [
      "retirmentDate is not a setting.",
      "The policy pack ignores it and uses the default; all other settings apply.",
      'Fix: Did you mean "retirementDate"? Accepted: one of retirementDate, batchSubnets, batchSecurityGroups, trustedSources, trustedNextHops, estate, estateMaxAge, estateFindings, notExemptable, exemptions.',
      `See ${settings.link}`,
    ].join("\n"),
    [
      'retirementDate: "soon" is not a day of the calendar.',
      "The policy pack ignores it and uses the default; all other settings apply.",
      "Fix: Give a date, yyyy-mm-dd.",
      `See ${settings.link}`,
    ].join("\n"),
    [
      'trustedSources[0]: "10.0.0.0/40" is not an address or prefix.',
      "The policy pack ignores trustedSources[0]; all other settings apply.",
      'Fix: Give an address or prefix, e.g. "10.20.0.0/16" or "2001:db8::/32".',
      `See ${settings.link}`,
    ].join("\n"),
  ]);
});

import { expect, test } from "vitest";
import { openEvaluation } from "../../policies/judge";
import { unknown } from "../../policies/known/value";
import type { Rule, Undecided } from "../../policies/rules/rule";
import { undecided } from "../../policies/rules/undecided";
import { DEFAULT_SETTINGS } from "../../policies/settings/settings";
import { TODAY } from "../support/exemptions";
import { planned } from "../support/planned";

const open: Undecided = { kind: "undecided", urn: "urn:pool", question: "whether it is open", unknowns: [] };

function linkOf(item: Undecided): string | undefined {
  const levels = { recommended: "mandatory", strict: "mandatory" } as const;
  const asking: Rule = {
    ...{ name: "asking", title: "…", severity: "high", levels, link: "https://x" },
    checkTopology: () => [item],
  };
  const evaluation = openEvaluation([planned("batch:Pool", "pool", { inputs: {} })], {
    settings: DEFAULT_SETTINGS,
    today: TODAY,
  });
  evaluation.judge(asking);
  return evaluation.judge(undecided).reports[0]?.message.split("\n").at(-1);
}

test.each<[string, Undecided, string]>([
  ["the page of the policy, where a deployment does not decide", { ...open, advice: "Check it." }, "https://x"],
  ["Pulumi's, where it does", { ...open, unknowns: [unknown("location", "urn:nsg")] }, undecided.link],
])("links %s", (_, item, link) => expect(linkOf(item)).toBe(`See ${link}`));

import type { PlannedResource } from "../plan/resource";
import { parseUrn } from "../plan/urn";
import { ask } from "../remedies/remedy";
import type { Context } from "../settings/context";
import { daysBetween } from "../settings/dates";
import { byExpiry, type Exemption, explain, isExpired, isForThisStack, namesResource } from "../settings/exemption";
import { identityOf } from "../topology/identity";
import { describe, firstFew, MOST_NAMED, placesOf } from "./lib/exemption-list";
import type { RunSummary } from "./lib/run-summary";
import { type Finding, finding, type Rule } from "./rule";

/** Reports the exemptions of a stack. It runs last, when all findings are known. */
export const exemptions: Rule = {
  name: "exemptions",
  title: "Accepted findings are on record, and exemptions without effect are removed.",
  severity: "low",
  levels: { recommended: "advisory", strict: "advisory" },
  link: "https://www.pulumi.com/docs/iac/crossguard/configuration/",
  checkRunSummary: (summary, context) => {
    const active = activeIn(summary, context);
    const unused = context.settings.exemptions.filter((each) => isUnused(each, summary, context));
    return active.length + unused.length > 0 ? [toFinding(active, unused, summary, context)] : [];
  },
};

const SOON_DAYS = 30;

/** The command that lists all exemptions with their reasons, for which a message has no room. */
const LIST = '"azure-batch-guard check --format json"';

function toFinding(
  active: readonly Exemption[],
  unused: readonly Exemption[],
  { exempted }: RunSummary,
  { today }: Context,
): Finding {
  const soon = active.filter(({ expires }) => daysBetween(today, expires) <= SOON_DAYS);
  return finding({
    urn: "",
    path: "exemptions",
    found: active.length > 0 ? `Active: ${listed(active)}.` : "No exemption is active in this stack.",
    why:
      active.length > 0
        ? `${count(active.length, "exemption excludes", "exemptions exclude")} ${count(exempted.length, "finding", "findings")} from the result.`
        : "An exemption without effect today would hide a new fault tomorrow.",
    remedies: [
      ...(soon.length > 0
        ? [ask(`Resolve or renew before they expire: ${firstFew(soon, (each) => remaining(each, today))}.`)]
        : []),
      ...(unused.length > 0
        ? [ask(`Remove what has expired or matches nothing in this stack: ${firstFew(unused, describe, placesOf)}.`)]
        : []),
    ],
  });
}

/** The exemptions that have an effect in this stack, in the order in which they expire. */
function activeIn({ exempted }: RunSummary, { settings }: Context): readonly Exemption[] {
  const used = new Set(exempted.flatMap((each) => each.exemptions.map(({ at }) => at)));
  const active = settings.exemptions.filter(({ at }) => used.has(at));
  return active.toSorted(byExpiry);
}

/**
 * Whether an exemption of this stack has no effect: it has expired, or matches nothing. One that matches nothing is not reported while its
 * policy is disabled or still has undecided questions, or if a resource that it names is excluded from the run (`--target`).
 */
function isUnused(exemption: Exemption, summary: RunSummary, { today }: Context): boolean {
  const here = parseUrn(summary.resources[0]?.urn ?? "");
  if (!here || !isForThisStack(exemption, here.project, here.stack)) return false;
  if (isExpired(exemption, today)) return true;
  const about = ({ policy }: { policy: string }) => exemption.policy === "*" || exemption.policy === policy;
  if (summary.exempted.some(({ exemptions: used }) => used.some(({ at }) => at === exemption.at))) return false;
  if (exemption.policy !== "*" && !summary.judged.has(exemption.policy)) return false;
  const names = (resource: PlannedResource) => namesResource(exemption.resource, identityOf(resource));
  // Undecided questions do not matter here: there is no finding on a resource that the stack does not have.
  if (!summary.resources.some(names)) return true;
  if (summary.undecided.some(about)) return false;
  return !summary.resources.some((resource) => !resource.hasInputs && names(resource));
}

/** A few exemptions are listed with their reasons; for many, the message names the command that lists the reasons. */
function listed(active: readonly Exemption[]): string {
  const isFew = active.length <= MOST_NAMED;
  const inWords = (each: Exemption) => `${describe(each)} until ${each.expires}${isFew ? `, ${explain(each)}` : ""}`;
  return firstFew(active, inWords, () => `; ${LIST} lists all, with their reasons`);
}

function remaining(exemption: Exemption, today: string): string {
  const days = daysBetween(today, exemption.expires);
  return `${describe(exemption)} in ${count(days, "day", "days")}`;
}

function count(many: number, one: string, more: string): string {
  return `${many} ${many === 1 ? one : more}`;
}

import { type Remedies, withEstate } from "./judge/outside";
import { perStack } from "./judge/per-stack";
import { faultReport, type Report, toReport } from "./judge/report";
import { ofProgram } from "./judge/view";
import type { PlannedResource } from "./plan/resource";
import type { Reach } from "./reach/reach";
import type { Proof } from "./rules/lib/proof";
import type { Exempted, RunSummary } from "./rules/lib/run-summary";
import { askingOwner } from "./rules/lib/whom-to-ask";
import type { Finding, Item, Rule, Undecided } from "./rules/rule";
import type { Context } from "./settings/context";
import { byExpiry, type Exemption, isAbout, isExpired } from "./settings/exemption";
import { toEntities } from "./topology/entity";
import { identityOf, identityOfUrn } from "./topology/identity";
import { memoFor, once } from "./topology/once";

/** A finding that does not count, and the reason. */
export interface ExemptedReport extends Report, Exempted {}

/** What one rule reports about a program. */
export interface RuleResult {
  readonly reports: readonly Report[];
  /** The findings that the user accepted. */
  readonly exempted: readonly ExemptedReport[];
  readonly undecided: readonly Undecided[];
}

/** Judges one resource by its inputs alone. */
export function judgeResource(rule: Rule, resource: PlannedResource, context: Context): RuleResult {
  const { checkEntity } = rule;
  if (!checkEntity) return NOTHING_TO_SAY;
  const find = (urn: string) => (urn === resource.urn ? resource : undefined);
  return guarded(rule, resource.urn, () => {
    const items = entitiesIn(resource).flatMap((entity) => checkEntity(entity, context));
    return resultOf(rule, items, find, context);
  });
}

/** Each resource is read once for all rules. */
const entitiesIn = memoFor(toEntities);

/** A program that is linked once and then judged by one rule after the other, in their order. */
export interface Evaluation {
  readonly judge: (rule: Rule) => RuleResult;
  /** What the rules read: the traces of all pools, including those declared in settings, and their networks. */
  readonly reach: () => Reach;
  /** A finding with remedies that can be made together with those of all other findings of the program, as `judge` reports it. */
  readonly fitted: (finding: Finding) => Finding;
  /** The changes that fix a finding of a rule in the program, each of which was tried. */
  readonly fixes: Proof["fixes"];
}

/** The results that were found resource by resource, before the whole stack is judged. */
export type Earlier = Pick<RunSummary, "judged" | "exempted" | "undecided">;

/**
 * Links the resources of a whole stack, when the first question is asked.
 *
 * @param earlier the results of {@link judgeResource} for the same program: their exemptions are in use and their questions are open.
 */
export function openEvaluation(
  resources: readonly PlannedResource[],
  context: Context,
  earlier: Earlier = { judged: new Set(), exempted: [], undecided: [] },
  remedies: Remedies = "tried",
): Evaluation {
  const { view, estate, items, fitted, fixes } = withEstate(resources, context, remedies);
  let byUrn: ReadonlyMap<string, PlannedResource> | undefined;
  const judged = new Set(earlier.judged);
  const exempted = [...earlier.exempted];
  const undecided: RunSummary["undecided"][number][] = [];

  function check(rule: Rule): readonly Item[] {
    const { checkRunSummary } = rule;
    const found = items(rule).map((item) =>
      item.kind === "undecided" ? askingOwner(item, find(item.urn), estate().aside) : item,
    );
    if (!checkRunSummary) return found;
    // Undecided network questions come first: a message has few lines.
    const summary = { resources, judged, exempted, undecided: [...undecided, ...earlier.undecided] };
    return [...found, ...perStack(summary, (each) => checkRunSummary(each, context))];
  }

  function find(urn: string): PlannedResource | undefined {
    byUrn ??= new Map(resources.map((resource) => [resource.urn, resource]));
    return byUrn.get(urn);
  }

  return {
    reach: once(() => ofProgram(view.reach())),
    fitted,
    fixes,
    judge: (rule) => {
      const result = guarded(rule, "", () => resultOf(rule, check(rule), find, context));
      judged.add(rule.name);
      exempted.push(...result.exempted);
      undecided.push(...questionsOf(rule, result));
      return result;
    },
  };
}

/** The questions of a result, with the policy that asks. */
export function questionsOf({ name, link }: Rule, { undecided }: RuleResult): RunSummary["undecided"] {
  return undecided.map((item) => ({ ...item, policy: name, link }));
}

const NOTHING_TO_SAY: RuleResult = { reports: [], exempted: [], undecided: [] };

/** An internal error is a finding of the policy in which it happened: silence would read as "all is well". */
function guarded(rule: Rule, urn: string, check: () => RuleResult): RuleResult {
  try {
    return check();
  } catch (fault) {
    return { ...NOTHING_TO_SAY, reports: [faultReport(rule, urn, fault)] };
  }
}

type Find = (urn: string) => PlannedResource | undefined;

function resultOf(rule: Rule, items: readonly Item[], find: Find, context: Context): RuleResult {
  const reports: Report[] = [];
  const exempted: ExemptedReport[] = [];
  for (const item of items) {
    if (item.kind === "undecided") continue;
    const about = exemptionsAbout(rule, item, find, context);
    const active = about.filter((exemption) => !isExpired(exemption, context.today));
    if (active.length > 0) exempted.push({ ...toReport(rule, item), exemptions: active });
    else reports.push(toReport(rule, item, about.toSorted(byExpiry).at(-1)));
  }
  return { reports, exempted, undecided: items.filter((item) => item.kind === "undecided") };
}

function exemptionsAbout(rule: Rule, item: Finding, find: Find, { settings }: Context): readonly Exemption[] {
  const { exemptions, notExemptable } = settings;
  if (exemptions.length === 0 || item.urn === "") return [];
  if (notExemptable.includes(rule.name) || notExemptable.includes("*")) return [];
  const found = find(item.urn);
  const resource = found ? identityOf(found) : identityOfUrn(item.urn);
  const target = { policy: rule.name, resource, securityRule: item.securityRule };
  return exemptions.filter((exemption) => isAbout(exemption, target));
}

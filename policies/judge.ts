import type { PlannedResource } from "./plan/resource";
import { withDeclared } from "./reach/declared-pools";
import { openReach, type Reach } from "./reach/reach";
import type { Exempted, RunSummary } from "./rules/lib/run-summary";
import type { Finding, Item, Rule, Severity, Undecided } from "./rules/rule";
import type { Context } from "./settings/context";
import { byExpiry, type Exemption, explain, isAbout, isExpired } from "./settings/exemption";
import { toEntities } from "./topology/entity";
import { identityOf, identityOfUrn } from "./topology/identity";
import { once } from "./topology/once";
import { buildTopology } from "./topology/topology";
import { shortened } from "./wording/shown";

/** A finding with its message, ready to be shown. */
export interface Report {
  readonly policy: string;
  /** `""` where it is about the stack. */
  readonly urn: string;
  readonly message: string;
  readonly severity: Severity;
  /** `advisory` lowers the policy's level for this finding; `undefined` leaves it. */
  readonly level: "advisory" | undefined;
  /** `undefined` where the policy could not be judged. */
  readonly finding: Finding | undefined;
}

/** A finding that does not count, and why. */
export interface ExemptedReport extends Report, Exempted {}

/** What one rule says of a program. */
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
    const items = toEntities(resource).flatMap((entity) => checkEntity(entity, context));
    return resultOf(rule, items, find, context);
  });
}

/** A program put together once, to be judged by one rule after the other, in their order. */
export interface Evaluation {
  readonly judge: (rule: Rule) => RuleResult;
  /** What the rules read: the traces of all pools, those that the settings declare included, and the networks that they are in. */
  readonly reach: () => Reach;
}

/** What was judged before the whole stack is: resource by resource. */
export type Earlier = Pick<RunSummary, "judged" | "exempted" | "undecided">;

/**
 * Links the resources of a whole stack, at the first question.
 *
 * @param earlier what {@link judgeResource} came to for the same program: exemptions are in use there too, and questions are asked.
 */
export function openEvaluation(
  resources: readonly PlannedResource[],
  context: Context,
  earlier: Earlier = { judged: new Set(), exempted: [], undecided: [] },
): Evaluation {
  const topology = once(() => withDeclared(buildTopology(resources), context.settings));
  const reach = once(() => openReach(topology(), context.settings.trustedNextHops));
  let byUrn: ReadonlyMap<string, PlannedResource> | undefined;
  const judged = new Set(earlier.judged);
  const exempted = [...earlier.exempted];
  const undecided: RunSummary["undecided"][number][] = [];

  function check({ checkReach, checkTopology, checkRunSummary }: Rule): readonly Item[] {
    const items: Item[] = [];
    if (checkReach) items.push(...checkReach(reach(), context));
    if (checkTopology) items.push(...checkTopology(topology(), context));
    // What the networks leave open comes first: a message has few lines.
    const asked = [...undecided, ...earlier.undecided];
    if (checkRunSummary) items.push(...checkRunSummary({ resources, judged, exempted, undecided: asked }, context));
    return items;
  }

  function find(urn: string): PlannedResource | undefined {
    byUrn ??= new Map(resources.map((resource) => [resource.urn, resource]));
    return byUrn.get(urn);
  }

  return {
    reach,
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
export function questionsOf({ name }: Rule, { undecided }: RuleResult): RunSummary["undecided"] {
  return undecided.map((item) => ({ ...item, policy: name }));
}

const NOTHING_TO_SAY: RuleResult = { reports: [], exempted: [], undecided: [] };

/** A fault of ours is a finding of the policy it happened in: silence would read as "all is well". */
function guarded(rule: Rule, urn: string, check: () => RuleResult): RuleResult {
  try {
    return check();
  } catch (fault) {
    return { ...NOTHING_TO_SAY, reports: [faultReport(rule, urn, fault)] };
  }
}

/** The report of an error in a policy. No exemption is about it. */
export function faultReport({ name, severity, link }: Rule, urn: string, fault: unknown): Report {
  const where = urn === "" ? "this stack" : shortened(urn, 300);
  const message = [
    `The policy ${name} could not be judged on ${where}: ${reasonOf(fault)}.`,
    "This is an error in azure-batch-guard, not in your program; it is unknown whether the program meets the policy.",
    `Fix: Report it with the program that shows it; until it is fixed, set ${name} to "disabled" to continue.`,
    `See ${link}`,
  ];
  return { policy: name, urn, message: message.join("\n"), severity, level: undefined, finding: undefined };
}

/** A line of this code, in its sources or in the one file that they are shipped as. */
const OWN_CODE = /(policies[\\/][\w\\/-]{1,80}|\bpack)\.[jt]s:\d{1,6}/;

/** The kind of error and where it happened. Its text is left out: it may quote a value of the program, which may be a secret. */
function reasonOf(fault: unknown): string {
  if (!(fault instanceof Error)) return "something was thrown";
  const frames = (fault.stack ?? "").replace(fault.message, "").split("\n");
  const place = frames.map((frame) => OWN_CODE.exec(frame)?.[0]).find((found) => found !== undefined);
  return `${fault.constructor.name}${place === undefined ? "" : ` at ${place.replaceAll("\\", "/")}`}`;
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

const MOST_LINES = 6;

/** One line for each change; where they are too many, the last line takes the rest. */
function atMost(lines: number, changes: readonly string[]): string[] {
  if (changes.length <= lines) return changes.map((change) => `Fix: ${change}`);
  const own = changes.slice(0, Math.max(0, lines - 1));
  return [...own, changes.slice(own.length).join(" ")].map((change) => `Fix: ${change}`);
}

function toReport(rule: Rule, item: Finding, expired?: Exemption): Report {
  const ended = expired ? [`Its exemption expired on ${expired.expires}: ${explain(expired)}.`] : [];
  const above = [item.found, item.why, ...ended].join("\n").split("\n");
  const lines = [...above, ...atMost(MOST_LINES - 1 - above.length, item.change), `See ${rule.link}`];
  return {
    policy: rule.name,
    urn: item.urn,
    message: lines.join("\n"),
    severity: item.severity ?? rule.severity,
    level: item.advisory ? "advisory" : undefined,
    finding: item,
  };
}

import { type Earlier, type ExemptedReport, judgeResource, openEvaluation, questionsOf } from "../policies/judge";
import type { Remedies } from "../policies/judge/outside";
import type { Report } from "../policies/judge/report";
import { misplacedSettings, settingsDisabled } from "../policies/notices";
import type { Program } from "../policies/plan/program";
import { withoutSecrets } from "../policies/plan/secrets";
import { parseUrn, stackIn } from "../policies/plan/urn";
import { RULES } from "../policies/rules";
import { namesOf } from "../policies/rules/policy-names";
import { judgesStack, type Rule } from "../policies/rules/rule";
import { settings as settingsPolicy } from "../policies/rules/settings";
import type { Context } from "../policies/settings/context";
import { DEFAULT_SETTINGS, readSettings } from "../policies/settings/settings";
import { exceptionsApplied } from "./configuration/exceptions";
import { levelIn, type PackConfiguration } from "./configuration/pack-configuration";
import { asOne } from "./estate/one-program";
import type { EffectiveLevel, ExemptedFinding, JudgedFile } from "./findings/document";
import { finder, grounds } from "./findings/judged-finding";
import type { NetworkPath } from "./findings/network-path";
import { inOrder } from "./findings/order";
import { pointersIn } from "./findings/pointers";
import { networkPathsOf } from "./picture/network-paths";
import { withRemedies } from "./picture/with-remedies";

/** A program and its name. */
export interface NamedProgram {
  readonly file: string;
  readonly program: Program;
}

type Judged = Required<Omit<JudgedFile, "fixed">>;

/**
 * Judges a program as the engine does: first each resource by its inputs, then the stack. The findings are those of
 * `pulumi policy analyze` on the same file with the same configuration, with their evidence. They contain no secrets of the program.
 *
 * @param file the name of the program.
 */
export function judgeProgram(file: string, program: Program, configuration: PackConfiguration, today: string): Judged {
  return judgePrograms([{ file, program }], configuration, today)[0] as Judged;
}

/**
 * Judges linked programs as one. A finding is reported for the file with the resource to change; the files of the pools that it is about
 * have a pointer to it.
 *
 * @param remedies "as they are" for callers that read no messages: trying the remedies takes half of the time.
 */
export function judgePrograms(
  programs: readonly NamedProgram[],
  configuration: PackConfiguration,
  today: string,
  remedies: Remedies = "tried",
): readonly Judged[] {
  const levels = new Map(RULES.map((rule) => [rule.name, levelIn(configuration, rule.name, rule.levels.recommended)]));
  const rules = RULES.filter(({ name }) => levels.get(name) !== "disabled");
  const context = { settings: settingsIn(configuration, today), today };
  const all = asOne(programs.map(({ program }) => program));
  const { reports, exempted, reach } = judge(rules, all, configuration, context, remedies);
  const networkPaths = networkPathsOf(reach()).map((path) => withoutSecretsIn(withRemedies(path, reports), all));
  const known = levels as ReadonlyMap<string, EffectiveLevel>;
  const policies = Object.fromEntries(rules.map(({ name }) => [name, levels.get(name)])) as Judged["policies"];
  return programs.map(({ file, program }) => {
    const toFinding = finder(program, known, all);
    const isOurs = ownIn(program, programs.length > 1);
    const { project = "", stack = "" } = parseUrn(program.resources[0]?.urn ?? "") ?? {};
    const judged = exceptionsApplied(reports.filter(isOurs).map(toFinding), configuration);
    const accepted = exempted.filter(isOurs);
    return {
      ...{ file, project, stack, policies },
      findings: inOrder(judged.counted),
      exempted: inOrder([
        ...accepted.map((report): ExemptedFinding => ({ ...toFinding(report), exemptions: grounds(report) })),
        ...judged.excepted,
      ]),
      pointers: programs.length > 1 ? pointersIn(program, reports, known, all.secrets) : [],
      networkPaths: networkPaths.filter(({ pool }) => isOurs({ urn: pool })),
    };
  });
}

/** Whether a report is about one of several programs. A report about no resource is about each of them. */
function ownIn({ resources }: Program, isOneOfSeveral: boolean): (report: { readonly urn: string }) => boolean {
  if (!isOneOfSeveral) return () => true;
  const stacks = new Set(resources.map(({ urn }) => stackIn(urn)));
  return ({ urn }) => urn === "" || stacks.has(stackIn(urn));
}

function withoutSecretsIn(path: NetworkPath, { secrets }: Program): NetworkPath {
  const clean = (text: string) => withoutSecrets(text, secrets);
  const hops = path.hops.map((hop) => ({
    ...hop,
    name: clean(hop.name),
    detail: clean(hop.detail),
    ...(hop.remedy === undefined ? {} : { remedy: clean(hop.remedy) }),
  }));
  return { ...path, name: clean(path.name), region: clean(path.region), hops };
}

/** The settings from the configuration of the policy `settings`; the defaults if this policy is disabled. */
export function settingsIn(configuration: PackConfiguration, today: string): Context["settings"] {
  const { name, levels } = settingsPolicy;
  const enabled = levelIn(configuration, name, levels.recommended) !== "disabled";
  const given = configuration.get(name)?.properties;
  const settings = enabled ? readSettings(given, { ...namesOf(RULES), today }) : DEFAULT_SETTINGS;
  return configuration.estate ? { ...settings, estate: configuration.estate } : settings;
}

/** The two calls that the engine makes. Reports that occur once for each stack are part of the first call. */
function judge(
  rules: readonly Rule[],
  program: Program,
  configuration: PackConfiguration,
  context: Context,
  remedies: Remedies,
) {
  const [first, ...others] = program.analyzed;
  const isOneStack = others.every(({ urn }) => stackIn(urn) === stackIn(first?.urn ?? ""));
  const reports: Report[] = rules.flatMap((rule) =>
    misplacedSettings(rule, isOneStack ? (first?.urn ?? "") : "", configuration.get(rule.name)?.properties ?? {}),
  );
  const judged = new Set<string>();
  const exempted: ExemptedReport[] = [];
  const undecided: Earlier["undecided"][number][] = [];
  for (const rule of rules) {
    if (!rule.checkEntity) continue;
    judged.add(rule.name);
    for (const resource of program.analyzed) {
      const result = judgeResource(rule, resource, context);
      reports.push(...result.reports);
      exempted.push(...result.exempted);
      undecided.push(...questionsOf(rule, result));
    }
  }
  // If a URN occurs twice, the last resource counts, as in the host.
  const byUrn = new Map(program.resources.map((resource) => [resource.urn, resource]));
  const evaluation = openEvaluation(
    [...byUrn.values()],
    context,
    { judged, exempted: [...exempted], undecided },
    remedies,
  );
  const stackRules = rules.filter(judgesStack);
  const [firstOfStack] = stackRules;
  if (firstOfStack && firstOfStack.name !== settingsPolicy.name) reports.push(settingsDisabled(firstOfStack));
  for (const rule of stackRules) {
    const result = evaluation.judge(rule);
    reports.push(...result.reports);
    exempted.push(...result.exempted);
  }
  return { reports, exempted, reach: evaluation.reach };
}

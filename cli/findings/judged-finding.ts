import type { ExemptedReport } from "../../policies/judge";
import type { Report } from "../../policies/judge/report";
import type { Program } from "../../policies/plan/program";
import { withoutSecrets } from "../../policies/plan/secrets";
import { parseUrn } from "../../policies/plan/urn";
import { resourcesOf } from "../../policies/remedies/resources";
import { once } from "../../policies/topology/once";
import type { EffectiveLevel, Evidence, ExemptedFinding, JudgedFinding, SourceLocation } from "./document";
import { locator } from "./location";
import { remediesOf } from "./remedies";

/** Converts reports to findings, as the engine does: a report about no resource of the stack is about the stack. */
export function finder(program: Program, levels: ReadonlyMap<string, EffectiveLevel>, all: Program) {
  const { resources } = program;
  const locate = locator(program);
  const urns = new Set(resources.map(({ urn }) => urn));
  const stack = stackUrn(resources.map(({ urn }) => urn));
  const clean = (text: string) => withoutSecrets(text, all.secrets);
  const lookUp = once(() => resourcesOf(all.resources));
  return ({ policy, urn, message, severity, level, finding }: Report): JudgedFinding => ({
    policy,
    level: level ?? levels.get(policy) ?? "mandatory",
    severity,
    urn: urns.has(urn) ? urn : stack,
    message: clean(message),
    ...locationOf(locate(urn)),
    ...(finding
      ? {
          evidence: {
            path: finding.path,
            found: clean(finding.found),
            why: clean(finding.why),
            change: finding.change.map(clean),
            ...remediesIn(finding, lookUp(), clean),
            ...(finding.securityRule === undefined ? {} : { securityRule: finding.securityRule }),
          },
        }
      : {}),
  });
}

function remediesIn(...given: Parameters<typeof remediesOf>): Pick<Evidence, "remedies"> {
  const remedies = remediesOf(...given);
  return remedies.length > 0 ? { remedies } : {};
}

function locationOf(location: SourceLocation | undefined): Pick<JudgedFinding, "location"> {
  return location ? { location } : {};
}

/** The URN of the stack: that of its root resource, or the URN that the root resource would have. */
function stackUrn(urns: readonly string[]): string {
  const root = urns.find((urn) => parseUrn(urn)?.type === "pulumi:pulumi:Stack");
  const { project, stack } = parseUrn(urns[0] ?? "") ?? {};
  if (root !== undefined || stack === undefined) return root ?? "";
  return `urn:pulumi:${stack}::${project}::pulumi:pulumi:Stack::${project}-${stack}`;
}

export function grounds({ exemptions }: ExemptedReport): ExemptedFinding["exemptions"] {
  return exemptions.map(({ at, reason, expires, ticket }) => ({
    at,
    reason,
    expires,
    ...(ticket === undefined ? {} : { ticket }),
  }));
}

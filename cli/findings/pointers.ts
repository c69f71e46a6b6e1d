import type { Report } from "../../policies/judge/report";
import type { Program } from "../../policies/plan/program";
import { withoutSecrets } from "../../policies/plan/secrets";
import { parseUrn, stackIn } from "../../policies/plan/urn";
import type { EffectiveLevel, Pointer } from "./document";
import { inOrder } from "./order";

/** The findings in other stacks about the pools of a program. */
export function pointersIn(
  { resources }: Program,
  reports: readonly Report[],
  levels: ReadonlyMap<string, EffectiveLevel>,
  secrets: readonly string[],
): readonly Pointer[] {
  const stacks = new Set(resources.map(({ urn }) => stackIn(urn)));
  const isOwn = (urn: string) => stacks.has(stackIn(urn));
  const pointers = reports.flatMap(({ policy, urn, level, severity, finding }): readonly Pointer[] => {
    if (!finding?.pools || isOwn(urn)) return [];
    const { project = "", stack = "" } = parseUrn(urn) ?? {};
    const message = withoutSecrets(`${finding.found.replace(/\.$/, "")}, in stack ${project}/${stack}.`, secrets);
    const shared = { policy, level: level ?? levels.get(policy) ?? "mandatory", severity, message };
    return finding.pools.filter(isOwn).map((pool) => ({ ...shared, urn: pool, at: { urn, project, stack } }));
  });
  return inOrder(pointers);
}

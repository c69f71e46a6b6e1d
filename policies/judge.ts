import type { PlannedResource } from "./plan/resource";
import type { Context, Finding, Item, Rule, Severity, Undecided } from "./rules/rule";
import { toEntities } from "./topology/entity";
import { buildTopology, type Topology } from "./topology/topology";

/** A finding with its message, ready to be shown. */
export interface Report {
  readonly policy: string;
  readonly urn: string;
  readonly message: string;
  readonly severity: Severity;
  /** `advisory` lowers the policy's level for this finding; `undefined` leaves it. */
  readonly level: "advisory" | undefined;
  readonly finding: Finding | undefined;
}

/** What one rule says of a program. */
export interface Judgement {
  readonly reports: readonly Report[];
  readonly undecided: readonly Undecided[];
}

/** Judges one resource by its inputs alone. */
export function judgeResource(rule: Rule, resource: PlannedResource, context: Context): Judgement {
  const { checkEntity } = rule;
  if (!checkEntity) return NOTHING_TO_SAY;
  return guarded(rule, resource.urn, () => toEntities(resource).flatMap((entity) => checkEntity(entity, context)));
}

/** A program put together once, to be judged by one rule after the other. */
export interface Trial {
  readonly judge: (rule: Rule) => Judgement;
}

/** Links the resources of a whole stack, at the first question. */
export function openTrial(resources: readonly PlannedResource[], context: Context): Trial {
  let topology: Topology | undefined;
  return {
    judge: (rule) => {
      const { checkTopology } = rule;
      if (!checkTopology) return NOTHING_TO_SAY;
      return guarded(rule, "", () => {
        topology ??= buildTopology(resources);
        return checkTopology(topology, context);
      });
    },
  };
}

const NOTHING_TO_SAY: Judgement = { reports: [], undecided: [] };

/** A fault of ours is a finding of the policy it happened in: silence would read as "all is well". */
function guarded(rule: Rule, urn: string, check: () => readonly Item[]): Judgement {
  try {
    const items = check();
    return {
      reports: items.filter((item) => item.kind === "finding").map((item) => toReport(rule, item)),
      undecided: items.filter((item) => item.kind === "undecided"),
    };
  } catch (fault) {
    const reason = fault instanceof Error ? fault.message : String(fault);
    const message = `This policy could not be judged because of an error in azure-batch-guard: ${reason}\nPlease report it with the program that shows it.`;
    const report = { policy: rule.name, urn, message, severity: rule.severity, level: undefined, finding: undefined };
    return { reports: [report], undecided: [] };
  }
}

function toReport(rule: Rule, item: Finding): Report {
  const lines = [item.found, item.why, ...item.change.map((change) => `Change: ${change}`), `See ${rule.link}`];
  return {
    policy: rule.name,
    urn: item.urn,
    message: lines.join("\n"),
    severity: item.severity ?? rule.severity,
    level: item.advisory ? "advisory" : undefined,
    finding: item,
  };
}

import { unknownsAmong } from "../known/combine";
import { isUnknown, type Unknown } from "../known/value";
import type { Verdict } from "../known/verdict";
import { overlap } from "./address-set";
import { boxOf, type Flow, STAND_IN_ADDRESS } from "./flow";
import { asAddressSet, intersectBoxes } from "./packet-box";
import type { Remark } from "./rule-fields";
import { type Effect, sharedPlaces } from "./rule-order";
import { decide, type Filters, isUnseen } from "./security-group";
import type { SecurityRule } from "./security-rule";
import { type ReadContext, readContext, type SubnetContext, type TagReading } from "./subnet-context";
import type { Cloud } from "./tag-data";
import { isSymbolic, type TagMeaning, tagMeaning, tagProblem } from "./tag-meaning";
import { type Disposition, type Doubt, evidence, having, type TrafficEvidence } from "./traffic-evidence";

/** `all-through`: every packet of the flow must pass. `none-through`: no packet may pass. */
export type Demand = "all-through" | "none-through";

/**
 * Whether all packets of `flow` meet `demand` under `filters`, in a subnet with this `context`.
 *
 * `violated` means that some packets do not meet it whatever the unknown values turn out to be, `holds` that every packet
 * certainly meets it; otherwise the verdict is `undecided`, with the values that decide. Only deciding rules count: an unknown
 * value in a rule makes no difference if a rule before it certainly decides.
 */
export function judgeTraffic<Ref>(
  demand: Demand,
  filters: Filters<Ref>,
  flow: Flow,
  context: SubnetContext,
): Verdict<TrafficEvidence<Ref>> {
  const around = readContext(context);
  const good: Effect = demand === "all-through" ? "Allow" : "Deny";
  const bad: Effect = good === "Allow" ? "Deny" : "Allow";
  const readings = readingsFor(flow, around).map((reading) => {
    const meaning = tagMeaning(reading, context.cloud);
    return { meaning, bestCase: dispositions(filters, flow, meaning, good) };
  });
  const faults = readings.map(({ bestCase }) => having(bestCase, bad)).reduce(shared);
  const first = readings[0]?.bestCase ?? [];
  if (faults.length > 0) {
    return { is: "violated", because: evidence(flow, [...faults, ...having(first, good)], bad, []) };
  }
  const cases = readings.map(({ meaning, bestCase }) => ({
    bestCase,
    worstCase: dispositions(filters, flow, meaning, bad),
  }));
  const worst = cases.find(({ worstCase }) => having(worstCase, bad).length > 0)?.worstCase;
  if (worst === undefined) return { is: "holds", because: evidence(flow, cases[0]?.worstCase ?? [], bad, []) };
  const rules = [
    ...new Set(cases.flatMap(({ bestCase, worstCase }) => contested(having(worstCase, bad), having(bestCase, good)))),
  ];
  const doubts = doubtsAbout(rules, filters, context.cloud);
  const unknowns = [...rules.flatMap((rule) => rule.unknowns), ...membershipsIn(flow, rules)];
  if (readingsDisagree(cases, bad)) {
    unknowns.push(...around.unknowns);
    doubts.push({ rule: undefined, field: "", text: around.open ? OPEN : UNDOCUMENTED });
    doubts.push(...around.problems.map((problem) => ({ rule: undefined, ...problem })));
  }
  for (const end of ["local", "remote"] as const) {
    const unknown = flow[end].unknown;
    if (
      unknown !== undefined &&
      having(worst, bad).some((disposition) =>
        overlap(asAddressSet(disposition.family, disposition.box[end]), STAND_IN_ADDRESS),
      )
    ) {
      unknowns.push(...unknown.unknowns);
    }
  }
  const because = evidence(flow, [...having(worst, bad), ...having(worst, good)], bad, doubts);
  return { is: "undecided", because, unknowns: [...new Set(unknowns)] };
}

/** The unknown memberships of a private endpoint in application security groups, if a rule for such groups is among these. */
function membershipsIn<Ref>(flow: Flow, rules: readonly SecurityRule<Ref>[]): readonly Unknown[] {
  if (!rules.some(({ source, destination }) => source.applicationGroup || destination.applicationGroup)) return [];
  return [flow.local, flow.remote].flatMap(({ memberOf = [] }) =>
    unknownsAmong(isUnknown(memberOf) ? [memberOf] : memberOf),
  );
}

const OPEN =
  "which addresses are VirtualNetwork and which are Internet depends on routes or address spaces that are not known";
const UNDOCUMENTED =
  "Azure does not document whether addresses of user-defined routes count as Internet, as VirtualNetwork or as both";

function readingsFor(flow: Flow, { readings, ambiguous }: ReadContext): readonly TagReading[] {
  const touched = [flow.local, flow.remote].some(
    ({ known, unknown }) => unknown !== undefined || overlap(known, ambiguous),
  );
  return touched ? readings : readings.slice(0, 1);
}

function dispositions<Ref>(
  filters: Filters<Ref>,
  flow: Flow,
  meaning: TagMeaning,
  favoured: Effect,
): Disposition<Ref>[] {
  return (["v4", "v6"] as const).flatMap((family) => {
    const box = boxOf<number>(flow, family);
    if (box === undefined) return [];
    return decide(box, family, filters, flow, meaning, favoured).map((decision) => ({ ...decision, family }));
  });
}

/** The packets of `a` that are in `b` as well. */
function shared<Ref>(a: readonly Disposition<Ref>[], b: readonly Disposition<Ref>[]): Disposition<Ref>[] {
  return a.flatMap((disposition) =>
    b.flatMap((other) => {
      const box = other.family === disposition.family ? intersectBoxes(disposition.box, other.box) : undefined;
      return box === undefined ? [] : [{ ...disposition, box }];
    }),
  );
}

/** The rules that decide packets with the good effect in one case and the bad effect in another. */
function contested<Ref>(badly: readonly Disposition<Ref>[], well: readonly Disposition<Ref>[]): SecurityRule<Ref>[] {
  const involved = [...shared(badly, well), ...shared(well, badly)];
  return involved.flatMap(({ rule, via }) => [rule, via]).filter((rule) => rule !== undefined);
}

/** Whether the readings lead to different verdicts, or are violated for different packets. */
function readingsDisagree<Ref>(
  cases: readonly { bestCase: Disposition<Ref>[]; worstCase: Disposition<Ref>[] }[],
  bad: Effect,
): boolean {
  const ends = cases.map(({ bestCase, worstCase }) =>
    having(bestCase, bad).length > 0 ? "violated" : having(worstCase, bad).length > 0 ? "undecided" : "holds",
  );
  return ends.some((end) => end !== ends[0]) || ends[0] === "violated";
}

function doubtsAbout<Ref>(
  rules: readonly SecurityRule<Ref>[],
  filters: Filters<Ref>,
  cloud: Cloud | undefined,
): Doubt<Ref>[] {
  const places = sharedPlaces(filters.group?.rules ?? []);
  return rules.flatMap((rule) => {
    if (isUnseen(rule, filters)) return [{ rule: undefined, field: "", text: "the program does not show all rules" }];
    const doubts: Doubt<Ref>[] = [...rule.problems, ...tagRemarks(rule, cloud)].map((remark) => ({ rule, ...remark }));
    const place = places.get(rule);
    if (place !== undefined) {
      const names = place.map(({ name }) => `"${name}"`).join(", ");
      doubts.push({ rule, field: "priority", text: `${names} share the priority ${rule.priority} in one direction` });
    }
    return doubts;
  });
}

function tagRemarks<Ref>(rule: SecurityRule<Ref>, cloud: Cloud | undefined): Remark[] {
  const remarks: Remark[] = [];
  for (const side of ["source", "destination"] as const) {
    const field = `${side}AddressPrefix`;
    for (const tag of rule[side].tags) {
      const problem = rule.problems.some((each) => each.field === field) ? undefined : tagProblem(tag, cloud);
      if (problem !== undefined) remarks.push({ field, ...problem });
      if (isSymbolic(tag, cloud)) remarks.push({ field, text: `the tag table has not the addresses of ${tag}` });
    }
  }
  return remarks;
}

import type { PlannedResource } from "../../plan/resource";
import { withDesignated } from "../../reach/declared-pools";
import { openReach, type Reach } from "../../reach/reach";
import { applyEdits } from "../../remedies/apply";
import { isGone, type Mending, newIn, type Outcome, type Told, touchedBy, tried } from "../../remedies/prove";
import { alternatives, ask, type Change, either, inOrder, type Remedy } from "../../remedies/remedy";
import { resourcesOf } from "../../remedies/resources";
import { toEdits } from "../../remedies/to-edits";
import type { Context } from "../../settings/context";
import { buildTopology } from "../../topology/topology";
import { RULES } from "../index";
import { type Finding, finding, type Item, type Rule } from "../rule";

/** Tries the remedies of findings on the program that they are about, so that only what opens the way is told. */
export interface Proof {
  /** The items of a rule, with those remedies alone that work, the smallest that opens the whole way first. */
  readonly told: (rule: Rule, items: readonly Item[]) => readonly Item[];
  /** The changes that mend a finding in the program, with their edits. */
  readonly mendings: (rule: Rule, finding: Finding) => readonly Mending[];
}

/** The policies whose findings stop a deployment: a remedy must not bring one. */
const JUDGING = RULES.filter(
  ({ levels, checkReach, checkTopology }) => levels.recommended === "mandatory" && (checkReach || checkTopology),
);

/** How often a program is judged again at most; what is not tried by then is told as it is. */
const MOST_TRIALS = 60;

/** Prepares to try remedies on a program that was judged. */
export function openProof(resources: readonly PlannedResource[], reach: Reach, context: Context): Proof {
  let trials = 0;
  const before = outcomeOf(reach, context);
  const judge = (changed: readonly PlannedResource[]) => {
    trials += 1;
    return outcomeOf(judgedReach(changed, context), context);
  };
  const mendings = ({ name: policy }: Rule, found: Finding) =>
    alternatives(inOrder(...found.remedies)).flatMap(
      (changes) => tried({ policy, ...found }, changes, { resources, before, judge }) ?? [],
    );

  /** Whether the first alternatives of all findings help together, each in other resources: the usual case, in one trial. */
  function allAtOnce(rule: Rule, findings: readonly Finding[]): boolean {
    const firsts = findings.map((each) => firstEdits(each));
    if (firsts.some((edits) => edits === undefined)) return false;
    const touched = firsts.flatMap((edits) => [...new Set(touchedBy(edits ?? []))]);
    if (new Set(touched).size < touched.length) return false;
    const after = judge(
      applyEdits(
        firsts.flatMap((edits) => edits ?? []),
        resources,
      ),
    );
    const told = findings.map((each): Told => ({ policy: rule.name, ...each }));
    return (
      told.every((each) => isGone(each, before, after) && (each.pools ?? []).every((pool) => after.open.has(pool))) &&
      newIn(after, before, true).length === 0
    );
  }

  function firstEdits({ remedies }: Finding) {
    const all = alternatives(inOrder(...remedies));
    return all.length === 1 && all[0] ? toEdits(all[0], resourcesOf(resources)) : undefined;
  }

  return {
    mendings,
    told: (rule, items) => {
      const findings = items.filter((item) => item.kind === "finding");
      // The others are advised of a rule whose priority was judged when it was chosen.
      const tryable = !JUDGING.includes(rule)
        ? []
        : findings.filter(({ remedies }) => alternatives(inOrder(...remedies)).some((each) => !each.every(isAsked)));
      if (tryable.length === 0 || (tryable.length > 1 && allAtOnce(rule, tryable))) return items;
      return items.map((item) => {
        if (item.kind !== "finding" || !tryable.includes(item) || trials >= MOST_TRIALS) return item;
        return finding({ ...item, remedies: [provenOf(item, mendings(rule, item))] });
      });
    },
  };
}

/** The traces of a program. */
export function judgedReach(resources: readonly PlannedResource[], { settings }: Context): Reach {
  return openReach(withDesignated(buildTopology(resources), settings), settings.trustedNextHops);
}

/** What the policies that stop deployments say of a program. */
export function outcomeOf(reach: Reach, context: Context): Outcome {
  const findings = JUDGING.flatMap(({ name: policy, checkReach, checkTopology }): readonly Told[] =>
    [...(checkReach?.(reach, context) ?? []), ...(checkTopology?.(reach.topology, context) ?? [])].flatMap((item) =>
      item.kind === "finding" ? [{ policy, ...item }] : [],
    ),
  );
  const open = reach.all().flatMap(({ is, pool }) => (is === "holds" ? [pool.entity.resource.urn] : []));
  return { findings, open: new Set(open) };
}

function isAsked({ do: what }: Change): boolean {
  return what === "ask";
}

/** The alternatives that work, those that open the whole way before the others, and what only people can do. */
function provenOf({ remedies }: Finding, mendings: readonly Mending[]): Remedy {
  const asked = alternatives(inOrder(...remedies)).filter((each) => each.some(isAsked));
  const opening = mendings.filter(({ opens }) => opens);
  const told = (opening.length > 0 ? opening : mendings).toSorted(
    (one, other) => one.changes.length - other.changes.length,
  );
  const all = [...told.map(({ changes }) => changes), ...asked];
  return all.length === 0 ? ask(NOTHING) : either(...all.slice(0, MOST_TOLD).map((changes) => inOrder(...changes)));
}

/** A message has six lines. */
const MOST_TOLD = 3;

const NOTHING =
  "No single change to this program opens the way: ask who owns what else stands in it, or give the pool another subnet.";

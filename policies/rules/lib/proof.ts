import { groupBy } from "../../known/multimap";
import type { PlannedResource } from "../../plan/resource";
import { withDeclared } from "../../reach/declared-pools";
import { openReach, type Reach } from "../../reach/reach";
import { applyEdits } from "../../remedies/apply";
import type { Edit } from "../../remedies/edits";
import type { Allotment } from "../../remedies/priorities";
import { type Fix, isGone, newIn, type Outcome, type ReportedFinding, touchedBy, tried } from "../../remedies/prove";
import { alternatives, ask, type Change, either, inOrder, type Remedy } from "../../remedies/remedy";
import { type Resources, resourcesOf } from "../../remedies/resources";
import { toEdits } from "../../remedies/to-edits";
import type { Context } from "../../settings/context";
import { once } from "../../topology/once";
import { buildTopology } from "../../topology/topology";
import { RULES } from "../index";
import { type Finding, finding, type Item, type Rule } from "../rule";

/** Tries the remedies of findings on the program, so that messages propose only remedies that open the path. */
export interface Proof {
  /**
   * The items of a rule, with only the remedies that work; the smallest that opens the whole path comes first. Items of advisory policies
   * stay unchanged: none of their findings is a blocked path to node management, so no trace shows whether a remedy fixes it. The place of
   * a security rule that they propose was checked against the other rules when it was chosen (`placeFor`). A test tries their other
   * remedies (test/remedies/proven.test.ts), on all programs of the tests.
   */
  readonly withProvenRemedies: (rule: Rule, items: readonly Item[]) => readonly Item[];
  /** The alternatives that fix a finding in the program, with their changes and edits. */
  readonly fixes: (rule: Rule, finding: Finding) => readonly Fix[];
}

/** The policies whose findings stop a deployment: a remedy must not cause one. */
const JUDGING = RULES.filter(
  ({ levels, checkReach, checkTopology }) => levels.recommended === "mandatory" && (checkReach || checkTopology),
);

/**
 * The most resources that are judged again, summed over all evaluations. In large programs, or after many findings, the remedies that
 * are not tried by then are reported untried.
 */
const MOST_JUDGED = 10_000;

/** Prepares to try remedies on a judged program. */
export function openProof(
  resources: readonly PlannedResource[],
  reach: Reach,
  context: Context,
  allotment: () => Allotment,
): Proof {
  let left = Math.max(2, Math.floor(MOST_JUDGED / Math.max(1, resources.length)));
  const before = once(() => outcomeOf(reach, context));
  const lookUp = once(() => resourcesOf(resources));
  const judge = (changed: readonly PlannedResource[]) => {
    left -= 1;
    return outcomeOf(judgedReach(changed, context), context);
  };
  const alone = ({ finding: found, changes, rule }: Candidate) =>
    tried({ policy: rule.name, ...found }, changes, { resources, before: before(), judge, allotment });

  /** The candidates that work when all that edit different resources are made at once: the usual case, in one evaluation. */
  function together(candidates: readonly Candidate[]): ReadonlyMap<Candidate, Fix> {
    const joint = apart(candidates);
    if (joint.length < 2 || left <= 0) return new Map();
    const after = judge(applyEdits(unique(joint.map(({ edits }) => edits)).flat(), resources));
    if (newIn(after, before(), true).length > 0) return new Map();
    const mended = joint.filter((each) => isGone({ policy: each.rule.name, ...each.finding }, before(), after));
    return new Map(
      mended.map((each) => {
        const opens = (each.finding.pools ?? []).every((pool) => after.open.has(pool));
        return [each, { changes: each.changes, edits: each.edits, opens }];
      }),
    );
  }

  /** A finding with the remedies that work; unchanged if there is no time to try them. */
  function proven(item: Finding, candidates: readonly Candidate[], known: ReadonlyMap<Candidate, Fix>): Finding {
    const fixes: Fix[] = [];
    for (const each of candidates) {
      const mended = known.get(each);
      if (!mended && left <= 0) return item;
      fixes.push(...[mended ?? alone(each)].filter((found) => found !== undefined));
    }
    return finding({ ...item, remedies: [provenOf(item, fixes)] });
  }

  return {
    fixes: (rule, item) => candidatesOf(rule, item, lookUp()).flatMap((each) => alone(each) ?? []),
    withProvenRemedies: (rule, items) => {
      if (!JUDGING.includes(rule)) return items;
      const lists = new Map(
        items.flatMap((item) => (item.kind === "finding" ? [[item, candidatesOf(rule, item, lookUp())] as const] : [])),
      );
      const all = [...lists.values()];
      const rounds = Array.from({ length: Math.max(0, ...all.map(({ length }) => length)) }, (_, round) => round);
      const known = new Map(rounds.flatMap((round) => [...together(all.flatMap((list) => list[round] ?? []))]));
      return items.map((item) => {
        const candidates = item.kind === "finding" ? lists.get(item) : undefined;
        return item.kind === "finding" && candidates && candidates.length > 0 ? proven(item, candidates, known) : item;
      });
    },
  };
}

/** An alternative among the remedies of a finding that can be made in the program. */
interface Candidate {
  readonly rule: Rule;
  readonly finding: Finding;
  readonly changes: readonly Change[];
  readonly edits: readonly Edit[];
}

function candidatesOf(rule: Rule, found: Finding, resources: Resources): readonly Candidate[] {
  return alternatives(inOrder(...found.remedies)).flatMap((changes) => {
    const edits = toEdits(changes, resources);
    return edits && edits.length > 0 ? [{ rule, finding: found, changes, edits }] : [];
  });
}

/** A set of candidates that edit different resources. Candidates with the same edits stay together. */
function apart(candidates: readonly Candidate[]): readonly Candidate[] {
  const byKey = groupBy(candidates, ({ edits }) => JSON.stringify(edits));
  const touched = new Set<string>();
  return [...byKey.values()]
    .toSorted((one, other) => other.length - one.length)
    .filter(([first]) => {
      const urns = first ? touchedBy(first.edits) : [];
      if (urns.some((urn) => touched.has(urn))) return false;
      for (const urn of urns) touched.add(urn);
      return true;
    })
    .flat();
}

function unique(all: readonly (readonly Edit[])[]): readonly (readonly Edit[])[] {
  return [...new Map(all.map((edits) => [JSON.stringify(edits), edits])).values()];
}

/** The traces of a program. */
export function judgedReach(resources: readonly PlannedResource[], { settings }: Context): Reach {
  return openReach(withDeclared(buildTopology(resources), settings), settings.trustedNextHops);
}

/** The findings of the policies that stop deployments, and the pools whose path is open. */
function outcomeOf(reach: Reach, context: Context): Outcome {
  const findings = JUDGING.flatMap(({ name: policy, checkReach, checkTopology }): readonly ReportedFinding[] =>
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

/** The alternatives that open the whole path, else all that work, and those that only people can make. */
function provenOf({ remedies }: Finding, fixes: readonly Fix[]): Remedy {
  const asked = alternatives(inOrder(...remedies)).filter((each) => each.some(isAsked));
  const opening = fixes.filter(({ opens }) => opens);
  const proposed = (opening.length > 0 ? opening : fixes).toSorted(
    (one, other) => one.changes.length - other.changes.length,
  );
  const all = [...proposed.map(({ changes }) => changes), ...asked];
  return all.length === 0 ? ask(NOTHING) : either(...all.slice(0, MOST_TOLD).map((changes) => inOrder(...changes)));
}

/** The most alternatives in a message, which has six lines. */
const MOST_TOLD = 3;

const NOTHING =
  "No single change to this program opens the path: ask the owner of the resources on it, or give the pool another subnet.";

import { type Estate, estateFor, NO_ESTATE } from "../estate/estate";
import { idsIn } from "../estate/mentions";
import type { PlannedResource } from "../plan/resource";
import { allotPriorities, openingsIn } from "../remedies/priorities";
import { inWords } from "../remedies/words";
import { RULES } from "../rules";
import { attributed, type Outside } from "../rules/lib/attribution";
import { openProof, type Proof } from "../rules/lib/proof";
import { type Finding, finding, type Item, type Rule, type Undecided } from "../rules/rule";
import type { Context } from "../settings/context";
import { isReadType } from "../topology/entity";
import { memo, once } from "../topology/once";
import { itemsIn, onReach, onTopology, openView, type View } from "./view";

/** The policies in the order in which their findings get priorities, the same for all settings: policies that block deployments first. */
const BY_LEVEL = [
  ...RULES.filter(({ levels }) => levels.recommended === "mandatory"),
  ...RULES.filter(({ levels }) => levels.recommended !== "mandatory"),
];

/** A program together with the networks and pools of the estate that it is linked to. */
export interface WithEstate {
  /** The view that the rules read. */
  readonly view: View;
  readonly estate: () => Estate;
  readonly items: (rule: Rule) => readonly Item[];
  /** A finding with remedies that can be applied together with those of all other findings of the program. */
  readonly fitted: (finding: Finding) => Finding;
  /** The changes that fix a finding of a rule, each tried on the program. */
  readonly fixes: Proof["fixes"];
}

/**
 * How the remedies of findings are prepared before they are reported. `tried`: they are fitted together, and each is tried on the
 * program. `as they are`: they stay unchanged, for callers that count findings and read no messages. The set of findings is the same.
 */
export type Remedies = "tried" | "as they are";

/** Links a program with its estate, at the first use. */
export function withEstate(program: readonly PlannedResource[], context: Context, remedies: Remedies): WithEstate {
  const { estate: snapshot, estateMaxAge: maxAge, estateFindings } = context.settings;
  const estate = once(() => {
    const readable = snapshot ? program.filter(({ type }) => isReadType(type)) : [];
    return snapshot ? estateFor(snapshot, readable, { today: context.today, maxAge }) : NO_ESTATE;
  });
  const resources = once(() => (snapshot ? [...program, ...estate().after] : program));
  const view = openView(resources, context);
  const proof = once(() => openProof(resources(), view.reach(), context, () => allotment()));
  const alone = openView(() => program, context);
  const before = openView(() => estate().before, context);
  const found = memo((rule: Rule) => ({
    onReach: onReach(rule, view, context),
    onTopology: onTopology(rule, view, context),
  }));
  const allotment = once(() => {
    const all = BY_LEVEL.flatMap(itemsOf);
    // Certain faults get their priorities before possible ones.
    const remedies = all.flatMap((item) => (item.kind === "finding" ? item.remedies : []));
    const questions = all.flatMap((item) => (item.kind === "undecided" ? (item.remedy ?? []) : []));
    return allotPriorities([...remedies, ...questions]);
  });
  const outside = once(() => outsideOf(program, estate(), estateFindings === "advisory"));

  function itemsOf(rule: Rule): readonly Item[] {
    try {
      const { onReach: first, onTopology: second } = found(rule);
      return [...first, ...second];
    } catch {
      // The error is reported where this rule is judged.
      return [];
    }
  }

  /** Remedies that open no security group cannot conflict with those of other findings, which are then not needed. */
  function fitted(item: Finding): Finding {
    return item.remedies.some((remedy) => openingsIn(remedy).length > 0)
      ? finding({ ...item, remedies: item.remedies.map(allotment().of) })
      : item;
  }

  function fittedQuestion(item: Undecided): Undecided {
    return item.remedy ? { ...item, advice: inWords(allotment().of(item.remedy)).join(" ") } : item;
  }

  function allFitted(items: readonly Item[]): readonly Item[] {
    return items.map((item) => (item.kind === "finding" ? fitted(item) : fittedQuestion(item)));
  }

  /** Without a finding, there is no remedy to try. */
  function proven(rule: Rule, items: readonly Item[]): readonly Item[] {
    return items.some(({ kind }) => kind === "finding") ? proof().withProvenRemedies(rule, items) : items;
  }

  return {
    view,
    estate,
    fitted,
    fixes: (rule, item) => proof().fixes(rule, item),
    items: (rule) => {
      const own = found(rule);
      const items =
        remedies === "as they are"
          ? [...own.onReach, ...own.onTopology]
          : [...proven(rule, allFitted(own.onReach)), ...allFitted(own.onTopology)];
      if (estate().after.length === 0) return items;
      return attributed(items, outside(), {
        alone: () => itemsIn(rule, alone, context),
        before: () => itemsIn(rule, before, context),
      });
    },
  };
}

function outsideOf(program: readonly PlannedResource[], { after, before }: Estate, lowers: boolean): Outside {
  const known = new Map([...before, ...after].map((resource) => [resource.urn, resource]));
  const own = new Map(program.map((resource) => [resource.urn, resource]));
  const byId = new Map(after.map((resource) => [idOf(resource), resource]));
  const sources = (resources: Iterable<PlannedResource>) => {
    const all = [...resources].flatMap(({ estate }) => estate ?? []);
    return [...new Map(all.map((source) => [JSON.stringify(source), source])).values()];
  };
  return {
    of: (urn) => (own.has(urn) ? undefined : known.get(urn)),
    // The program has only the ids of resources outside of it, so the sources are found by these ids.
    sources: (urns) => {
      const named = urns.flatMap((urn) =>
        [...idsIn(own.get(urn)?.properties.value)].flatMap((id) => byId.get(id) ?? []),
      );
      return sources(named.length > 0 ? named : after);
    },
    lowers,
  };
}

function idOf({ outputs: { value } }: PlannedResource): string {
  return String((value as { readonly id?: unknown } | undefined)?.id ?? "").toLowerCase();
}

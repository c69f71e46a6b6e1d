import type { Provenance } from "../../plan/provenance";
import type { PlannedResource } from "../../plan/resource";
import { alternatives, inOrder } from "../../remedies/remedy";
import { targetOf } from "../../remedies/target";
import { isOfKind, toEntities } from "../../topology/entity";
import { once } from "../../topology/once";
import { nameOf } from "../../wording/names";
import { inSource, listOfSources } from "../../wording/source";
import type { Finding, Item } from "../rule";

/** The resources of the estate that are not part of the program. */
export interface Outside {
  /** The resource with this URN, if the estate has it and the program does not. */
  readonly of: (urn: string) => PlannedResource | undefined;
  /** The sources of the estate resources to which these resources of the program are linked. */
  readonly sources: (urns: readonly string[]) => readonly Provenance[];
  /** Whether findings that depend on the estate are lowered to advisory. */
  readonly lowers: boolean;
}

/** What a rule reports on the program without its estate, and on the estate before the program changes it. */
export interface Others {
  readonly alone: () => readonly Item[];
  readonly before: () => readonly Item[];
}

/**
 * The items of a rule for a program with its estate that concern the program: faults that affect its own pools, and faults that it causes
 * for pools of other programs. Faults of other programs that affect only their own pools are left out.
 */
export function attributed(items: readonly Item[], outside: Outside, others: Others): readonly Item[] {
  const isOurs = (item: Item) => item.kind === "finding" || !outside.of(item.urn);
  const before = once(() => brokenIn(others.before()));
  const alone = once(
    () => new Set(others.alone().flatMap((item) => (item.kind === "finding" ? identityOf(item) : []))),
  );
  return items.filter(isOurs).flatMap((item): readonly Item[] => {
    if (item.kind === "undecided") return [item];
    const pools = item.pools ?? [item.urn];
    const own = pools.filter((urn) => !outside.of(urn));
    if (own.length === 0) return impactOf(item, pools, before(), outside);
    const external = outside.of(item.urn);
    if (external) return [lowered(moved(item, own[0] ?? "", external, outside), outside)];
    return [alone().has(identityOf(item)) ? item : lowered(resting(item, own, outside), outside)];
  });
}

function identityOf({ urn, path, found }: Finding): string {
  return JSON.stringify([urn, path, found]);
}

function lowered(item: Finding, { lowers }: Outside): Finding {
  return lowers ? { ...item, advisory: true } : item;
}

/** A fault in a resource of another owner, reported on the pool of the program that it affects. */
function moved(item: Finding, urn: string, external: PlannedResource, outside: Outside): Finding {
  const where = inSource(external.estate);
  const [first, ...rest] = item.change;
  const owner = listOfSources(ownersOf(item, external, outside));
  return {
    ...item,
    urn,
    path: "",
    found: `${item.found.replace(/\.$/, "")}, ${where}.`,
    change: first === undefined ? [] : [owner === "" ? first : `In ${owner}: ${first}`, ...rest],
  };
}

/** The sources of the resources to change. A change that only people can make counts as a change of the resource at fault. */
function ownersOf(item: Finding, external: PlannedResource, { of }: Outside): readonly Provenance[] {
  const changes = alternatives(inOrder(...item.remedies)).flat();
  const targets = changes.map((change) => targetOf(change) ?? external.urn);
  const sources = targets.flatMap((urn) => (urn === external.urn ? external : of(urn))?.estate ?? []);
  return [...new Map(sources.map((source) => [JSON.stringify(source), source])).values()];
}

function resting(item: Finding, own: readonly string[], outside: Outside): Finding {
  const sources = outside.sources([item.urn, ...own]);
  return { ...item, why: `${item.why} This rests on what is ${sources.slice(0, 2).map(inSource).join(" and ")}.` };
}

/** The pools that the findings of a rule are about. */
function brokenIn(items: readonly Item[]): ReadonlySet<string> {
  return new Set(items.flatMap((item) => (item.kind === "finding" ? (item.pools ?? [item.urn]) : [])));
}

/**
 * A finding on pools of other programs, if the program causes it. If all of them were at fault before, it is advisory on a resource of the
 * program and left out on any other.
 */
function impactOf(
  item: Finding,
  urns: readonly string[],
  before: ReadonlySet<string>,
  outside: Outside,
): readonly Finding[] {
  const pools = urns.flatMap((urn) => outside.of(urn) ?? []).filter(isPool);
  const broken = pools.filter(({ urn }) => !before.has(urn));
  const deleted = outside.of(item.urn) !== undefined;
  if (pools.length === 0 || (broken.length === 0 && deleted)) return [];
  const named = broken.length > 0 ? broken : pools;
  const whose = `${namesOf(named)} ${named.length > 1 ? "are" : "is"} ${[...new Set(named.map(({ estate }) => inSource(estate)))].join(" and ")}.`;
  const found: Finding = { ...item, ...(deleted ? { urn: "", path: "" } : {}), why: `${item.why} ${whose}` };
  return [lowered(broken.length > 0 ? found : { ...found, advisory: true }, outside)];
}

function isPool(resource: PlannedResource): boolean {
  return toEntities(resource).some((entity) => isOfKind(entity, ["pool"]));
}

const LISTED = 3;

function namesOf(pools: readonly PlannedResource[]): string {
  const names = pools.flatMap((pool) => toEntities(pool).slice(0, 1).map(nameOf));
  const shown = names.slice(0, LISTED).map((name) => `"${name}"`);
  const rest = names.length - shown.length;
  return `${names.length > 1 ? "Pools" : "Pool"} ${shown.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}

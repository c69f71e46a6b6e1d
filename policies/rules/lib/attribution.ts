import type { Provenance } from "../../plan/provenance";
import type { PlannedResource } from "../../plan/resource";
import { alternatives, inOrder } from "../../remedies/remedy";
import { targetOf } from "../../remedies/target";
import { isOfKind, toEntities } from "../../topology/entity";
import { once } from "../../topology/once";
import { nameOf } from "../../wording/names";
import { inSource, listOfSources } from "../../wording/source";
import type { Finding, Item } from "../rule";

/** What is known of the resources that are not the program's. */
export interface Outside {
  /** The resource with this URN, if the estate has it and the program does not. */
  readonly of: (urn: string) => PlannedResource | undefined;
  /** From where the things are known that these resources of the program are linked to. */
  readonly sources: (urns: readonly string[]) => readonly Provenance[];
  /** Whether what rests on the estate is lowered to advisory. */
  readonly lowers: boolean;
}

/** What a rule says where the program stands alone, and of the estate as it was before the program changes it. */
export interface Others {
  readonly alone: () => readonly Item[];
  readonly before: () => readonly Item[];
}

/**
 * What a rule says of a program with its estate, told as the program's business: what its own pools suffer from, and what it does
 * to the pools of others. What others do to themselves is left to them.
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

/** A fault in what somebody else owns, told on the pool of the program that suffers from it. */
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

/** From where the resources to change are known; what only people can do is up to the owner of the resource at fault. */
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

/** The pools that a rule finds something about. */
function brokenIn(items: readonly Item[]): ReadonlySet<string> {
  return new Set(items.flatMap((item) => (item.kind === "finding" ? (item.pools ?? [item.urn]) : [])));
}

/** What the program does to pools of others: what was so before, it may go on with. */
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
  const told = broken.length > 0 ? broken : pools;
  const whose = `${namesOf(told)} ${told.length > 1 ? "are" : "is"} ${[...new Set(told.map(({ estate }) => inSource(estate)))].join(" and ")}.`;
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

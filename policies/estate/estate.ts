import { append } from "../known/multimap";
import type { PlannedResource } from "../plan/resource";
import { stackIn } from "../plan/urn";
import { withAncestors } from "./arm-type";
import { type Fact, type Facts, factsIn, type Trust } from "./facts";
import { scopeLinks } from "./manager-scope";
import { idsIn } from "./mentions";
import { toResource } from "./resources";
import type { Snapshot } from "./snapshot";

/** What is known about resources outside of a program that are linked to it. */
export interface Estate {
  /**
   * The resources that the program is linked to, directly or through others. Those that it owns are left out: the program
   * itself shows them.
   */
  readonly after: readonly PlannedResource[];
  /** The same resources with those that the program owns, as they were when the sources were read. */
  readonly before: readonly PlannedResource[];
  /** ARM id in lower case → why its facts are ignored, as a clause. */
  readonly aside: ReadonlyMap<string, string>;
}

export const NO_ESTATE: Estate = { after: [], before: [], aside: new Map() };

/**
 * The part of an estate that a program is linked to. The program takes precedence for everything that it owns: the ids and URNs
 * of its resources, and all resources that its own stacks had when the sources were read, because those that are no longer in
 * the program are deleted.
 */
export function estateFor(snapshot: Snapshot, program: readonly PlannedResource[], trust: Trust): Estate {
  const facts = factsOnce(snapshot, trust);
  if (facts.known.length === 0) return { ...NO_ESTATE, aside: facts.aside };
  const stacks = new Set(program.map(({ urn }) => stackIn(urn)));
  stacks.delete("");
  const isOwn = ({ resource: { urn = "" } }: Fact) => stacks.has(stackIn(urn));
  const owned = facts.known.filter(isOwn);
  const own = new Set(owned.map(({ id }) => id));
  const mentioned = new Set(
    owned.flatMap(({ id, resource }) => scopeLinks(resource.type, id, resource.properties).networks),
  );
  for (const { type, properties, outputs } of program) {
    const id = idOf(outputs);
    if (id !== undefined) own.add(id);
    idsIn(properties.value, mentioned);
    idsIn(id, mentioned);
    const { managers, networks } = scopeLinks(type, id, properties.value);
    for (const key of [...managers, ...networks]) mentioned.add(key);
  }
  const linked = linkedTo([...mentioned, ...own], facts);
  const resources = linked.map((fact) => ({ resource: resourceOnce(fact), isOwn: own.has(fact.id) || isOwn(fact) }));
  return {
    after: resources.flatMap((each) => (each.isOwn ? [] : [each.resource])),
    before: resources.map(({ resource }) => resource),
    aside: facts.aside,
  };
}

function idOf({ value }: PlannedResource["outputs"]): string | undefined {
  const id = typeof value === "object" && value !== null && "id" in value ? value.id : undefined;
  return typeof id === "string" ? id.toLowerCase() : undefined;
}

const read = new WeakMap<Snapshot, Map<string, Facts>>();

/** Sources are compared only once, whatever the number of programs. */
function factsOnce(snapshot: Snapshot, trust: Trust): Facts {
  const byTrust = read.get(snapshot) ?? new Map<string, Facts>();
  read.set(snapshot, byTrust);
  const key = JSON.stringify(trust);
  const known = byTrust.get(key) ?? factsIn(snapshot, trust);
  byTrust.set(key, known);
  return known;
}

const made = new WeakMap<Fact, PlannedResource>();

function resourceOnce(fact: Fact): PlannedResource {
  const resource = made.get(fact) ?? toResource(fact);
  made.set(fact, resource);
  return resource;
}

interface Links {
  /** The ids that each fact is linked by, by its index. */
  readonly of: readonly (readonly string[])[];
  readonly to: ReadonlyMap<string, readonly number[]>;
}

const linksOnce = new WeakMap<Facts, Links>();

function linksOf(facts: Facts): Links {
  const known = linksOnce.get(facts) ?? readLinks(facts);
  linksOnce.set(facts, known);
  return known;
}

function readLinks({ known }: Facts): Links {
  const of: string[][] = [];
  const to = new Map<string, number[]>();
  for (const [index, { id, resource }] of known.entries()) {
    const ids = [...idsIn(resource.properties, new Set(withAncestors(id)))];
    const { has, managers } = scopeLinks(resource.type, id, resource.properties);
    for (const key of [...ids, ...has]) append(to, key, index);
    // A manager does not lead to the networks in its scope: they say nothing about each other.
    of.push([...ids, ...managers]);
  }
  return { of, to };
}

/** The facts that are linked to some of these ids, in their order. */
function linkedTo(ids: readonly string[], facts: Facts): readonly Fact[] {
  const { of, to } = linksOf(facts);
  const seen = new Set(ids);
  const found = new Set<number>();
  for (const id of seen) {
    for (const index of to.get(id) ?? []) {
      if (found.has(index)) continue;
      found.add(index);
      for (const further of of[index] ?? []) seen.add(further);
    }
  }
  return facts.known.filter((_, index) => found.has(index));
}

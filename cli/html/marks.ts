import type { JudgedFinding } from "../findings/document";
import { visible } from "../visible";
import { type Filter, pairOf } from "./filters";
import { SERVICE_STATES } from "./words";

/** The filters of the pages, in display order. */
const ASKED = [
  { name: "level", label: "Level", as: "buttons", order: ["mandatory", "advisory"] },
  { name: "path", label: "Pools", as: "buttons", order: SERVICE_STATES },
  { name: "policy", label: "Policy", as: "list", order: undefined },
  { name: "stack", label: "Stack", as: "list", order: undefined },
  { name: "project", label: "Project", as: "list", order: undefined },
] as const satisfies readonly (Omit<Filter, "choices"> & { readonly order: readonly string[] | undefined })[];

/** The values of an element that filters select by; any text. */
export type Traits = Readonly<Partial<Record<(typeof ASKED)[number]["name"], readonly string[]>>>;

/** The short form of each value in classes and ids: its index among the values that occur. */
export type Marks = Readonly<Record<keyof Traits, ReadonlyMap<string, string>>>;

/** The marks of all values that occur on a page. */
export function marksOf(traits: Traits): Marks {
  const marks = ASKED.map(({ name, order }) => {
    const values = [...new Set(traits[name])];
    const ordered = order ? order.filter((value) => values.includes(value)) : values.toSorted();
    return [name, new Map(ordered.map((value, at) => [value, `${name}-${at}`]))];
  });
  return Object.fromEntries(marks);
}

/** The filters of a page that have more than one choice. */
export function filtersOf(marks: Marks): readonly Filter[] {
  const filters = ASKED.map(({ name, label, as }) => {
    const choices = [...marks[name]].map(([value, mark]) => ({ mark, label: visible(value) }));
    return { name, label, as, choices };
  });
  return filters.filter(({ choices }) => choices.length > 1);
}

/** The classes that filters use to show or hide an element: the filters that apply to it, and the marks of its values. */
export function classesFor(marks: Marks, traits: Traits): string {
  const given = Object.entries(traits) as [keyof Traits, readonly string[]][];
  const own = given.flatMap(([name, values]) => values.flatMap((value) => marks[name].get(value) ?? []));
  return [...given.map(([name]) => `by-${name}`), ...new Set(own)].join(" ");
}

/** The classes of a finding or a group of findings, including the combined marks of each finding. */
export function findingClasses(marks: Marks, findings: readonly Pick<JudgedFinding, "level" | "policy">[]): string {
  const pairs = findings.map(({ level, policy }) => pairOf(marks.level.get(level), marks.policy.get(policy)));
  const alone = classesFor(marks, {
    level: findings.map(({ level }) => level),
    policy: findings.map(({ policy }) => policy),
  });
  return [alone, "by-pair", ...new Set(pairs)].join(" ");
}

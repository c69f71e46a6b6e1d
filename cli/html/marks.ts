import type { JudgedFinding } from "../findings/document";
import { visible } from "../visible";
import { type Filter, pairOf } from "./filters";
import { SERVICE_STATES } from "./words";

/** The questions by which pages can be narrowed down, in the order in which they are asked. */
const ASKED = [
  { name: "level", label: "Level", as: "buttons", order: ["mandatory", "advisory"] },
  { name: "path", label: "Pools", as: "buttons", order: SERVICE_STATES },
  { name: "policy", label: "Policy", as: "list", order: undefined },
  { name: "stack", label: "Stack", as: "list", order: undefined },
  { name: "project", label: "Project", as: "list", order: undefined },
] as const satisfies readonly (Omit<Filter, "choices"> & { readonly order: readonly string[] | undefined })[];

/** What something has that filters ask about: its values, which may be any text. */
export type Traits = Readonly<Partial<Record<(typeof ASKED)[number]["name"], readonly string[]>>>;

/** What stands for each value in classes and ids: its place among those that occur. */
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

/** The filters of a page: those that have something to choose. */
export function filtersOf(marks: Marks): readonly Filter[] {
  const filters = ASKED.map(({ name, label, as }) => {
    const choices = [...marks[name]].map(([value, mark]) => ({ mark, label: visible(value) }));
    return { name, label, as, choices };
  });
  return filters.filter(({ choices }) => choices.length > 1);
}

/** The classes by which filters show or hide something: which of them ask about it, and the marks of what it has. */
export function classesFor(marks: Marks, traits: Traits): string {
  const given = Object.entries(traits) as [keyof Traits, readonly string[]][];
  const own = given.flatMap(([name, values]) => values.flatMap((value) => marks[name].get(value) ?? []));
  return [...given.map(([name]) => `by-${name}`), ...new Set(own)].join(" ");
}

/** The same for a finding, or for findings that stand together: with what comes together in one of them. */
export function findingClasses(marks: Marks, findings: readonly Pick<JudgedFinding, "level" | "policy">[]): string {
  const pairs = findings.map(({ level, policy }) => pairOf(marks.level.get(level), marks.policy.get(policy)));
  const alone = classesFor(marks, {
    level: findings.map(({ level }) => level),
    policy: findings.map(({ policy }) => policy),
  });
  return [alone, "by-pair", ...new Set(pairs)].join(" ");
}

import { isObject } from "../../policies/settings/record";

/** A file of a preset, parsed: policy → its level, or an object with it. */
export type Preset = Readonly<Record<string, unknown>>;

/**
 * The changes of a preset between two versions, as lines of the change log; those that make it stricter first.
 * Empty if no level has changed.
 *
 * @param renamed former names of policies → their current names.
 */
export function presetChanges(
  preset: string,
  before: Preset,
  now: Preset,
  renamed: ReadonlyMap<string, string>,
): readonly string[] {
  const former = new Map(Object.entries(before).map(([name, value]) => [renamed.get(name) ?? name, levelOf(value)]));
  const lines: { readonly stricter: number; readonly text: string }[] = [];
  const add = (stricter: number, text: string) => lines.push({ stricter, text: `- \`${preset}\`: ${text}` });
  for (const [name, value] of Object.entries(now)) {
    const [was, is] = [former.get(name), levelOf(value)];
    former.delete(name);
    if (was === undefined) add(weight(is), `\`${name}\` is new, ${is}.`);
    else if (was !== is) add(weight(is) - weight(was), `\`${name}\` is ${is}; it was ${was}.`);
  }
  for (const [name, was] of former) add(-weight(was), `\`${name}\` is gone; it was ${was}.`);
  return lines.toSorted((one, other) => other.stricter - one.stricter).map(({ text }) => text);
}

/** The policies that `before` has under a former name, as lines of the change log. */
export function renamedPolicies(before: Preset, renamed: ReadonlyMap<string, string>): readonly string[] {
  const names = Object.keys(before).filter((name) => renamed.has(name));
  return names.map(
    (name) =>
      `- \`${name}\` is called \`${renamed.get(name)}\` now. Rename it in configurations; exemptions may keep the old name.`,
  );
}

function levelOf(value: unknown): string {
  const level = isObject(value) ? (value as { enforcementLevel?: unknown }).enforcementLevel : value;
  return typeof level === "string" ? level : "without a level";
}

function weight(level: string): number {
  return ["disabled", "advisory", "mandatory"].indexOf(level);
}

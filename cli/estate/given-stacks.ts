import { createHash } from "node:crypto";
import { groupBy } from "../../policies/known/multimap";
import type { Program } from "../../policies/plan/program";
import { stackIn } from "../../policies/plan/urn";

/** What tells whether two files hold the same stack, and which of them is newer. */
export interface StackContent {
  /** `stack::project`; `""` for a file without resources, or with several stacks. */
  readonly stack: string;
  /** When it was deployed, where the file says so: ISO 8601, UTC. */
  readonly time: string | undefined;
  /** A number for all that it says. */
  readonly digest: string;
}

/** What a program is told apart by. */
export function contentOf({ resources, time }: Program): StackContent {
  const stacks = new Set(resources.map(({ urn }) => stackIn(urn)));
  const [stack = ""] = stacks.size === 1 ? stacks : [];
  const hash = createHash("sha256");
  // Different formats list the same resources in a different order.
  const byUrn = resources.toSorted((one, other) => (one.urn < other.urn ? -1 : one.urn > other.urn ? 1 : 0));
  for (const { urn, type, properties, outputs } of byUrn) {
    hash.update(JSON.stringify([urn, type, properties.value, outputs.value]));
  }
  return { stack, time, digest: hash.digest("hex") };
}

/** A file of several that hold a stack. */
export interface GivenStack {
  readonly file: string;
  readonly content: StackContent;
}

/** Which files count, and how. */
export interface Counted<T> {
  /** Each stack once. */
  readonly together: readonly T[];
  /** Of these nobody can tell which one is the newer state of their stack: each is judged by itself. */
  readonly apart: readonly T[];
  /** What is to be said of the others, a sentence each. */
  readonly notes: readonly string[];
}

/** Each stack counts once: of copies the first by name, of different states the one that was deployed last. */
export function countedOnce<T extends GivenStack>(files: readonly T[]): Counted<T> {
  const byStack = groupBy(files, ({ content }) => content.stack || undefined);
  const passed = new Set<T>();
  const apart = new Set<T>();
  const notes: string[] = [];
  for (const [stack, same] of byStack) {
    if (same.length < 2) continue;
    const distinct = withoutCopies(same, (copy, first) => {
      passed.add(copy);
      notes.push(`${copy.file} holds the same as ${first.file}: ${nameOf(stack)} counts once.`);
    });
    const [newest, ...others] = distinct.toSorted(latestFirst) as [T, ...T[]];
    const isClear = others.every(({ content: { time } }) => time !== undefined && time < (newest.content.time ?? ""));
    if (isClear) {
      for (const older of others) {
        passed.add(older);
        notes.push(`${older.file} holds an older state of ${nameOf(stack)} than ${newest.file}, and is passed over.`);
      }
    } else {
      for (const each of distinct) apart.add(each);
      const names = distinct.map(({ file }) => file).sort();
      notes.push(
        `${names.join(" and ")} hold different states of ${nameOf(stack)}, and do not say which is newer: each is judged by itself.`,
      );
    }
  }
  return {
    together: files.filter((file) => !passed.has(file) && !apart.has(file)),
    apart: files.filter((file) => apart.has(file)),
    notes,
  };
}

function withoutCopies<T extends GivenStack>(files: readonly T[], passOver: (copy: T, first: T) => void): readonly T[] {
  const byDigest = new Map<string, T>();
  for (const file of files.toSorted((one, other) => (one.file < other.file ? -1 : 1))) {
    const first = byDigest.get(file.content.digest);
    if (first) passOver(file, first);
    else byDigest.set(file.content.digest, file);
  }
  return [...byDigest.values()];
}

function latestFirst({ content: one }: GivenStack, { content: other }: GivenStack): number {
  const [left, right] = [one.time ?? "", other.time ?? ""];
  return left > right ? -1 : left < right ? 1 : 0;
}

/** `dev::render` as people write it. */
function nameOf(stack: string): string {
  const [name = "", project = ""] = stack.split("::");
  return `stack ${project}/${name}`;
}

import { createHash } from "node:crypto";
import { groupBy } from "../../policies/known/multimap";
import { compare } from "../../policies/known/order";
import type { Program } from "../../policies/plan/program";
import { stackIn } from "../../policies/plan/urn";

/** Identifies the stack in a file, and which of two files is newer. */
export interface StackContent {
  /** `stack::project`; `""` for a file without resources or with several stacks. */
  readonly stack: string;
  /** The deployment time, if the file has it: ISO 8601, UTC. */
  readonly time: string | undefined;
  /** A digest of its content. */
  readonly digest: string;
}

/** The content that distinguishes a program from others. */
export function contentOf({ resources, time }: Program): StackContent {
  const stacks = new Set(resources.map(({ urn }) => stackIn(urn)));
  const [stack = ""] = stacks.size === 1 ? stacks : [];
  const hash = createHash("sha256");
  // The order of resources differs between formats.
  const byUrn = resources.toSorted((one, other) => compare(one.urn, other.urn));
  for (const { urn, type, properties, outputs } of byUrn) {
    hash.update(JSON.stringify([urn, type, properties.value, outputs.value]));
  }
  return { stack, time, digest: hash.digest("hex") };
}

/** A given file that holds a stack. */
export interface GivenStack {
  readonly file: string;
  readonly content: StackContent;
}

/** Which files are judged, and how. */
export interface Counted<T> {
  /** Each stack once. */
  readonly together: readonly T[];
  /** Different states of one stack without a known order: each is judged separately. */
  readonly apart: readonly T[];
  /** Notes on files that are not judged, one sentence each. */
  readonly notes: readonly string[];
}

/** Selects one file per stack: the first by name among identical copies, the last deployed among different states. */
export function countedOnce<T extends GivenStack>(files: readonly T[]): Counted<T> {
  const byStack = groupBy(files, ({ content: { stack } }) => stack || undefined);
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
  for (const file of files.toSorted((one, other) => compare(one.file, other.file))) {
    const first = byDigest.get(file.content.digest);
    if (first) passOver(file, first);
    else byDigest.set(file.content.digest, file);
  }
  return [...byDigest.values()];
}

function latestFirst({ content: one }: GivenStack, { content: other }: GivenStack): number {
  return compare(other.time ?? "", one.time ?? "");
}

/** `dev::render` as the user writes it. */
function nameOf(stack: string): string {
  const [name = "", project = ""] = stack.split("::");
  return `stack ${project}/${name}`;
}

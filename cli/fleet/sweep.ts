import { availableParallelism } from "node:os";
import * as path from "node:path";
import Piscina from "piscina";
import { compare } from "../../policies/known/order";
import { countedOnce } from "../estate/given-stacks";
import { linkedTogether } from "../estate/stack-links";
import type { SurveyedFile } from "./document";
import type { Surveyed } from "./survey";
import type { Task, Terms } from "./worker";

/** The worker's code, beside the command's in what is built. */
const WORKER = path.join(__dirname, "fleet-worker.js");

type File = Task["files"][number];

/** What a sweep came to. */
export interface Swept {
  readonly files: readonly SurveyedFile[];
  /** What is to be said of files that do not count, a sentence each. */
  readonly notes: readonly string[];
}

/**
 * Surveys files on all cores. Each is judged by itself first; those of which one names what another one has are read once more, and
 * judged together. No more files are under way than keep the threads busy: of those that are done, their judgement and their ARM ids
 * are held.
 */
export async function sweep(
  files: readonly File[],
  terms: Terms,
  threads: number | undefined,
  progress: (done: number, all: number) => void,
): Promise<Swept> {
  const maxThreads = Math.max(1, Math.min(threads ?? availableParallelism(), files.length));
  const pool = new Piscina({ filename: WORKER, minThreads: maxThreads, maxThreads });
  const run = async (groups: readonly (readonly File[])[], reports: string | undefined) => {
    const waiting = groups.values();
    const done: Surveyed[] = [];
    const work = async () => {
      for (const group of waiting) {
        const task: Task = { ...terms, files: group, reports };
        done.push(...((await pool.run(task, { name: "surveyTask" })) as readonly Surveyed[]));
        progress(done.length, files.length);
      }
    };
    // Two for each thread: while one is judged, the next one is at hand.
    await Promise.all(Array.from({ length: maxThreads * 2 }, work));
    return done;
  };
  try {
    const alone = await run(
      files.map((file) => [file]),
      undefined,
    );
    const { groups, notes, passed } = jointly(alone);
    const named = new Map(files.map((each) => [each.file, each]));
    const again = groups.filter((group) => group.length > 1 || terms.reports !== undefined);
    const joined = await run(
      again.map((group) => group.flatMap((file) => named.get(file) ?? [])),
      terms.reports,
    );
    const last = new Map([...alone, ...joined].map(({ surveyed }) => [surveyed.file, surveyed]));
    return { files: [...last.values()].filter(({ file }) => !passed.has(file)), notes };
  } finally {
    await pool.destroy();
  }
}

/** The files that are judged together, and those that do not count. */
function jointly(alone: readonly Surveyed[]) {
  const known = alone
    .flatMap(({ surveyed: { file }, joint }) => (joint ? [{ file, ...joint }] : []))
    .toSorted((one, other) => compare(one.file, other.file));
  const { together, apart, notes } = countedOnce(known);
  const groups = [...linkedTogether(together), ...apart.map((each) => [each])];
  const counted = new Set(groups.flat().map(({ file }) => file));
  const passed = new Set(known.map(({ file }) => file).filter((file) => !counted.has(file)));
  return { groups: groups.map((group) => group.map(({ file }) => file)), notes, passed };
}

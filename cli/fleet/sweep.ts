import { availableParallelism } from "node:os";
import * as path from "node:path";
import Piscina from "piscina";
import { compare } from "../../policies/known/order";
import { countedOnce } from "../estate/given-stacks";
import { linkedTogether } from "../estate/stack-links";
import type { World } from "../world";
import type { SurveyedFile } from "./document";
import type { Surveyed } from "./survey";
import type { Task, Terms } from "./worker";

/** The built worker script, next to that of the command. */
const WORKER = path.join(__dirname, "fleet-worker.js");

type File = Task["files"][number];

/** The result of a sweep. */
export interface Swept {
  readonly files: readonly SurveyedFile[];
  /** Notes on files that are not judged, one sentence each. */
  readonly notes: readonly string[];
}

/**
 * Surveys files on all cores. Each file is judged alone first; files that reference each other's resources are read again and
 * judged together. Only as many files are in progress as the threads need; of finished files, only the result and the ARM ids stay
 * in memory.
 */
export async function sweep(
  files: readonly File[],
  terms: Terms,
  threads: number | undefined,
  progress: World["progress"],
): Promise<Swept> {
  const maxThreads = Math.max(1, Math.min(threads ?? availableParallelism(), files.length));
  const pool = new Piscina({ filename: WORKER, minThreads: maxThreads, maxThreads });
  const run = async (groups: readonly (readonly File[])[], reports: string | undefined, again = "") => {
    const all = groups.flat().length;
    const waiting = groups.values();
    const done: Surveyed[] = [];
    const work = async () => {
      for (const group of waiting) {
        const task: Task = { ...terms, files: group, reports };
        done.push(...((await pool.run(task, { name: "surveyTask" })) as readonly Surveyed[]));
        progress({ done: done.length, all, text: `${done.length} of ${all} files${again}` });
      }
    };
    // Two per thread, so that the next file is ready while one is judged.
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
      terms.reports === undefined ? ", linked ones together" : ", for the reports",
    );
    const last = new Map([...alone, ...joined].map(({ surveyed }) => [surveyed.file, surveyed]));
    return { files: [...last.values()].filter(({ file }) => !passed.has(file)), notes };
  } finally {
    await pool.destroy();
  }
}

/** The files to judge together, and notes on those that are not judged. */
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

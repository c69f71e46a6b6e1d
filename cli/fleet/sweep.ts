import { availableParallelism } from "node:os";
import * as path from "node:path";
import Piscina from "piscina";
import type { SurveyedFile } from "./document";
import type { Task } from "./worker";

/** The worker's code, beside the command's in what is built. */
const WORKER = path.join(__dirname, "fleet-worker.js");

/**
 * Surveys files on all cores; hands over each as soon as it is done, in no order. No more files are under way than keep the
 * threads busy, so that the memory stays the same however many there are.
 */
export async function sweep(
  tasks: readonly Task[],
  threads: number | undefined,
  take: (file: SurveyedFile) => void,
): Promise<void> {
  const maxThreads = Math.max(1, Math.min(threads ?? availableParallelism(), tasks.length));
  const pool = new Piscina({ filename: WORKER, minThreads: maxThreads, maxThreads });
  const waiting = tasks.values();
  const work = async () => {
    for (const task of waiting) take((await pool.run(task, { name: "surveyTask" })) as SurveyedFile);
  };
  try {
    // Two for each thread: while one is judged, the next one is at hand.
    await Promise.all(Array.from({ length: maxThreads * 2 }, work));
  } finally {
    await pool.destroy();
  }
}

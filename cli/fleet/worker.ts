import { givenConfiguration } from "../configuration/load";
import type { PackConfiguration } from "../configuration/pack-configuration";
import { sourceOf } from "../input/source";
import { type Surveyed, survey } from "./survey";

/** The parameters that all files of a sweep share. */
export interface Terms {
  /** The files of `--config` and `--estate`, or `undefined`. */
  readonly config: string | undefined;
  readonly estate: string | undefined;
  /** The folder for the reports of the stacks, or `undefined`. */
  readonly reports: string | undefined;
  readonly today: string;
}

/** Files that are judged together, for a worker thread. */
export interface Task extends Terms {
  readonly files: readonly { readonly file: string; readonly named: boolean }[];
}

let configuration: Promise<PackConfiguration> | undefined;

/** Surveys files in a worker thread. All tasks share one configuration, which is read once. */
export async function surveyTask({ files, config, estate, reports, today }: Task): Promise<readonly Surveyed[]> {
  const given = [["config", config] as const, ["estate", estate] as const];
  const options = new Map(given.flatMap(([name, file]) => (file === undefined ? [] : [[name, file] as const])));
  configuration ??= givenConfiguration({ options });
  const world = { today, stdin: process.stdin, progress: () => {} };
  const sources = files.map(({ file, named }) => ({ ...sourceOf(file, world), named }));
  return survey(sources, await configuration, today, reports);
}

import { givenConfiguration } from "../configuration/load";
import type { PackConfiguration } from "../configuration/pack-configuration";
import { sourceOf } from "../input/source";
import type { SurveyedFile } from "./document";
import { survey } from "./survey";

/** One file for a worker thread. */
export interface Task {
  readonly file: string;
  readonly named: boolean;
  /** The file of `--config`, or `undefined`. */
  readonly config: string | undefined;
  /** The folder for the report of the stack, or `undefined`. */
  readonly reports: string | undefined;
  readonly today: string;
}

let configuration: Promise<PackConfiguration> | undefined;

/** Surveys a file, in a thread of its own. The configuration is the same for all, and read once. */
export async function surveyTask({ file, named, config, reports, today }: Task): Promise<SurveyedFile> {
  configuration ??= givenConfiguration({ options: new Map(config === undefined ? [] : [["config", config]]) });
  const source = sourceOf(file, { today, stdin: process.stdin, progress: () => {} });
  return survey({ ...source, named }, await configuration, today, reports);
}

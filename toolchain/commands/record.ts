import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { findCli, howToGetCli } from "../engine/find-cli";
import { type Example, readExamples, readTranslations, recordingFile, recordingNames } from "../examples";
import { findLanguage, languageOf } from "../languages/find-languages";
import { runExample } from "../recording/run-example";
import { readOptions } from "./options";
import { twoAtATime } from "./two-at-a-time";

/** `npm run record`: runs every example, in each installed language, on the real engine and renews its recordings. */
export async function record(given: readonly string[]): Promise<number> {
  const options = readOptions("run record --", { example: "NAME" }, given);
  const { cli, ...search } = findCli();
  if (!cli) throw new Error(`${"why" in search ? search.why.join(" ") : ""} ${howToGetCli}`);
  const all = [...readExamples(), ...readTranslations().filter(canRun)];
  const examples = options.example ? all.filter(({ name }) => name === options.example) : all;
  if (examples.length === 0) throw new Error(`There is no example "${options.example}".`);
  const folder = mkdtempSync(path.join(tmpdir(), "azure-batch-guard-record-"));
  const clean = () => rmSync(folder, { recursive: true, force: true });
  process.once("exit", clean);
  await twoAtATime(
    examples,
    (example) => runExample(cli, example, path.join(folder, example.name)),
    (runs, example) => {
      const failed = recordingNames.flatMap((name) => runs[name].failure ?? []);
      if (failed.length > 0) throw new Error(`${example.name}: ${failed[0]}`);
      mkdirSync(path.dirname(recordingFile(example, "state")), { recursive: true });
      for (const name of recordingNames) cpSync(runs[name].recording, recordingFile(example, name));
      process.stdout.write(`${example.name}: ${recordingNames.join(", ")}\n`);
    },
  );
  return 0;
}

/** Whether the language of a program is installed; prints what is missing. */
function canRun({ name, runtime }: Example): boolean {
  const language = languageOf(runtime);
  const search = language && findLanguage(language);
  if (!search || search.folder !== undefined) return true;
  process.stdout.write(`${name} is left out. ${search.why}\n`);
  return false;
}

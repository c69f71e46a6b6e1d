import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import type { Say } from "../engine/run-tool";
import { completeMark, findLanguage, languageDirectory, languages } from "./find-languages";

/**
 * Installs the SDK or the language host of each language into the cache. A language whose own tools are missing is reported and left
 * out; throws one error for failed installations.
 */
export async function getLanguages(say: Say): Promise<void> {
  const failures: string[] = [];
  for (const language of languages) {
    const search = findLanguage(language);
    if (search.folder !== undefined) {
      say(`${language.title}: ${search.folder}`);
      continue;
    }
    if (!search.canGet) {
      say(search.why);
      continue;
    }
    const folder = languageDirectory(language);
    rmSync(folder, { recursive: true, force: true });
    // A virtual environment contains its own path, so it is created in its final folder, and marked when it is complete.
    mkdirSync(folder, { recursive: true });
    const failure = await language.get(folder, say);
    if (failure === undefined) {
      writeFileSync(path.join(folder, completeMark), "");
      say(`${language.title}: ${folder}`);
    } else failures.push(failure);
  }
  if (failures.length > 0) throw new Error(failures.join(" "));
}

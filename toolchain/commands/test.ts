import { findChromium, howToGetChromium } from "../browser/find-chromium";
import { findCli, howToGetCli } from "../engine/find-cli";
import { findLanguage, languages } from "../languages/find-languages";
import type { Language } from "../languages/language";
import { findAct } from "../runner/find-act";
import { vitest } from "./vitest";

/**
 * `npm test`: all tests; options go to vitest. Without a Pulumi CLI the end-to-end tests are skipped, and without Chromium those of
 * the pages; only in CI that is a failure. Tests that take minutes run only in CI, or when they are named.
 */
export async function test(options: readonly string[]): Promise<number> {
  const isCi = process.env.CI === "true";
  const isAsked = options.some((option) => !option.startsWith("-"));
  const left = NEEDS.flatMap(({ project, tests, missing }) => {
    const why = missing();
    if (why === undefined) return [];
    if (isCi) throw new Error(`CI needs the ${tests} tests: ${why}`);
    return [{ project, why: `The ${tests} tests are skipped: ${why}` }];
  });
  if (!isCi && !isAsked && process.env.AZURE_BATCH_GUARD_RUNS !== "full") left.push(...LONG);
  const cannotRun = left.some(({ project }) => project === "e2e") ? [] : languages.flatMap(missingLanguage);
  if (isCi && cannotRun.length > 0) throw new Error(`CI needs the tests of every language: ${cannotRun.join(" ")}`);
  for (const why of new Set([...left.map((each) => each.why), ...cannotRun])) process.stdout.write(`${why}\n`);
  return vitest([
    ...projectOptions(
      left.map(({ project }) => project),
      options,
    ),
    ...options,
  ]);
}

/** The projects in vitest.config.mts, as arguments for vitest. */
export const PROJECTS: readonly string[] = ["unit*", "contract", "e2e", "delivery", "workflows", "browser"];

/**
 * The options of vitest that leave out some projects; none if the caller names the projects. They name all the others: with several
 * negations (`!e2e`, `!browser`) vitest runs each project that does not match one of them.
 */
export function projectOptions(left: readonly string[], given: readonly string[]): readonly string[] {
  if (left.length === 0 || given.some((option) => option.startsWith("--project"))) return [];
  return PROJECTS.filter((project) => !left.includes(project)).flatMap((project) => ["--project", project]);
}

const LONG = ["delivery", "workflows"].map((project) => ({
  project,
  why: 'The tests of what is delivered (the installed pack, the files for CI, migrations) take minutes and are left to CI, and to "npm test -- test/delivery"; of examples, languages, and of what is tried in thousands of ways, a part is tried. AZURE_BATCH_GUARD_RUNS=full runs everything.',
}));

/** The requirements of some tests besides Node.js: the reason if one is missing, and how to install it, as sentences. */
const NEEDS: readonly { project: string; tests: string; missing: () => string | undefined }[] = [
  { project: "e2e", tests: "end-to-end", missing: missingCli },
  { project: "delivery", tests: "end-to-end", missing: missingCli },
  { project: "workflows", tests: "end-to-end", missing: missingCli },
  { project: "workflows", tests: "workflow", missing: missingAct },
  {
    project: "browser",
    tests: "browser",
    missing: () => {
      const search = findChromium();
      return search.file === undefined ? `${search.why} ${howToGetChromium}` : undefined;
    },
  },
];

/** Without a language only its recordings are judged; the sentence reports that. */
function missingLanguage(language: Language): string | [] {
  const search = findLanguage(language);
  return search.folder === undefined ? `${search.why} So only recordings of such programs are judged.` : [];
}

function missingAct(): string | undefined {
  const search = findAct();
  return search.file === undefined ? search.why : undefined;
}

function missingCli(): string | undefined {
  const search = findCli();
  return search.cli ? undefined : `${search.why.join(" ")} ${howToGetCli}`;
}

import { mkdir, realpath } from "node:fs/promises";
import * as path from "node:path";
import { type Answer, refuse } from "../answer";
import { CONFIG, type Command, ESTATE, type Given } from "../command";
import { givenConfiguration } from "../configuration/load";
import { configurationNotes } from "../configuration/notes";
import { fileFault } from "../fault";
import { FAIL_ON_OPTION, QUIET, statusOf } from "../findings/selection";
import { changesSince } from "../fleet/compare";
import { toCsv } from "../fleet/csv";
import { FLEET_FORMAT, type FleetDocument, type SurveyedFile, type SurveyedStack } from "../fleet/document";
import { merge, readSweeps } from "../fleet/merge";
import { sweep } from "../fleet/sweep";
import { formatFleet } from "../fleet/text";
import { toFleetHtml } from "../html/fleet";
import { noJsonIn, type Source, sourceOf, sourcesOf } from "../input/source";
import { toJson } from "../json";
import { overwritten } from "../overwritten";
import { PACK } from "../pack";
import { visible } from "../visible";
import type { World } from "../world";
import { writeOutputs } from "../write-output";

/** The output formats of a sweep. */
const FORMATS = [
  { name: "text", about: "totals and tables for people", render: formatFleet },
  {
    name: "json",
    about: "everything (schemas/fleet.schema.json)",
    render: (document: FleetDocument) => toJson(document),
  },
  { name: "csv", about: "a row for each pool", render: toCsv },
  { name: "html", about: "a page in one file: totals, what breaks first, and where", render: toFleetHtml },
] as const;

/** Sweeps all stacks of an organisation. */
export const fleet: Command = {
  name: "fleet",
  takes: "[FILE|FOLDER…]",
  count: [0, Number.POSITIVE_INFINITY],
  about: "judge the states of many stacks on all cores, and report which pools break first",
  details: `The text format shortens long tables; the other formats list every stack. A file that cannot be judged is
reported and skipped. Stacks that refer to each other by ARM ids are judged together. A stack that is in several files counts
once.`,
  objects: "a stack has mandatory findings",
  forms: FORMATS,
  options: {
    "stacks-from": {
      value: "FILE",
      about: "read more file names from FILE, one per line; - is standard input",
      reads: true,
    },
    merge: {
      value: "FOLDER",
      about: "merge the results of earlier runs with --format json in FOLDER, for example of the jobs of a CI matrix",
      reads: true,
    },
    config: CONFIG,
    estate: ESTATE,
    since: {
      value: "FILE",
      about: "report what changed since the run whose --format json output is FILE",
      reads: true,
    },
    reports: {
      value: "FOLDER",
      about: "write an HTML report of each stack into FOLDER; the html format links to them",
    },
    threads: { value: "NUMBER", about: "use NUMBER threads (default: one per core)" },
    "fail-on": FAIL_ON_OPTION,
    quiet: QUIET,
  },
  run: async (given, world) => {
    try {
      return await runFleet(given, world);
    } catch (fault) {
      return refuse(fault instanceof Error ? fault.message : String(fault));
    }
  },
};

async function runFleet(given: Given, world: World): Promise<Answer> {
  const { options } = given;
  const threads = options.get("threads");
  if (threads !== undefined && !/^[1-9]\d{0,2}$/.test(threads))
    return refuse(`--threads takes a number from 1 to 999, not ${threads}.`);
  // Validates the configuration once, before each thread would report the same fault.
  await givenConfiguration(given);
  const notes = await configurationNotes(given, world.today);
  if (given.files.includes("-"))
    return refuse("A fleet is judged from files: standard input may list them, with --stacks-from -.");
  const named = await listed(options.get("stacks-from"), world);
  const written = given.outputs.map(({ file }) => file).filter((file) => file !== "-");
  const lost = await overwritten(
    named.map(({ name }) => name),
    written,
    world,
  );
  if (lost !== undefined) return refuse(lost);
  const sources = await once([...(await sourcesOf(given.files, world)), ...named]);
  const folder = options.get("merge");
  const sweeps = await readSweeps(folder === undefined ? [] : await sourcesOf([folder], world));
  if (sources.length === 0 && sweeps.length === 0) return refuse(nothingIn(given));
  const reports = options.get("reports");
  const earlier = await readSweeps(options.has("since") ? [sourceOf(options.get("since") ?? "", world)] : []);
  if (reports !== undefined) await makeFolder(reports);
  const terms = { config: options.get("config"), estate: options.get("estate"), reports, today: world.today };
  const files = sources.map(({ name: file, named }) => ({ file, named }));
  const { files: done, notes: passed } = await sweep(
    files,
    terms,
    threads === undefined ? undefined : Number(threads),
    options.has("quiet") ? () => {} : world.progress,
  );
  const own = sources.length > 0 ? [toDocument(done, world.today)] : [];
  const whole = merge([...own, ...sweeps]);
  const [night] = earlier;
  return answerWith(night ? { ...whole, since: changesSince(whole, night) } : whole, given, [
    ...notes,
    ...(options.has("quiet") ? [] : passed.map(visible)),
  ]);
}

function nothingIn({ files, options }: Given): string {
  const [folders, merged, list] = [files, options.get("merge"), options.get("stacks-from")];
  if (folders.length > 0 || merged !== undefined)
    return noJsonIn([...folders, ...(merged === undefined ? [] : [merged])]);
  return list === undefined
    ? "There is no state to judge: name files or folders, or list them with --stacks-from."
    : `There is no file name in ${list === "-" ? "standard input" : visible(list)}.`;
}

/** Each file once, even if several names refer to it. */
async function once(sources: readonly Source[]): Promise<readonly Source[]> {
  const names = await Promise.all(sources.map(({ name }) => realpath(name).catch(() => path.resolve(name))));
  return sources.filter((_, index) => names.indexOf(names[index] as string) === index);
}

async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true }).catch((fault) => {
    throw new Error(fileFault(folder, "written", fault));
  });
}

async function listed(list: string | undefined, world: World): Promise<readonly Source[]> {
  if (list === undefined) return [];
  const pieces: Uint8Array[] = [];
  const source = sourceOf(list, world);
  try {
    for await (const piece of source.open()) pieces.push(piece);
  } catch (fault) {
    throw new Error(fileFault(source.name, "read", fault));
  }
  const names = Buffer.concat(pieces)
    .toString("utf8")
    .split(/\r?\n/)
    .filter((line) => line.trim() !== "");
  return names.map((name) => sourceOf(name, world));
}

function toDocument(done: readonly SurveyedFile[], date: string): FleetDocument {
  const stacks = done.filter((file): file is SurveyedStack => !("refused" in file));
  const refused = done.flatMap((file) => ("refused" in file && (!file.unrelated || stacks.length === 0) ? [file] : []));
  return {
    format: FLEET_FORMAT,
    pack: PACK,
    date,
    stacks,
    refused: refused.map(({ file, refused: reason }) => ({ file, reason })),
  };
}

async function answerWith(document: FleetDocument, given: Given, notes: readonly string[]): Promise<Answer> {
  const complaint = [...document.refused.map(({ reason }) => visible(reason)), ...notes].join("\n");
  const levels = document.stacks.flatMap(({ findings }) => findings.map(({ level }) => level));
  const answer = { status: statusOf(levels, document.refused, given), ...(complaint ? { complaint } : {}) };
  const render = ({ form, file }: Given["outputs"][number]) => {
    const reports = given.options.get("reports");
    const from = file === "-" ? "." : path.dirname(file);
    const links = reports === undefined ? "" : path.relative(from, reports).split(path.sep).join("/") || ".";
    return FORMATS.find(({ name }) => name === form)?.render(document, links) ?? "";
  };
  return writeOutputs(given.outputs, render, answer);
}

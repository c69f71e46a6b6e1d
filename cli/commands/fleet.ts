import { type Answer, refuse } from "../answer";
import { CONFIG, type Command, type Given } from "../command";
import { givenConfiguration } from "../configuration/load";
import { toCsv } from "../fleet/csv";
import { FLEET_FORMAT, type FleetDocument, type SurveyedFile, type SurveyedStack } from "../fleet/document";
import { merge, readSweeps } from "../fleet/merge";
import { sweep } from "../fleet/sweep";
import { formatFleet } from "../fleet/text";
import { toFleetHtml } from "../html/fleet";
import { type Source, sourceOf, sourcesOf } from "../input/source";
import { PACK } from "../pack";
import { visible } from "../visible";
import type { World } from "../world";
import { writeOutput } from "../write-output";

/** What a sweep can be written as, and the options that ask for it. */
const FORMATS = [
  {
    name: "json",
    about: "write JSON (schemas/fleet.schema.json); - prints it",
    render: (document: FleetDocument) => `${JSON.stringify(document, undefined, 2)}\n`,
  },
  { name: "csv", about: "write CSV, a row for each pool; - prints it", render: toCsv },
  {
    name: "html",
    about: "write a page in one file: totals, what breaks first, and where; - prints it",
    render: toFleetHtml,
  },
] as const;

/** Sweeps all stacks of an organisation. */
export const fleet: Command = {
  name: "fleet",
  takes: "[FILE|FOLDER…]",
  count: [0, Number.POSITIVE_INFINITY],
  about: "judge the states of many stacks on all cores, and tell which pools break first",
  details: `Prints totals and tables for people; --html, --json and --csv have every stack. A file that cannot be judged is told and passed
over; the exit status is 2 then, else 1 where a stack has mandatory findings.`,
  options: {
    "stacks-from": { value: "FILE", about: "read the names of further files, one on each line; - for standard input" },
    merge: { value: "FOLDER", about: "add the sweeps in FOLDER that --json wrote, as from the parts of a CI matrix" },
    config: CONFIG,
    ...Object.fromEntries(FORMATS.map(({ name, about }) => [name, { value: "FILE", about, writes: true }])),
    threads: { value: "NUMBER", about: "use so many threads instead of one for each core" },
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
  const printed = FORMATS.filter(({ name }) => options.get(name) === "-").map(({ name }) => `--${name}`);
  if (printed.length > 1) return refuse(`Only one form can be printed, not ${printed.join(" and ")}.`);
  // Told once, before every thread would.
  await givenConfiguration(given);
  if (given.files.includes("-"))
    return refuse("A fleet is judged from files: standard input may list them, with --stacks-from -.");
  const sources = [...(await sourcesOf(given.files, world)), ...(await listed(options.get("stacks-from"), world))];
  const folder = options.get("merge");
  const sweeps = await readSweeps(folder === undefined ? [] : await sourcesOf([folder], world));
  if (sources.length === 0 && sweeps.length === 0)
    return refuse("There is no state to judge: name files or folders, or list them with --stacks-from.");
  const tasks = sources.map(({ name, named }) => ({
    file: name,
    named,
    config: options.get("config"),
    today: world.today,
  }));
  const done: SurveyedFile[] = [];
  await sweep(tasks, threads === undefined ? undefined : Number(threads), (file) => {
    done.push(file);
    world.progress({ done: done.length, all: tasks.length, text: `${done.length} of ${tasks.length} files` });
  });
  const own = sources.length > 0 ? [toDocument(done, world.today)] : [];
  return answerWith(merge([...own, ...sweeps]), options);
}

async function listed(list: string | undefined, world: World): Promise<readonly Source[]> {
  if (list === undefined) return [];
  const pieces: Uint8Array[] = [];
  for await (const piece of sourceOf(list, world).open()) pieces.push(piece);
  const names = Buffer.concat(pieces)
    .toString("utf8")
    .split(/\r?\n/)
    .filter((line) => line.trim() !== "");
  return names.map((name) => sourceOf(name, world));
}

function toDocument(done: readonly SurveyedFile[], date: string): FleetDocument {
  const stacks = done.filter((file): file is SurveyedStack => !("refused" in file));
  const refused = done.flatMap((file) => ("refused" in file && (!file.foreign || stacks.length === 0) ? [file] : []));
  return {
    format: FLEET_FORMAT,
    pack: PACK,
    date,
    stacks,
    refused: refused.map(({ file, refused: reason }) => ({ file, reason })),
  };
}

async function answerWith(document: FleetDocument, options: Given["options"]): Promise<Answer> {
  const { stacks, refused } = document;
  const isFailing = stacks.some(({ findings }) => findings.some(({ level }) => level === "mandatory"));
  const complaint = refused.map(({ reason }) => visible(reason)).join("\n");
  const asked = FORMATS.filter(({ name }) => options.has(name));
  const isPrinted = asked.some(({ name }) => options.get(name) === "-");
  let answer: Answer = {
    status: refused.length > 0 ? 2 : isFailing ? 1 : 0,
    output: isPrinted ? "" : formatFleet(document),
    ...(complaint ? { complaint } : {}),
  };
  for (const { name, render } of asked) answer = await writeOutput(options.get(name), render(document), answer);
  return answer;
}

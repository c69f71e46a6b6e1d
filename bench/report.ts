import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import * as path from "node:path";
import { root } from "../toolchain/checkout";
import type { Judging } from "./judging";
import { figure, ratio } from "./measure";
import type { Pack } from "./packs";
import type { Previews } from "./preview";

/** All measurements of one run. Times in milliseconds, memory in megabytes. */
export interface Results {
  readonly start: Readonly<Partial<Record<Pack, readonly number[]>>>;
  readonly judging: readonly JudgingAt[];
  readonly preview: Previews | undefined;
  /** The output of the benchmarks of network and topology, line by line. */
  readonly alone: readonly string[];
}

export interface JudgingAt {
  readonly resources: number;
  readonly packs: Readonly<Partial<Record<Pack, readonly Judging[]>>>;
}

const GUARD = "azure-batch-guard";

/** One shape of stacks at ascending sizes. */
export interface Growth {
  readonly shape: string;
  readonly judging: readonly JudgingAt[];
}

const FILES = { latest: "latest.json", growth: "growth.json" } as const;
const folder = path.join(root, "bench", "results");

/** Writes the results as JSON, and the table into docs/performance.md. Returns the table. */
export function report(results: Results): string {
  write("latest", results);
  return renewTable();
}

/** The same for the shapes. */
export function reportGrowth(shapes: readonly Growth[]): string {
  write("growth", { shapes });
  return renewTable();
}

function write(file: keyof typeof FILES, results: object): void {
  mkdirSync(folder, { recursive: true });
  const machine = { node: process.version, platform: process.platform, cores: cpus().length, cpu: cpus()[0]?.model };
  writeFileSync(path.join(folder, FILES[file]), `${JSON.stringify({ machine, ...results }, undefined, 1)}\n`);
}

/** The two benchmarks run separately: each leaves the other's results unchanged. */
function renewTable(): string {
  const read = (file: keyof typeof FILES) => {
    const place = path.join(folder, FILES[file]);
    return existsSync(place) ? JSON.parse(readFileSync(place, "utf8")) : undefined;
  };
  const latest: Results | undefined = read("latest");
  const growth: { readonly shapes: readonly Growth[] } | undefined = read("growth");
  const rows = [...(latest ? rowsOf(latest) : []), ...(growth?.shapes ?? []).flatMap(rowsOfShape)];
  const table = [...HEAD, ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
  writeBetweenMarkers(path.join(root, "docs", "performance.md"), table);
  return table;
}

const HEAD = [
  ["What", "This pack", "Control", "Ratio"],
  ["---", "---:", "---:", "---"],
];

/** The total time for a stack, in each round. */
export function totals({ packs }: JudgingAt, pack: Pack): readonly number[] {
  return (packs[pack] ?? []).map(({ analyze, analyzeStack }) => analyze + analyzeStack);
}

/** The factor by which the work grows from each size to the next. */
export function growthOf({ judging }: Growth): readonly number[] {
  return judging.slice(1).map((each, at) => {
    return ratio(work(each, GUARD), work(judging[at] as JudgingAt, GUARD));
  });
}

/**
 * The processor time of a pack's analysis, or its duration if the system does not report it. The two sizes of a shape are measured
 * minutes apart, so other work on the machine would affect their durations differently.
 */
export function work({ packs }: JudgingAt, pack: Pack): readonly number[] {
  return (packs[pack] ?? []).map(({ processor, analyze, analyzeStack }) => processor ?? analyze + analyzeStack);
}

function rowsOfShape(growth: Growth): string[][] {
  return growth.judging.map((each, at) => {
    const mine = totals(each, GUARD);
    const control = totals(each, "no-op");
    const grown = growthOf(growth)[at - 1];
    const before = growth.judging[at - 1]?.resources.toLocaleString("en");
    return [
      `${at === 0 ? `${growth.shape}: judging ` : "… "}${each.resources.toLocaleString("en")} resources`,
      milliseconds(mine),
      milliseconds(control),
      `${times(mine, control, "as many policies that do nothing")}${grown === undefined ? "" : `; ${grown.toFixed(1)} × ${before}`}`,
    ];
  });
}

function rowsOf({ start, judging, preview }: Results): string[][] {
  const rows: string[][] = [];
  const own = start[GUARD] ?? [];
  rows.push(["Start, until the engine can ask", milliseconds(own), ...against(own, start.empty, "an empty pack")]);
  rows.push(["", "", milliseconds(start.tutorial), times(start.tutorial, own, "a pack as in tutorials")]);
  for (const { resources, packs } of judging) {
    const of = (pack: Pack, value: (one: Judging) => number | undefined) =>
      packs[pack]?.map((one) => value(one) ?? Number.NaN);
    const row = (what: string, value: (one: Judging) => number | undefined, unit = milliseconds) => {
      const mine = of(GUARD, value) ?? [];
      const control = of("no-op", value);
      rows.push([what, unit(mine), unit(control), times(mine, control, "as many policies that do nothing")]);
    };
    const amount = resources.toLocaleString("en");
    row(`Judging ${amount} resources, all of it`, ({ analyze, analyzeStack }) => analyze + analyzeStack);
    row("… one by one", ({ analyze }) => analyze);
    row("… as a stack", ({ analyzeStack }) => analyzeStack);
    row("… most memory in use", ({ memory }) => memory, megabytes);
  }
  if (preview) {
    const mine = preview.with[GUARD] ?? [];
    rows.push([
      `\`pulumi preview\` of examples/${preview.example}`,
      milliseconds(mine),
      milliseconds(preview.without),
      times(mine, preview.without, "no pack"),
    ]);
    const empty = preview.with.empty;
    rows.push(["", "", milliseconds(empty), times(mine, empty, "an empty pack")]);
  }
  return rows;
}

function against(values: readonly number[], control: readonly number[] | undefined, name: string): string[] {
  return [milliseconds(control), times(values, control, name)];
}

function times(values: readonly number[] | undefined, control: readonly number[] | undefined, name: string): string {
  return values && control ? `${ratio(values, control).toFixed(2)} × ${name}` : "";
}

function milliseconds(values: readonly number[] | undefined): string {
  return Math.max(...(values ?? [])) >= 10_000
    ? spread(
        values?.map((value) => value / 1000),
        "s",
        1,
      )
    : spread(values, "ms");
}

function megabytes(values: readonly number[] | undefined): string {
  return spread(values, "MB");
}

/** `650 ms (640–700)`: the median, the minimum and the maximum. */
function spread(values: readonly number[] | undefined, unit: string, digits = 0): string {
  if (!values || values.some(Number.isNaN)) return "";
  const { median, least, most } = figure(values);
  return `${median.toFixed(digits)} ${unit} (${least.toFixed(digits)}–${most.toFixed(digits)})`;
}

const BEGIN = '<!-- bench: written by "npm run bench" -->';
const END = "<!-- /bench -->";

function writeBetweenMarkers(file: string, text: string): void {
  const content = readFileSync(file, "utf8");
  const [begin, end] = [content.indexOf(BEGIN), content.indexOf(END)];
  if (begin < 0 || end < begin) return;
  writeFileSync(file, `${content.slice(0, begin + BEGIN.length)}\n${text}\n${content.slice(end)}`);
}

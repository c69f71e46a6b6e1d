/**
 * The cost of a sweep over many states, compared with a separate process for each: `npm run bench:fleet`. `-- --quick` measures less.
 * Writes bench/results/fleet.json and the table in docs/fleet.md.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus, tmpdir } from "node:os";
import * as path from "node:path";
import { root } from "../toolchain/checkout";
import { table, withSections } from "../toolchain/docs/sections";
import { figure, timed } from "./measure";
import { peakMemory, processorTime } from "./packs";
import { joinedStates, stateOf } from "./stack";

const COMMAND = path.join(root, "dist", "cli", "azure-batch-guard.js");
const quick = process.argv.includes("--quick");
const RESOURCES = 300;

interface Measured {
  readonly states: number;
  readonly milliseconds: number;
  /** The processor time of all processes, in milliseconds: other load on the machine affects it less. */
  readonly processor: number;
  /** The peak memory of all processes together, in megabytes. */
  readonly memory: number;
}

/** Runs the command in its own process; returns its memory and processor time. Status 1 means findings. */
async function run(args: readonly string[]): Promise<Pick<Measured, "processor" | "memory">> {
  const child: ChildProcess = spawn(process.execPath, [COMMAND, ...args], { stdio: "ignore" });
  const used = { memory: 0, processor: 0 };
  const look = setInterval(() => {
    used.memory = peakMemory(child.pid ?? 0) ?? used.memory;
    used.processor = processorTime(child.pid ?? 0) ?? used.processor;
  }, 20);
  const [status] = await once(child, "close");
  clearInterval(look);
  if (status !== 0 && status !== 1) throw new Error(`azure-batch-guard ${args[0]} ended with ${status}.`);
  return used;
}

async function sweep(folder: string, states: number): Promise<Measured> {
  let used = { memory: 0, processor: 0 };
  const milliseconds = await timed(async () => {
    used = await run(["fleet", folder, "--format", "json", "--output", path.join(folder, "..", "fleet.json")]);
  });
  return { states, milliseconds, ...used };
}

/** As many processes at a time as there are cores. */
async function oneByOne(files: readonly string[]): Promise<Measured> {
  const waiting = files.values();
  const most: number[] = [];
  let processor = 0;
  const work = async (slot: number) => {
    for (const file of waiting) {
      const used = await run(["check", file, "--format", "json"]);
      most[slot] = Math.max(most[slot] ?? 0, used.memory);
      processor += used.processor;
    }
  };
  const milliseconds = await timed(() =>
    Promise.all(Array.from({ length: availableParallelism() }, (_, at) => work(at))),
  );
  return { states: files.length, milliseconds, processor, memory: most.reduce((sum, each) => sum + each, 0) };
}

/** Fills a folder with states, each from a function; returns their files. A duplicate stack would count only once. */
function fill(folder: string, count: number, namedBy: (at: number) => readonly string[]): readonly string[] {
  mkdirSync(folder, { recursive: true });
  return Array.from({ length: count }, (_, at) => at).flatMap((at) =>
    namedBy(at).map((text, index) => {
      const file = path.join(folder, `${at}-${index}.json`);
      writeFileSync(file, text);
      return file;
    }),
  );
}

/** Stacks without links to each other. */
function apart(folder: string, states: number): readonly string[] {
  const text = JSON.stringify(stateOf(RESOURCES, "stack-0"), undefined, 4);
  return fill(folder, states, (at) => [text.replaceAll(":stack-0::", `:stack-${at}::`)]);
}

/** The pools of half of the stacks are in the networks of the other half. */
function joined(folder: string, states: number): readonly string[] {
  const texts = joinedStates(RESOURCES, 0).map((state) => JSON.stringify(state, undefined, 4));
  return fill(folder, states / 2, (at) =>
    texts.map((text) => text.replaceAll(/(::(?:network|pools)|\/resourceGroups\/group)-0(?=::|[/"])/g, `$1-${at}`)),
  );
}

function row(what: string, measured: readonly Measured[]): readonly string[] {
  const rates = figure(measured.map(({ states, milliseconds }) => (1000 * states) / milliseconds));
  const processor = figure(measured.map((each) => each.processor / each.states));
  const memory = figure(measured.map((each) => each.memory));
  const rounded = ({ median, least, most }: typeof rates, digits: number) =>
    `${median.toFixed(digits)} (${least.toFixed(digits)}–${most.toFixed(digits)})`;
  return [
    what,
    measured[0]?.states.toLocaleString("en") ?? "",
    rounded(rates, 1),
    rounded(processor, 0),
    rounded(memory, 0),
  ];
}

async function main(): Promise<void> {
  const place = mkdtempSync(path.join(tmpdir(), "azure-batch-guard-bench-"));
  try {
    const [many, some] = quick ? [200, 50] : [2000, 200];
    const files = joined(path.join(place, "many"), many);
    joined(path.join(place, "some"), some);
    const single = apart(path.join(place, "apart"), some);
    const size = files.reduce((sum, file) => sum + statSync(file).size, 0) / 1e6;
    const [all, few, byItself, alone]: [Measured[], Measured[], Measured[], Measured[]] = [[], [], [], []];
    for (let round = 0; round < (quick ? 1 : 3); round++) {
      all.push(await sweep(path.join(place, "many"), many));
      few.push(await sweep(path.join(place, "some"), some));
      byItself.push(await sweep(path.join(place, "apart"), some));
      alone.push(await oneByOne(single));
    }
    const machine = { node: process.version, platform: process.platform, cores: cpus().length, cpu: cpus()[0]?.model };
    const results = path.join(root, "bench", "results");
    mkdirSync(results, { recursive: true });
    const figures = { machine, resources: RESOURCES, megabytes: Math.round(size), all, few, byItself, alone };
    writeFileSync(path.join(results, "fleet.json"), `${JSON.stringify(figures, undefined, 1)}\n`);
    const text = table(
      ["What", "States", "States a second", "Processor time a state, ms", "Most memory in use, MB"],
      [
        row("`fleet`, half of them pools in the networks of the others", all),
        row("the same", few),
        row("`fleet`, each by itself", byItself),
        row("`check`, a process for each of these", alone),
      ],
    );
    process.stdout.write(`${text}\n`);
    if (quick) return;
    const page = path.join(root, "docs", "fleet.md");
    const on = `On ${machine.cores} cores (${machine.cpu?.trim()}), Node.js ${machine.node.slice(1)}; ${Math.round((size / many) * 1000)} kB a state:`;
    writeFileSync(
      page,
      withSections(readFileSync(page, "utf8"), { figures: `${on}\n\n${text}` }, "npm run bench:fleet"),
    );
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

void main();

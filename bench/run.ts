/**
 * The cost of the policy pack, with a control in the same run for each figure: `npm run bench`. `-- --quick` measures less.
 * Writes bench/results/latest.json and the table in docs/performance.md, and fails if a limit is exceeded.
 */
import { spawnSync } from "node:child_process";
import * as path from "node:path";
import { root } from "../toolchain/checkout";
import { judge, requestsFor } from "./judging";
import { inTurn, ratio, timed } from "./measure";
import { type Pack, start } from "./packs";
import { previews } from "./preview";
import { type JudgingAt, type Results, report } from "./report";
import { stackOf } from "./stack";

const quick = process.argv.includes("--quick");
const say = (text: string) => process.stderr.write(`${text}\n`);

async function starts(packs: readonly Pack[], rounds: number): Promise<Results["start"]> {
  const startAndStop = (pack: Pack) => async () => {
    let server: Awaited<ReturnType<typeof start>> | undefined;
    const time = await timed(async () => {
      server = await start(pack);
    });
    await server?.stop();
    return time;
  };
  return inTurn(Object.fromEntries(packs.map((pack) => [pack, startAndStop(pack)])), rounds);
}

async function judgings(sizes: readonly (readonly [size: number, rounds: number])[]): Promise<JudgingAt[]> {
  const found: JudgingAt[] = [];
  for (const [resources, rounds] of sizes) {
    say(`Judging ${resources} resources …`);
    const requests = requestsFor(stackOf(resources));
    const packs: readonly Pack[] = ["azure-batch-guard", "no-op", "one-policy"];
    const candidates = Object.fromEntries(packs.map((pack) => [pack, () => judge(pack, requests)]));
    found.push({ resources, packs: await inTurn(candidates, rounds) });
  }
  return found;
}

/** The cost of judging without an engine or an SDK. */
function alone(): string[] {
  return ["network", "topology"].flatMap((name) => {
    const file = path.join(root, "node_modules", ".cache", "bench", `${name}.js`);
    const { stdout, stderr } = spawnSync(process.execPath, [file], { encoding: "utf8" });
    return `${stdout}${stderr}`.trim().split("\n");
  });
}

/** The limits that the results exceed. */
function broken({ start: times, judging }: Results): string[] {
  const faults: string[] = [];
  const demand = (what: string, value: number, most: number) => {
    if (value > most) faults.push(`${what}: ${value.toFixed(2)}, at most ${most}`);
  };
  const own = times["azure-batch-guard"] ?? [];
  demand("start against an empty pack", ratio(own, times.empty ?? []), 1.1);
  if (times.tutorial) demand("start against the tutorials' pack", ratio(own, times.tutorial), 0.2);
  for (const { resources, packs } of judging) {
    const mine = packs["azure-batch-guard"] ?? [];
    const control = packs["no-op"] ?? [];
    const total = (all: typeof mine) => all.map((each) => each.analyze + each.analyzeStack);
    if (resources >= 1_000) demand(`judging ${resources} against no-op`, ratio(total(mine), total(control)), 1.2);
    if (resources >= 1_000) {
      const memory = (all: typeof mine) => all.map((each) => each.memory ?? Number.NaN);
      demand(`memory at ${resources} against no-op`, ratio(memory(mine), memory(control)), 1.3);
    }
    if (resources === 1_000)
      demand(
        "milliseconds for 1,000 resources",
        ratio(
          total(mine),
          mine.map(() => 1),
        ),
        1_500,
      );
  }
  return faults;
}

async function main(): Promise<void> {
  say("Starting …");
  const start = await starts(["azure-batch-guard", "empty", "tutorial"], quick ? 5 : 15);
  const sizes = [
    [100, 7],
    [1_000, 5],
    [10_000, 3],
    [30_000, 3],
  ] as const;
  const judging = await judgings(
    quick
      ? [
          [100, 3],
          [1_000, 3],
        ]
      : sizes,
  );
  say("Previewing …");
  const preview = await previews("mixed-estate", ["azure-batch-guard", "empty"], quick ? 3 : 7);
  const results: Results = { start, judging, preview, alone: alone() };
  process.stdout.write(`${report(results)}\n`);
  const faults = broken(results);
  if (faults.length > 0) {
    say(`Broken:\n${faults.join("\n")}`);
    process.exitCode = 1;
  }
}

void main();

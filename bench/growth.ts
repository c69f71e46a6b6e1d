/**
 * How judging grows in the shapes that are expensive, with a control in the same run for each figure: `npm run bench:growth`.
 * `-- --large` continues to 100,000 resources; `-- --size 500` starts there, as a test that everything runs; `-- --only firewall`
 * selects the shapes with this word in their name. Writes bench/results/growth.json and the rows of the table in docs/performance.md,
 * unless it measures only a part, and fails if a limit is exceeded.
 */
import { parseArgs } from "node:util";
import { judge, requestsFor } from "./judging";
import { inTurn, ratio } from "./measure";
import type { Pack } from "./packs";
import { type Growth, growthOf, type JudgingAt, reportGrowth, totals, work } from "./report";
import { type BenchShape, programIn, SHAPES } from "./shapes";
import { sentOf } from "./stack";

const USUAL = 10_000;
/** Judging takes at most as long as the SDK's own work for as many policies without effect. */
const MOST_RATIO = 1;
/** Twice the resources take at most this many times as long. */
const MOST_GROWTH = 2.2;

const { values } = parseArgs({
  options: {
    large: { type: "boolean", default: false },
    size: { type: "string", default: `${USUAL}` },
    rounds: { type: "string", default: "3" },
    only: { type: "string", default: "" },
  },
});
const smallest = Number(values.size);
const sizes = [smallest, 2 * smallest, ...(values.large ? [5 * smallest, 10 * smallest] : [])];
const say = (text: string) => process.stderr.write(`${text}\n`);

async function measure(shape: BenchShape): Promise<Growth> {
  const judging: JudgingAt[] = [];
  for (const resources of sizes) {
    say(`${shape.name}: judging ${resources} resources …`);
    const requests = requestsFor(sentOf(programIn(shape, resources), resources));
    const packs: readonly Pack[] = ["azure-batch-guard", "no-op"];
    const candidates = Object.fromEntries(packs.map((pack) => [pack, () => judge(pack, requests)]));
    judging.push({ resources, packs: await inTurn(candidates, Number(values.rounds)) });
  }
  return { shape: shape.name, judging };
}

/** The limits that a shape exceeds. */
function broken(growth: Growth): readonly string[] {
  const costs = growth.judging
    .filter(({ resources }) => resources >= USUAL)
    .flatMap((each) => {
      const cost = ratio(totals(each, "azure-batch-guard"), totals(each, "no-op"));
      return cost > MOST_RATIO
        ? [`${each.resources} resources against no-op: ${cost.toFixed(2)}, at most ${MOST_RATIO}`]
        : [];
    });
  const grown = growthOf(growth).flatMap((times, at) => {
    const [from, to] = [growth.judging[at]?.resources ?? 1, growth.judging[at + 1]?.resources ?? 1];
    const most = MOST_GROWTH ** Math.log2(to / from);
    return times > most
      ? [`from ${from} to ${to} resources: ${times.toFixed(2)} times, at most ${most.toFixed(2)}`]
      : [];
  });
  return [...costs, ...grown].map((fault) => `${growth.shape}: ${fault}`);
}

async function main(): Promise<void> {
  const found: Growth[] = [];
  for (const shape of SHAPES.filter(({ name }) => name.includes(values.only))) found.push(await measure(shape));
  const isWhole = values.only === "" && smallest === USUAL;
  const figures = found.map((growth) => ({
    shape: growth.shape,
    ratios: growth.judging.map((each) => ratio(totals(each, "azure-batch-guard"), totals(each, "no-op"))),
    /** The same in processor time, which other work on the machine does not affect. */
    processor: growth.judging.map((each) => ratio(work(each, "azure-batch-guard"), work(each, "no-op"))),
    growth: growthOf(growth),
  }));
  process.stdout.write(`${isWhole ? reportGrowth(found) : JSON.stringify(figures, undefined, 1)}\n`);
  const faults = found.flatMap(broken);
  if (faults.length > 0) {
    say(`Broken:\n${faults.join("\n")}`);
    process.exitCode = 1;
  }
}

void main();

import { parseUrn } from "../../policies/plan/urn";
import { counted } from "../counted";
import { visible } from "../visible";
import type { FleetChanges, FleetDocument, SurveyedPool, SurveyedStack } from "./document";
import { byAge, OUTLOOKS, outlookOf } from "./outlook";
import { type Owner, ownersIn } from "./owners";

/** Longer tables are left to the CSV. */
const MOST_ROWS = 40;

/** A fleet document as text: totals, the pools that break first, the stacks with mandatory findings, and the most frequent findings. */
export function formatFleet({ stacks, refused, since }: FleetDocument): string {
  const pools = stacks.flatMap((stack) => stack.pools.map((pool) => ({ stack, pool })));
  const failing = stacks.filter((stack) => count(stack, "mandatory") > 0);
  const blocked = pools
    .filter(({ pool }) => pool.service === "blocked")
    .toSorted((one, other) => byAge(one.pool, other.pool));
  const totals = `${counted(stacks.length, "stack")}, ${counted(pools.length, "pool")}; ${counted(failing.length, "stack")} with mandatory findings, ${counted(refused.length, "file")} not judged.\n`;
  return [
    totals,
    ...OUTLOOKS.map((outlook) => {
      const ofThese = pools
        .filter(({ pool }) => outlookOf(pool) === outlook)
        .toSorted((one, other) => byAge(one.pool, other.pool));
      return section(`${outlook.name}: ${counted(ofThese.length, "pool")}. ${outlook.about}`, ofThese.map(poolRow));
    }),
    section(
      `blocked: ${counted(blocked.length, "pool")}. The nodes do not reach the Batch service without classic communication.`,
      blocked.map((each) => [...poolRow(each), each.pool.reason]),
    ),
    section(
      "Stacks with mandatory findings:",
      failing.toSorted((one, other) => count(other, "mandatory") - count(one, "mandatory")).map(stackRow),
    ),
    section("Owners that pools of other stacks wait for:", ownersIn(stacks).map(ownerRow)),
    section("Policies, by the stacks they find something in:", byPolicy(stacks)),
    since ? section(sinceTitle(since), sinceRows(since)) || `${sinceTitle(since)}\n` : "",
  ]
    .filter(Boolean)
    .join("\n");
}

function section(title: string, rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return "";
  const shown = rows.slice(0, MOST_ROWS).map((row) => row.map(visible));
  const widths = (shown[0] ?? []).map((_, column) => Math.max(...shown.map((row) => row[column]?.length ?? 0)));
  const lines = shown.map((row) =>
    `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}`.trimEnd(),
  );
  const more = rows.length > shown.length ? [`  and ${rows.length - shown.length} more`] : [];
  return `${[title, ...lines, ...more].join("\n")}\n`;
}

function poolRow({ stack, pool }: { readonly stack: SurveyedStack; readonly pool: SurveyedPool }): readonly string[] {
  const scaling = typeof pool.scaling === "number" ? counted(pool.scaling, "node") : `${pool.scaling} scaling`;
  const name = parseUrn(pool.urn)?.name ?? pool.urn;
  return [`${stack.project}/${stack.stack}`, name, scaling, pool.created && `created ${pool.created}`];
}

function stackRow(stack: SurveyedStack): readonly string[] {
  const numbers = `${count(stack, "mandatory")} mandatory, ${count(stack, "advisory")} advisory`;
  return [`${stack.project}/${stack.stack}`, numbers, stack.file];
}

function ownerRow({ name, pools, stacks, policies }: Owner): readonly string[] {
  return [name, `${counted(pools, "pool")} of ${counted(stacks, "stack")}`, policies.join(", ")];
}

function sinceTitle({ date, stacks, added, gone }: FleetChanges): string {
  const [found, fixed] = (["found", "fixed"] as const).map((key) =>
    stacks.reduce((sum, stack) => sum + stack[key].length, 0),
  );
  return `Since ${date}: ${counted(found ?? 0, "new finding")}, ${fixed} fixed; ${counted(added.length, "new stack")}, ${gone.length} gone.`;
}

function sinceRows({ stacks, added, gone }: FleetChanges): readonly (readonly string[])[] {
  const changed = stacks.flatMap(({ project, stack, found, fixed }) => [
    ...found.map(({ policy, urn }) => ["new", `${project}/${stack}`, policy, parseUrn(urn)?.name ?? urn]),
    ...fixed.map(({ policy, urn }) => ["fixed", `${project}/${stack}`, policy, parseUrn(urn)?.name ?? urn]),
  ]);
  const come = added.map((stack) => ["new stack", stack, "", ""]);
  return [...changed, ...come, ...gone.map((stack) => ["gone", stack, "", ""])];
}

function byPolicy(stacks: readonly SurveyedStack[]): readonly (readonly string[])[] {
  const numbers = new Map<string, number>();
  for (const { findings } of stacks) {
    for (const policy of new Set(findings.map((finding) => finding.policy)))
      numbers.set(policy, (numbers.get(policy) ?? 0) + 1);
  }
  return [...numbers].toSorted(([, one], [, other]) => other - one).map(([policy, number]) => [policy, String(number)]);
}

function count({ findings }: SurveyedStack, level: "mandatory" | "advisory"): number {
  return findings.filter((finding) => finding.level === level).length;
}

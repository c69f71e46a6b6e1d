import { isUnknown, type Value } from "../../policies/known/value";
import { field, fieldAt, isAbsent, numeric, text } from "../../policies/plan/property";
import { type Edit, target } from "../../policies/remedies/edits";
import { type Entity, isOfKind, read } from "../../policies/topology/entity";
import { pathOfField } from "../../policies/topology/fields";
import type { PoolNode } from "../../policies/topology/topology";
import { listed, type Phrase, plain, quote, say } from "./phrase";

/** One value that decides how many nodes a pool has. */
export interface Scale {
  readonly path: string;
  /** The value for a pool without nodes. */
  readonly zero: string | number;
  /** The present value. */
  readonly value: Value<string | number>;
  /** Its effect, as the end of a sentence that begins with the pool. */
  readonly words: Phrase;
}

/** https://learn.microsoft.com/azure/batch/batch-automatic-scaling */
const NO_NODES = "$TargetDedicatedNodes = 0; $TargetLowPriorityNodes = 0;";

const TARGETS = [
  ["targetDedicatedNodes", "dedicated"],
  ["targetLowPriorityNodes", "Spot"],
] as const;

/** The values by which a pool requests nodes; empty for a pool that requests none, `undefined` if they are unknown. */
export function scalesOf(pool: PoolNode): readonly Scale[] | undefined {
  if (pool.declared) return [];
  const { entity } = pool;
  const auto = read(entity, "autoScale");
  const fixed = read(entity, "fixedScale");
  if (isUnknown(auto.value) || isUnknown(fixed.value)) return undefined;
  if (!isAbsent(auto)) {
    const formula = text(field(auto, "formula")) ?? "";
    return [
      { path: pathOf(entity, "autoScale", "formula"), zero: NO_NODES, value: formula, words: say`scales by a formula` },
    ];
  }
  return TARGETS.flatMap(([name, sort]): readonly Scale[] => {
    const value = numeric(fieldAt(fixed, name));
    if (value === undefined || value === 0) return [];
    const words = isUnknown(value)
      ? say`asks for a number of ${[sort]} nodes that is not known`
      : say`asks for ${value} ${[sort]} nodes`;
    return [{ path: pathOf(entity, "fixedScale", name), zero: 0, value, words }];
  });
}

/** Whether the program or Azure shows that a pool has nodes, or may have some. */
export function mayHaveNodes(pool: PoolNode): boolean {
  const scales = scalesOf(pool);
  return scales === undefined || scales.length > 0 || reportedNodes(pool) > 0;
}

/** The number of nodes that Azure reported when the state was written; 0 if it is unknown. */
function reportedNodes({ entity: { state } }: PoolNode): number {
  const counts = ["currentDedicatedNodes", "currentLowPriorityNodes"].map((name) => numeric(field(state, name)));
  return counts.reduce<number>((sum, count) => sum + (typeof count === "number" ? count : 0), 0);
}

/** The edits that resize a pool to zero nodes. */
export function emptyingOf(pool: PoolNode): readonly Edit[] {
  const scales = scalesOf(pool) ?? [];
  return scales.map(({ path, zero }) => ({ ...target(pool.entity), action: "set", path, value: zero }));
}

/** The edits that restore the requested values of a pool, if they are known. */
export function refillingOf(pool: PoolNode): readonly Edit[] {
  return (scalesOf(pool) ?? []).flatMap(({ path, value }): readonly Edit[] =>
    isUnknown(value) ? [] : [{ ...target(pool.entity), action: "set", path, value }],
  );
}

/** The properties that decide what happens to tasks on a removed node, with the value that lets them finish. */
export function waitingForTasks(pools: readonly PoolNode[]): Phrase {
  const options = new Map(pools.map((pool) => [plain(waitOption(pool)), waitOption(pool)]));
  return listed([...options.values()]);
}

function waitOption({ entity }: PoolNode): Phrase {
  if (isOfKind(entity, ["pool"]) && !isAbsent(read(entity, "autoScale")))
    return say`${quote("$NodeDeallocationOption = taskcompletion;")} to a formula`;
  const name = entity.token.provider === "azure" ? "nodeDeallocationMethod" : "nodeDeallocationOption";
  return say`${quote(name)} ${quote("TaskCompletion")} beside a target`;
}

function pathOf({ token }: Entity<"pool">, scale: "autoScale" | "fixedScale", name: string): string {
  return `${pathOfField("pool", token.provider, scale)}.${name}`;
}

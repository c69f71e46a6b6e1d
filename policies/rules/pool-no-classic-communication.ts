import { isUnknown } from "../known/value";
import { text } from "../plan/property";
import { ask } from "../remedies/remedy";
import type { Context } from "../settings/context";
import { isRetired, timeLeft } from "../settings/retirement";
import { type Entity, isOfKind } from "../topology/entity";
import { asksForClassic, runsClassic, toPool } from "../topology/pool";
import type { PoolNode } from "../topology/topology";
import { shown } from "../wording/shown";
import { questionOn } from "./lib/settings-question";
import { simplifiedMode } from "./lib/simplified-mode";
import { type Finding, finding, type Item, type Rule } from "./rule";

/** The inputs of a pool show the mode that it requests; its state shows the mode that its nodes run in. */
export const poolNoClassicCommunication: Rule = {
  name: "pool-no-classic-communication",
  title: "A Batch pool does not use classic node communication.",
  severity: "high",
  levels: { recommended: "mandatory", strict: "mandatory" },
  link: "https://learn.microsoft.com/azure/batch/batch-pools-to-simplified-compute-node-communication-model-migration-guide",
  checkEntity: (entity, context) => (isOfKind(entity, ["pool"]) ? asked(entity, context) : []),
  checkTopology: (topology, context) => topology.pools.flatMap((pool) => stillRunning(pool, context)),
};

function asked(entity: Entity<"pool">, context: Context): readonly Item[] {
  const pool = toPool(entity);
  const classic = asksForClassic(pool);
  if (isUnknown(classic)) return questionOn(pool, "whether the pool requests the classic mode", [classic]);
  if (!classic) return [];
  const { retirementDate } = context.settings;
  const retired = isRetired(context);
  return [
    finding({
      urn: entity.resource.urn,
      path: pool.mode.path,
      found: `${pool.mode.path} is "${text(pool.mode)}".`,
      why: retired
        ? `Azure Batch does not support the classic mode after ${retirementDate}: new nodes use the simplified mode, and become unusable where they cannot reach the Batch service.`
        : `Azure Batch stops supporting the classic mode after ${retirementDate}, ${timeLeft(context)}.`,
      remedies: [simplifiedMode(pool)],
      advisory: !retired,
    }),
  ];
}

/** Pools that may fail at their next scale-up: they do not request the classic mode, but their nodes were never replaced. */
function stillRunning(pool: PoolNode, { settings: { retirementDate } }: Context): readonly Finding[] {
  if (asksForClassic(pool) !== false || !runsClassic(pool)) return [];
  const created = shown("date", pool.creationTime)?.slice(0, 10);
  const since = created === undefined ? "" : `, created on ${created}`;
  return [
    finding({
      urn: pool.entity.resource.urn,
      path: "currentNodeCommunicationMode",
      found: `Azure reports currentNodeCommunicationMode "Classic" for this pool${since}.`,
      why: `The mode changes only when all nodes are replaced, and Azure Batch does not support the classic mode after ${retirementDate}.`,
      remedies: [ask("Resize the pool to zero nodes and back.")],
      advisory: true,
    }),
  ];
}

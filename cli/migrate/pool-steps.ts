import { isUnknown } from "../../policies/known/value";
import { text } from "../../policies/plan/property";
import { type Edit, target } from "../../policies/remedies/edits";
import type { Context } from "../../policies/settings/context";
import { isRetired } from "../../policies/settings/retirement";
import { hasCommunicationMode } from "../../policies/topology/api-version";
import { pathOfField } from "../../policies/topology/fields";
import type { PoolNode } from "../../policies/topology/topology";
import type { Assessment } from "./assess";
import { joined, type Phrase, quote, say } from "./phrase";
import type { Step, StepKind } from "./plan";
import { poolNames } from "./pool-names";
import { emptyingOf, mayHaveNodes, refillingOf, scalesOf, waitingForTasks } from "./scaling";
import { blockedPools, verifyStep } from "./verify-step";

/** The steps for the pools themselves: migrated pools get new nodes in simplified mode; then pools are verified. */
export function poolSteps(
  assessed: readonly Assessment[],
  verified: ReadonlySet<PoolNode>,
  context: Context,
): readonly Step[] {
  const renewed = assessed.filter(({ renew }) => renew);
  const fixed = renewed.filter(isFixed).map(({ pool }) => pool);
  const moved = renewed.filter((each) => !isFixed(each)).map(({ pool }) => pool);
  const filled = moved.filter(mayHaveNodes);
  const doubtful = assessed.filter(({ open }) => open.length > 0).map(({ pool }) => pool);
  return [
    ...(fixed.length > 0 ? [recreate(fixed)] : []),
    ...(filled.length > 0 ? [empty(filled, doubtful, context)] : []),
    ...setMode(moved),
    ...(filled.length > 0 ? [resize(filled)] : []),
    ...(verified.size > 0 ? [verifyStep([...verified], fixed, blockedPools(assessed, renewed))] : []),
  ];
}

function stepOf(kind: StepKind, pools: readonly PoolNode[], step: Omit<Step, "kind" | "pools" | "commands">): Step {
  return { kind, pools: pools.map(({ entity }) => entity.resource.urn), commands: [], ...step };
}

/**
 * Whether no setting selects the simplified mode for the pool: Cloud Services do not support it, and pools without public addresses
 * support it only in a virtual network. https://learn.microsoft.com/azure/batch/simplified-compute-node-communication#limitations
 */
function isFixed({ cloudServices, pool }: Assessment): boolean {
  return cloudServices || isWithoutNetwork(pool);
}

function isWithoutNetwork({ publicAddresses, subnet }: PoolNode): boolean {
  return subnet.to === "nothing" && publicAddresses === "NoPublicIPAddresses";
}

function recreate(pools: readonly PoolNode[]): Step {
  return stepOf("recreate", pools, {
    title: say`Recreate ${poolNames(pools)}`,
    text: [
      ...pools.map((pool) =>
        isWithoutNetwork(pool)
          ? say`${quote(pool.entity.resource.name)} has neither public addresses nor a virtual network: such a pool cannot be migrated. Create one in a virtual network, with ${quote("Simplified")}.`
          : say`${quote(pool.entity.resource.name)} uses ${quote(pool.cloudServices.path)}, which always communicates in the classic mode: it cannot be migrated. Create a pool with ${quote("virtualMachineConfiguration")} (an ${quote("imageReference")} and a ${quote("nodeAgentSkuId")}) and with ${quote("Simplified")}.`,
      ),
      say`Move the jobs to the new pool when it works, and delete the old one.`,
    ],
    edits: [],
  });
}

/**
 * The pool is resized to zero first: the management API, which Pulumi uses, accepts another mode only for a pool without nodes.
 * https://learn.microsoft.com/azure/batch/batch-pool-update-properties
 */
function empty(pools: readonly PoolNode[], doubtful: readonly PoolNode[], context: Context): Step {
  const { retirementDate } = context.settings;
  const concerned = pools.filter((pool) => doubtful.includes(pool));
  return stepOf("empty", pools, {
    title: say`Resize ${poolNames(pools)} to zero nodes`,
    text: [
      ...(concerned.length > 0
        ? [
            say`Find out first what is undecided about ${poolNames(concerned)}: nodes that do not reach the Batch service become unusable.`,
          ]
        : []),
      say`Azure changes the mode only of a pool without nodes, and only new nodes use it. ${joined(pools.map(asks))}`,
      isRetired(context)
        ? say`There is no way back from here: nodes in classic mode can no longer be added.`
        : say`Until ${[retirementDate]}, the same steps with ${quote("Classic")} undo the change.`,
      say`Running tasks are requeued. To let them finish first, add ${waitingForTasks(pools)}.`,
      say`Continue when the pool has no nodes and its allocation state is ${quote("Steady")}.`,
    ],
    edits: pools.flatMap(emptyingOf),
  });
}

function asks(pool: PoolNode): Phrase {
  const name = quote(pool.entity.resource.name);
  const scales = scalesOf(pool);
  if (scales === undefined) return say`How ${name} is scaled is not known: set its targets to 0.`;
  if (scales.length === 0) return say`${name} asks for no nodes, but Azure reported some: resize it by hand.`;
  return say`${name} ${joined(
    scales.map(({ words }) => words),
    " and ",
  )}.`;
}

function setMode(pools: readonly PoolNode[]): readonly Step[] {
  const asking = pools.filter((pool) => hasCommunicationMode(pool.apiVersion) && !isSimplified(pool));
  if (asking.length === 0) return [];
  return [
    stepOf("mode", asking, {
      title: say`Set the mode of ${poolNames(asking)} to simplified`,
      text: [say`Do this while the pool has no nodes.`, ...olderVersions(asking)],
      edits: asking.map(
        ({ entity }): Edit => ({
          ...target(entity),
          action: "set",
          path: pathOfField("pool", entity.token.provider, "mode") ?? "",
          value: "Simplified",
        }),
      ),
    }),
  ];
}

/** The first API version that can change the mode of a pool. */
const UPDATING_VERSION = "2024-07-01";

/** https://learn.microsoft.com/azure/batch/batch-pool-update-properties */
function olderVersions(pools: readonly PoolNode[]): readonly Phrase[] {
  const versions = new Set(pools.flatMap(({ apiVersion = UPDATING_VERSION }) => apiVersion));
  const older = [...versions].filter((version) => version < UPDATING_VERSION);
  return older.length > 0
    ? [
        say`Azure takes another mode for a pool with API version ${quote(UPDATING_VERSION)}; the program pins ${joined(older.map((version) => say`${quote(version)}`))}: raise it before.`,
      ]
    : [];
}

function isSimplified({ mode }: PoolNode): boolean {
  const word = text(mode);
  return !isUnknown(word) && word?.toLowerCase() === "simplified";
}

function resize(pools: readonly PoolNode[]): Step {
  const hidden = pools.filter((pool) =>
    (scalesOf(pool) ?? [undefined]).some((scale) => isUnknown(scale?.value) || !scale),
  );
  return stepOf("resize", pools, {
    title: say`Resize ${poolNames(pools)} back`,
    text: [
      say`The new nodes connect to the Batch service; the service no longer connects to them.`,
      ...(hidden.length > 0 ? [say`The previous targets of ${poolNames(hidden)} are not known: restore them.`] : []),
    ],
    edits: pools.flatMap(refillingOf),
  });
}

import { isUnknown } from "../../policies/known/value";
import type { PoolNode } from "../../policies/topology/topology";
import type { Assessment, Network } from "./assess";
import { verifyingCommands } from "./commands";
import { joined, quote, say } from "./phrase";
import type { Step } from "./plan";
import { poolNames } from "./pool-names";

/**
 * The pools to verify: those that get new nodes, those whose path is opened, and all others of the plan or behind a group from which
 * rules are removed later, unless Azure reports the simplified mode for them.
 */
export function poolsToVerify(assessed: readonly Assessment[], networks: readonly Network[]): ReadonlySet<PoolNode> {
  const closing = networks.filter(({ openers, leftovers }) => openers.length + leftovers.length > 0);
  const concerned = new Set([...assessed.map(({ pool }) => pool), ...closing.flatMap(({ pools }) => pools)]);
  const renewed = new Set(assessed.filter(({ renew }) => renew).map(({ pool }) => pool));
  const opened = new Set(assessed.filter(isBlocked).map(({ pool }) => pool));
  return new Set([...concerned].filter((pool) => renewed.has(pool) || opened.has(pool) || !runsSimplified(pool)));
}

/** The pools whose nodes were blocked from the service, and are not replaced by the plan. */
export function blockedPools(assessed: readonly Assessment[], renewed: readonly Assessment[]): readonly PoolNode[] {
  return assessed.filter((each) => isBlocked(each) && !renewed.includes(each)).map(({ pool }) => pool);
}

/** Whether the nodes of a pool are blocked from the Batch service. */
function isBlocked({ reached }: Assessment): boolean {
  return reached.is === "violated";
}

/** The step that verifies pools; instead of pools to recreate, their replacements are verified. */
export function verifyStep(
  pools: readonly PoolNode[],
  recreated: readonly PoolNode[],
  blocked: readonly PoolNode[],
): Step {
  const kept = pools.filter((pool) => !recreated.includes(pool));
  const { commands, without } = verifyingCommands(kept.filter(({ declared }) => !declared));
  return {
    kind: "verify",
    pools: pools.map(({ entity }) => entity.resource.urn),
    title: say`Verify ${joined(
      [
        ...(kept.length > 0 ? [poolNames(kept)] : []),
        ...(recreated.length > 0 ? [say`what replaces ${poolNames(recreated)}`] : []),
      ],
      " and ",
    )}`,
    text: [
      say`${quote("currentNodeCommunicationMode")} has to be ${quote("Simplified")}, and the nodes ${quote("idle")} or ${quote("running")}, none ${quote("unusable")}. A pool without nodes shows its mode with its first one.`,
      ...(recreated.length > 0
        ? [say`The old ${poolNames(recreated)} ${[recreated.length === 1 ? "has" : "have"]} to be gone.`]
        : []),
      ...(blocked.length > 0
        ? [
            say`Nodes of ${poolNames(blocked)} that became unusable before may stay unusable: reboot those that do not recover, or remove them; the pool then starts new ones.`,
          ]
        : []),
      ...(without.length > 0 ? [say`The ids of ${poolNames(without)} are not known: look them up in the portal.`] : []),
    ],
    edits: [],
    commands,
  };
}

function runsSimplified({ currentMode }: PoolNode): boolean {
  return !isUnknown(currentMode) && currentMode?.toLowerCase() === "simplified";
}

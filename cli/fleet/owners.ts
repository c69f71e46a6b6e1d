import { compare } from "../../policies/known/order";
import type { SurveyedStack } from "./document";

/** A stack whose resources must change for pools of other stacks. */
export interface Owner {
  /** `project/stack`. */
  readonly name: string;
  readonly policies: readonly string[];
  /** The number of pools in other stacks that depend on the change, and the number of these stacks. */
  readonly pools: number;
  readonly stacks: number;
}

/** The owners of resources that must change for pools of other stacks, most pools first; each owner, pool and stack counts once. */
export function ownersIn(stacks: readonly SurveyedStack[]): readonly Owner[] {
  const byOwner = new Map<string, { policies: Set<string>; pools: Set<string>; stacks: Set<string> }>();
  for (const { project, stack, pointers = [] } of stacks) {
    for (const { policy, level, urn, at } of pointers) {
      if (level !== "mandatory") continue;
      const name = `${at.project}/${at.stack}`;
      const owner = byOwner.get(name) ?? { policies: new Set(), pools: new Set(), stacks: new Set() };
      byOwner.set(name, owner);
      owner.policies.add(policy);
      owner.pools.add(urn);
      owner.stacks.add(`${project}/${stack}`);
    }
  }
  return [...byOwner]
    .map(([name, owner]): Owner => {
      return { name, policies: [...owner.policies].sort(), pools: owner.pools.size, stacks: owner.stacks.size };
    })
    .toSorted((one, other) => other.pools - one.pools || compare(one.name, other.name));
}

import type { Unknown } from "../known/value";
import type { Entity } from "./entity";
import { PARENT_KIND } from "./family";
import type { Kind } from "./kinds";
import { memo, memoFor } from "./once";
import type { Registry } from "./registry";
import { resolveParent } from "./resolve";

/** A child of which it cannot be told whose it is: it may belong to any resource of its parent's kind. */
export interface Stray<K extends Kind = Kind> {
  readonly child: Entity<K>;
  /** What would tell. */
  readonly why: Unknown;
}

/**
 * The children of a kind whose parent cannot be told: it is unknown, and made from no resource that the engine names.
 * Java programs name no resource where an output other than the id is passed on:
 * https://www.pulumi.com/docs/iac/concepts/inputs-outputs/
 */
export function straysOf<K extends Kind>(registry: Registry, kind: K): readonly Stray<K>[] {
  return straysIn(registry)(kind) as readonly Stray<K>[];
}

const straysIn = memoFor((registry: Registry) =>
  memo((kind: Kind): readonly Stray[] => {
    const parentKind = PARENT_KIND[kind];
    if (parentKind === undefined) return [];
    return registry.ofKind(kind).flatMap((child) => {
      const link = resolveParent(registry, child, parentKind);
      return link.to === "unknown" ? [{ child, why: link.why }] : [];
    });
  }),
);

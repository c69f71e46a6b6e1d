import { isUnknown, unknown, type Value } from "../known/value";
import { field, text, texts } from "../plan/property";
import type { Builder } from "./builder";
import { absentOrUnseen, type Entity, read } from "./entity";
import { single } from "./link";
import { resolveReference } from "./resolve";

/**
 * The destinations for which a firewall does not translate the source address; an empty list means the private ranges of RFC 1918
 * and RFC 6598. With 0.0.0.0/0, the firewall provides no direct path to the internet.
 *
 * https://learn.microsoft.com/azure/firewall/snat-private-range
 */
export function privateRanges(entity: Entity<"firewall">, builder: Builder): Value<readonly Value<string>[]> {
  const policyId = read(entity, "policy");
  const link = resolveReference(builder.registry, entity, policyId, ["firewallPolicy"]);
  if (link.to === "nothing") return entity.token.provider === "azure" ? own(entity) : inAdditionalProperties(entity);
  const policy = single(link);
  return policy ? ofPolicy(policy, builder) : unknown(policyId.path, policyId.owner);
}

/** The list of ranges of a firewall in the program; `undefined` if there is none. One text in `additionalProperties` is no list. */
export function rangesAt(entity: Entity<"firewall">, builder: Builder): RangesAt | undefined {
  const link = resolveReference(builder.registry, entity, read(entity, "policy"), ["firewallPolicy"]);
  const owner = link.to === "nothing" ? entity : single(link);
  if (!owner) return undefined;
  const ranges = own(owner);
  return isUnknown(ranges) || ranges.length === 0
    ? undefined
    : { entity: owner, path: read(owner, "privateRanges").path };
}

/** A list of ranges: of a policy, or of a firewall of the classic provider. */
export interface RangesAt {
  readonly entity: Entity;
  readonly path: string;
}

function own(entity: Entity<"firewall"> | Entity<"firewallPolicy">): Value<readonly Value<string>[]> {
  const ranges = read(entity, "privateRanges");
  return absentOrUnseen(entity, ranges) ?? texts(ranges);
}

/** Without a policy, ARM expects the ranges as one comma-separated text. */
function inAdditionalProperties(entity: Entity<"firewall">): Value<readonly Value<string>[]> {
  const ranges = field(field(entity.program, "additionalProperties"), "Network.SNAT.PrivateRanges");
  const written = text(ranges);
  if (written === undefined || isUnknown(written)) return written ?? [];
  return written.split(",").map((range) => range.trim());
}

function ofPolicy(policy: Entity<"firewallPolicy">, builder: Builder): Value<readonly Value<string>[]> {
  const ranges = own(policy);
  if (isUnknown(ranges)) return ranges;
  const learns = read(policy, "learnsPrivateRanges");
  const word = text(learns);
  const learned = isUnknown(word) || /^(enabled|true)$/i.test(word ?? "") ? [unknown(learns.path, learns.owner)] : [];
  if (ranges.length > 0) return [...ranges, ...learned];
  return isInherited(policy, builder, []) ? unknown(read(policy, "basePolicy").path, policy.resource.urn) : learned;
}

/**
 * Whether a parent policy sets ranges. The documentation states that rules are inherited, but not whether ranges are.
 *
 * https://learn.microsoft.com/azure/firewall-manager/policy-overview#hierarchical-policies
 */
function isInherited(policy: Entity<"firewallPolicy">, builder: Builder, below: readonly Entity[]): boolean {
  const link = resolveReference(builder.registry, policy, read(policy, "basePolicy"), ["firewallPolicy"]);
  if (link.to === "nothing" || below.includes(policy)) return false;
  const base = single(link);
  if (!base) return true;
  const ranges = own(base);
  return isUnknown(ranges) || ranges.length > 0 || isInherited(base, builder, [...below, policy]);
}

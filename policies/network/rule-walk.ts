import { isUnknown, type Value } from "../known/value";
import { type Family, isEmpty } from "./address-set";
import type { Endpoint, Flow } from "./flow";
import { allOf, withStandIn } from "./flow";
import type { Intervals } from "./intervals";
import * as intervals from "./intervals";
import { type Box, cutOut, intersectBoxes } from "./packet-box";
import type { Effect, Step } from "./rule-order";
import type { PortExtent, Side } from "./rule-sides";
import type { SecurityRule } from "./security-rule";
import { extentOf, type TagMeaning } from "./tag-meaning";

/** Packets that one rule decides. */
export interface Match<T extends number | bigint, Ref> {
  readonly effect: Effect;
  readonly rule: SecurityRule<Ref>;
  readonly box: Box<T>;
}

/**
 * Evaluates `steps` in order for the packets of `box`: each step decides those of the remaining packets that it catches. The
 * result is exact: a step splits a box into the part that it decides and up to four boxes that it does not. `rest` are the
 * packets that no step catches.
 */
export function firstMatches<T extends number | bigint, Ref>(
  box: Box<T>,
  family: Family,
  steps: Iterable<Step<Ref>>,
  flow: Flow,
  meaning: TagMeaning,
): { matches: Match<T, Ref>[]; rest: Box<T>[] } {
  const matches: Match<T, Ref>[] = [];
  let left: Box<T>[] = [box];
  const outbound = flow.direction === "Outbound";
  for (const { rule, effect, catches } of steps) {
    if (!catchesProtocol(rule.protocol, flow.protocol, catches)) continue;
    const remotePorts = portsOf(outbound ? rule.destinationPorts : rule.sourcePorts, catches);
    if (!intervals.overlap(box.remotePorts, remotePorts)) continue;
    const remote = addressesOf<T>(outbound ? rule.destination : rule.source, "remote", family, catches, flow, meaning);
    if (!intervals.overlap(box.remote, remote)) continue;
    const localPorts = portsOf(outbound ? rule.sourcePorts : rule.destinationPorts, catches);
    if (!intervals.overlap(box.localPorts, localPorts)) continue;
    const local = addressesOf<T>(outbound ? rule.source : rule.destination, "local", family, catches, flow, meaning);
    const caught: Box<T> = { local, localPorts, remote, remotePorts };
    const rest: Box<T>[] = [];
    for (const each of left) {
      const part = intersectBoxes(each, caught);
      if (part === undefined) rest.push(each);
      else {
        matches.push({ effect, rule, box: part });
        cutOut(each, part, rest);
      }
    }
    left = rest;
    if (left.length === 0) break;
  }
  return { matches, rest: left };
}

function catchesProtocol(own: SecurityRule<unknown>["protocol"], protocol: string, catches: "may" | "must"): boolean {
  return own === undefined ? catches === "may" : own === "*" || own === protocol;
}

function portsOf(extent: PortExtent, catches: "may" | "must"): Intervals<number> {
  return catches === "may" ? extent.may : extent.must;
}

function addressesOf<T extends number | bigint>(
  side: Side,
  end: "local" | "remote",
  family: Family,
  catches: "may" | "must",
  flow: Flow,
  meaning: TagMeaning,
): Intervals<T> {
  const { memberOf } = flow[end];
  if (side.applicationGroup && memberOf !== undefined) {
    return selects(side.groups ?? [], memberOf, catches) ? allOf(flow[end], family) : intervals.NOTHING;
  }
  // Nodes of a pool are in no application security group: Batch has no property for it.
  if (side.applicationGroup && (end === "local" || flow.remoteIsNode === true)) return intervals.NOTHING;
  if (isForTag(side, flow[end])) return allOf(flow[end], family);
  if (isForOthers(side, flow[end])) return intervals.NOTHING;
  const set = extentOf(side, meaning)[catches][family] as unknown as Intervals<T>;
  if (flow[end].unknown === undefined) return set;
  return withStandIn(
    set,
    flow[end],
    family,
    catches,
    side.tags.some((tag) => tag.toLowerCase() === "virtualnetwork"),
  );
}

/**
 * Whether application security groups select a private endpoint that is a member of `memberOf`.
 *
 * https://learn.microsoft.com/azure/private-link/configure-asg-private-endpoint
 */
function selects(
  groups: readonly (string | undefined)[],
  memberOf: Value<readonly Value<string>[]>,
  catches: "may" | "must",
): boolean {
  if (isUnknown(memberOf)) return catches === "may";
  const ids = new Set(memberOf.map((each) => (isUnknown(each) ? undefined : each.toLowerCase())));
  if (groups.some((each) => each !== undefined && ids.has(each.toLowerCase()))) return true;
  return catches === "may" && ids.size > 0 && (ids.has(undefined) || groups.includes(undefined));
}

/** Azure compares tag names case-insensitively. */
function isForTag(side: Side, { tags = [] }: Endpoint): boolean {
  return tags.some((tag) => side.tags.some((each) => each.toLowerCase() === tag.toLowerCase()));
}

/** Whether a side names nothing but service tags that hold none of the addresses; regional tags belong to the family of the tag. */
function isForOthers(side: Side, { notTags }: Endpoint): boolean {
  if (notTags === undefined || side.tags.length === 0 || !isEmpty(side.fixed.may)) return false;
  return side.tags.every((tag) => notTags.has(tag.toLowerCase().split(".", 1)[0] as string));
}

import type { Verdict } from "../known/verdict";
import { EVERY_ADDRESS } from "./address-set";
import { boxOf, type Endpoint, type Flow } from "./flow";
import { subnetEndpoint } from "./node-management";
import { type Box, intersectBoxes } from "./packet-box";
import { EVERY_PORT } from "./port-set";
import { GROUP_PRIORITIES, stepsFavouring } from "./rule-order";
import { firstMatches, type Match } from "./rule-walk";
import { allRules, type SecurityGroup } from "./security-group";
import type { Direction, Protocol, SecurityRule } from "./security-rule";
import { readContext, type SubnetContext } from "./subnet-context";
import { tagMeaning } from "./tag-meaning";

/** The rules that come first for all that a rule matches. None: it matches nothing that concerns the subnet's nodes. */
export interface ShadowEvidence<Ref> {
  readonly by: readonly SecurityRule<Ref>[];
}

const PROTOCOLS: readonly Protocol[] = ["Tcp", "Udp", "Icmp", "Esp", "Ah"];

/**
 * Whether `rule` of `group` never decides about a packet of the subnet's nodes, as other rules with lower priority numbers
 * always come first, one alone or several together. `violated`: there are packets that it decides.
 * `local` replaces the subnet's nodes.
 */
export function judgeShadowed<Ref>(
  rule: SecurityRule<Ref>,
  group: SecurityGroup<Ref>,
  context: SubnetContext,
  local: Endpoint = subnetEndpoint(context),
): Verdict<ShadowEvidence<Ref>> {
  const directions: readonly Direction[] = rule.direction === undefined ? ["Inbound", "Outbound"] : [rule.direction];
  const by = new Set<SecurityRule<Ref>>();
  let possible = false;
  for (const direction of directions) {
    const favouring = { best: stepsFor(rule, group, direction, true), worst: stepsFor(rule, group, direction, false) };
    for (const protocol of rule.protocol === undefined || rule.protocol === "*" ? PROTOCOLS : [rule.protocol]) {
      const flow: Flow = {
        ...{ direction, protocol, local, localPorts: EVERY_PORT },
        ...{ remote: { known: EVERY_ADDRESS }, remotePorts: EVERY_PORT },
      };
      for (const family of ["v4", "v6"] as const) {
        const everything = boxOf<number>(flow, family);
        if (everything === undefined) continue;
        const readings = readContext(context).readings.map((reading) => {
          const meaning = tagMeaning(reading, context.cloud);
          const alone = favouring.best.filter((step) => step.rule === rule);
          const own = firstMatches(everything, family, alone, flow, meaning).matches;
          return {
            best: own.flatMap(({ box }) => firstMatches(box, family, favouring.best, flow, meaning).matches),
            worst: firstMatches(everything, family, favouring.worst, flow, meaning).matches,
          };
        });
        const certain = readings.map(({ worst }) => boxesOf(worst, rule)).reduce(sharedBoxes);
        if (certain.length > 0) return { is: "violated", because: { by: [] } };
        for (const match of readings.flatMap(({ best }) => best)) {
          if (match.rule === rule) possible = true;
          else by.add(match.rule);
        }
      }
    }
  }
  if (!possible) return { is: "holds", because: { by: [...by] } };
  const unknowns = [
    ...rule.unknowns,
    ...group.rules.flatMap((each) => each.unknowns),
    ...readContext(context).unknowns,
  ];
  return { is: "undecided", because: { by: [...by] }, unknowns: [...new Set(unknowns)] };
}

/** The walk on which `rule` decides as much as it ever can, or as little. */
function stepsFor<Ref>(rule: SecurityRule<Ref>, group: SecurityGroup<Ref>, direction: Direction, best: boolean) {
  return stepsFavouring(allRules(group), direction, GROUP_PRIORITIES, best ? "Allow" : "Deny", (each) =>
    each === rule ? "Allow" : "Deny",
  );
}

function boxesOf<Ref>(matches: readonly Match<number, Ref>[], rule: SecurityRule<Ref>): Box<number>[] {
  return matches.filter((match) => match.rule === rule).map(({ box }) => box);
}

function sharedBoxes(a: Box<number>[], b: Box<number>[]): Box<number>[] {
  return a.flatMap((one) => b.map((other) => intersectBoxes(one, other)).filter((box) => box !== undefined));
}

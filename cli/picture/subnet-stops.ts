import { whichever } from "../../policies/known/combine";
import type { JudgedEndpoint } from "../../policies/reach/node-management-endpoint";
import { elsewhere, type OutboundCase } from "../../policies/reach/outbound";
import type { Context } from "../../policies/settings/context";
import type { Subnet } from "../../policies/topology/subnet";
import type { Topology } from "../../policies/topology/topology";
import { describeRule } from "../../policies/wording/describe-rule";
import { nameOf } from "../../policies/wording/names";
import { type JudgedWay, passage } from "./judge-way";
import { MOST, outsideName, placeName } from "./names";
import { partsOf } from "./parts";
import { throughRoutes } from "./route-stops";
import { type End, type Left, perhaps, type Sight, type Sketch, within } from "./sketch";

/** Leads packets through a subnet of this program, and out of its network: by private endpoints, else publicly. */
export function throughSubnet(
  sketch: Sketch,
  ends: readonly End[],
  subnet: Subnet,
  judged: JudgedWay,
  topology: Topology,
  context: Context,
): Left {
  const own = within(sketch, keyOf(subnet));
  const inside = own.through(ends, "subnet", sightOf(subnet));
  const endpoints = (judged.outbound?.endpoints ?? []).filter((each) => each.subnet === subnet);
  const holding = endpoints.filter(({ verdict }) => verdict.is === "holds");
  // One that serves for certain makes all others, and the public way, unnecessary.
  if (holding.length > 0) return { open: [], served: throughEndpoints(own, inside, holding.slice(0, 1)) };
  const served = [...throughEndpoints(own, inside, endpoints), ...throughUnseen(own, inside, subnet, judged)];
  const cases = (judged.outbound?.cases ?? []).filter((each) => each.subnet === subnet);
  const filtered = throughGroups(own, [inside], cases);
  return { open: throughRoutes(own, filtered, subnet, judged, topology, context), served };
}

/** The designated subnet of a group shares the entity of the group, and inline subnets that of their network. */
function keyOf({ entity }: Subnet): string {
  return `${entity.resource.urn} ${entity.program.path}`;
}

function sightOf(subnet: Subnet): Sight {
  const detail = subnet.securityGroup.to === "nothing" ? "no network security group" : "";
  return { kind: "subnet", name: placeName(subnet), detail, is: "open", urn: subnet.entity.resource.urn };
}

function throughEndpoints(sketch: Sketch, inside: End, endpoints: readonly JudgedEndpoint[]): readonly End[] {
  const shown = endpoints.slice(0, MOST.endpoints);
  const rest = endpoints.length - shown.length;
  const ends = shown.map(({ endpoint: { entity }, verdict }) => {
    const { urn } = entity.resource;
    const is = passage(verdict);
    const detail = is === "open" ? "serves node management" : "whether it serves these nodes is not known";
    return sketch.through([inside], `endpoint ${urn}`, {
      kind: "private-endpoint",
      name: nameOf(entity),
      detail,
      is,
      urn,
    });
  });
  if (rest === 0) return ends;
  const more: Sight = { kind: "private-endpoint", name: `${rest} more`, detail: "", is: "unknown" };
  return [...ends, sketch.through([inside], "more endpoints", more)];
}

/** An endpoint of another program is drawn only where the nodes may need it. */
function throughUnseen(sketch: Sketch, inside: End, subnet: Subnet, judged: JudgedWay): readonly End[] {
  if (judged.network === "open" || elsewhere(judged.pool, subnet).is !== "undecided") return [];
  const detail = "another program may make one for the account";
  return [
    sketch.through([inside], "endpoint elsewhere", {
      kind: "private-endpoint",
      name: "not shown",
      detail,
      is: "unknown",
    }),
  ];
}

function throughGroups(sketch: Sketch, inside: readonly End[], cases: readonly OutboundCase[]): readonly End[] {
  const verdict = whichever(
    cases.map(({ traffic }) => traffic),
    [],
  );
  const ends = perhaps(inside, cases.length > 1 && verdict.is === "undecided");
  const shown = cases.slice(0, MOST.groups);
  const filtered = shown.flatMap((each): readonly End[] => {
    const sight = groupSight(each);
    return sight ? [sketch.through(ends, `group ${sight.urn}`, sight)] : ends;
  });
  const rest = cases.length - shown.length;
  if (rest === 0) return filtered;
  const detail = "any of these may be the subnet's";
  const more: Sight = { kind: "security-group", name: `${rest} more`, detail, is: passage(verdict) };
  return [...filtered, sketch.through(ends, "more groups", more)];
}

/** `undefined` where a subnet has no group, and nothing else stands in the way. */
function groupSight({ subnet, group, traffic }: OutboundCase): Sight | undefined {
  const kind = "security-group";
  const is = passage(traffic);
  const link = subnet.securityGroup;
  const detail = decidingRule(traffic);
  const deciding = traffic.because.pieces.flatMap(({ rule }) => rule?.ref ?? []);
  if (group) {
    const { urn } = group.entity.resource;
    return { kind, name: nameOf(group.entity), detail, is, urn, ...partsOf(urn, [...group.rules, ...deciding]) };
  }
  if (link.to === "external") {
    const outside = is === "blocked" ? detail : "not part of this program";
    return { kind, name: outsideName(link.id), detail: outside, is };
  }
  if (link.to !== "nothing") return { kind, name: "not known", detail: "which one it is, if any", is };
  return is === "open" ? undefined : { kind, name: "security admin rules", detail, is, ...partsOf("", deciding) };
}

/** Which rule lets packets through or does not, and how many where that is not all of them. */
function decidingRule({ is, because }: OutboundCase["traffic"]): string {
  const { pieces, faultyCount, count } = because;
  const effect = is === "holds" ? "Allow" : "Deny";
  const rules = [...new Set(pieces.filter((piece) => piece.effect === effect).map(({ rule }) => rule))];
  const [first] = rules;
  if (is === "violated") {
    const part = faultyCount < count ? `${faultyCount} of ${count} addresses` : "it";
    return `${describeRule(first)} denies ${part}`;
  }
  if (is === "undecided") return `${describeRule(first)} may deny it`;
  const more = rules.length > 1 ? ` and ${rules.length - 1} more allow` : " allows";
  return `${describeRule(first)}${more} it`;
}

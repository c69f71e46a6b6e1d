import type { SecurityRulesHop } from "../../policies/reach/hop";
import type { FilterCase } from "../../policies/reach/security-rules";
import type { Path, Trace } from "../../policies/reach/trace";
import type { Subnet } from "../../policies/topology/subnet";
import { describeRule } from "../../policies/wording/describe-rule";
import { nameOf } from "../../policies/wording/names";
import { throughAccount } from "./account-hops";
import { throughEndpoint, throughUnseen } from "./endpoint-hops";
import { nameDraft } from "./name-hops";
import { MOST, outsideName, placeName } from "./names";
import { partsOf } from "./parts";
import { type End, type HopDraft, type PathBuilder, perhaps, within } from "./path-builder";
import { pathStatus } from "./path-status";
import { throughRoutes } from "./route-hops";

/** Adds a subnet of this program, and the paths that name resolution allows. */
export function throughSubnet(builder: PathBuilder, ends: readonly End[], trace: Trace): readonly End[] {
  const { subnet, resolution, paths } = trace;
  if (!subnet) return ends;
  const own = within(builder, keyOf(subnet));
  const inside = own.through(ends, "subnet", draftOf(subnet));
  const name = nameDraft(trace);
  const asked = name ? own.through([inside], "name", name) : inside;
  if (resolution.is === "none") return [asked];
  const taken = pathsTaken(trace).slice(0, MOST.endpoints);
  const isOpen = taken.length > 1 && trace.is === "undecided";
  const before = perhaps([asked], isOpen);
  const left = taken.flatMap((path) =>
    path.endpoint
      ? throughEndpoint(within(own, nameOf(path.endpoint.entity)), before, path)
      : publicly(own, before, path, trace),
  );
  return [...left, ...(paths.length === 1 ? throughUnseen(own, asked, trace) : [])];
}

/** The paths to draw: those that name resolution allows. */
function pathsTaken({ resolution, paths }: Trace): readonly Path[] {
  if (resolution.is === "private") {
    return paths.filter(({ endpoint }) => endpoint && resolution.endpoints.includes(endpoint));
  }
  return resolution.is === "public" ? paths.slice(-1) : paths;
}

function publicly(builder: PathBuilder, ends: readonly End[], path: Path, trace: Trace): readonly End[] {
  const filtered = throughGroups(builder, ends, path);
  return throughAccount(builder, throughRoutes(builder, filtered, path, trace), trace);
}

/** The subnet of a group declared in settings has the entity of the group, and an inline subnet has that of its network. */
function keyOf({ entity }: Subnet): string {
  return `${entity.resource.urn} ${entity.program.path}`;
}

function draftOf(subnet: Subnet): HopDraft {
  const detail = subnet.securityGroup.to === "nothing" ? "no network security group" : "";
  return { kind: "subnet", name: placeName(subnet), detail, is: "open", urn: subnet.entity.resource.urn };
}

/** Adds each group that may be the subnet's. */
export function throughGroups(builder: PathBuilder, inside: readonly End[], { hops }: Path): readonly End[] {
  const hop = hops.find((each): each is SecurityRulesHop => each.kind === "security rules");
  if (!hop) return inside;
  const { verdict } = hop;
  const cases = verdict.because;
  const ends = perhaps(inside, cases.length > 1 && verdict.is === "undecided");
  const drawn = cases.slice(0, MOST.groups);
  const filtered = drawn.flatMap((each): readonly End[] => {
    const draft = groupDraft(each);
    return draft ? [builder.through(ends, `group ${draft.urn}`, draft)] : ends;
  });
  const rest = cases.length - drawn.length;
  if (rest === 0) return filtered;
  const detail = "any of these may be the subnet's";
  const more: HopDraft = { kind: "security-group", name: `${rest} more`, detail, is: pathStatus(verdict) };
  return [...filtered, builder.through(ends, "more groups", more)];
}

/** `undefined` if a subnet has no group, and no security admin rule blocks packets. */
function groupDraft({ subnet, group, traffic }: FilterCase): HopDraft | undefined {
  const kind = "security-group";
  const is = pathStatus(traffic);
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

/** The rule that allows or denies packets; with the number of addresses, if only some are denied. */
function decidingRule({ is, because }: FilterCase["traffic"]): string {
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

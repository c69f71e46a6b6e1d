import { unknownsAmong } from "../known/combine";
import { isUnknown, type Unknown } from "../known/value";
import type { Verdict } from "../known/verdict";
import {
  type AddressSet,
  covers,
  equal,
  intersect,
  isEmpty,
  NO_ADDRESS,
  overlap,
  subtract,
  union,
  unionAll,
} from "./address-set";
import { ANYTHING } from "./extent";
import type { Firewall, FirewallRule } from "./firewall";
import { type FirewallFlow, type FirewallTarget, matchOf, type RuleMatch } from "./firewall-match";
import { certainlyBefore, type PlacedRule, rulesInOrder } from "./firewall-order";
import type { Remark } from "./rule-fields";

/** Connections with the same `deciders`, of which one applies to them. */
export interface FirewallPiece<Ref> {
  readonly sources: AddressSet;
  readonly destinations: AddressSet;
  readonly deciders: readonly FirewallDecider<Ref>[];
}

/** What decides, or may decide, whether connections pass. */
export interface FirewallDecider<Ref> {
  /** The rule, `"default"` for the implicit denial of what no rule allows, or an unknown value that may contain rules. */
  readonly rule: FirewallRule<Ref> | Unknown | "default";
  /** Whether it allows the connections; `undefined` if not known. */
  readonly allows: boolean | undefined;
  readonly unknowns: readonly Unknown[];
  /** What Azure would refuse in the rule, its collection or its group. */
  readonly problems: readonly Remark[];
}

/**
 * Whether a firewall allows connections from a subnet to all of the destinations. What no rule allows is denied. Threat
 * intelligence is ignored: Microsoft's list of malicious addresses does not name Microsoft's own services.
 *
 * https://learn.microsoft.com/azure/firewall/rule-processing
 */
export function judgeFirewall<Ref>(
  firewall: Firewall<Ref>,
  flow: FirewallFlow,
): Verdict<readonly FirewallPiece<Ref>[]> {
  return judgeRules(rulesTowards(firewall, flow), flow);
}

/** A rule that matches, or may match, connections to some destinations. */
export interface MatchingRule<Ref> {
  readonly placed: PlacedRule<Ref>;
  readonly match: RuleMatch;
}

/** The rules that may match connections to the destinations, from any source, in the order in which a firewall evaluates them. */
export function rulesTowards<Ref>(firewall: Firewall<Ref>, target: FirewallTarget): readonly MatchingRule<Ref>[] {
  return rulesInOrder(firewall)
    .map((placed) => ({
      placed,
      match: isUnknown(placed.rule) ? { ...anyConnection, unknowns: [placed.rule] } : matchOf(placed.rule, target),
    }))
    .filter(({ match }) => !isVoid({ sources: match.sources.may, destinations: match.destinations.may }));
}

/** The verdict of {@link judgeFirewall}, from the rules that {@link rulesTowards} returns for the destinations. */
export function judgeRules<Ref>(
  rules: readonly MatchingRule<Ref>[],
  { sources: { known, unknown }, destinations }: Pick<FirewallFlow, "sources" | "destinations">,
): Verdict<readonly FirewallPiece<Ref>[]> {
  const sources = unknown === undefined ? known : union(known, unknown.within);
  const pieces = piecesOf(rules, { sources, destinations, candidates: [] });
  const denied = pieces.filter((piece) => piece.deciders.every((decider) => decider.allows === false));
  const open = pieces.filter((piece) => !piece.deciders.every((decider) => decider.allows === true));
  if (open.length === 0) return { is: "holds", because: pieces };
  const deniedSources = unionAll(denied.map((piece) => piece.sources));
  if (overlap(deniedSources, known) || covers(deniedSources, sources)) return { is: "violated", because: denied };
  const places = unknown === undefined || isUniform(pieces) ? [] : unknown.unknowns;
  return { is: "undecided", because: open, unknowns: unknownsAmong([...places, ...open.flatMap(unknownsOf)]) };
}

/** Whether the source of connections makes no difference. */
function isUniform<Ref>(pieces: readonly FirewallPiece<Ref>[]): boolean {
  return pieces.every((piece) => equal(piece.sources, pieces[0]?.sources ?? NO_ADDRESS));
}

function unknownsOf<Ref>(piece: FirewallPiece<Ref>): readonly Unknown[] {
  return piece.deciders.flatMap((decider) => decider.unknowns);
}

interface Candidate<Ref> extends MatchingRule<Ref> {
  readonly certain: boolean;
}

interface Part<Ref> {
  readonly sources: AddressSet;
  readonly destinations: AddressSet;
  readonly candidates: readonly Candidate<Ref>[];
}

function piecesOf<Ref>(rules: readonly MatchingRule<Ref>[], whole: Part<Ref>): readonly FirewallPiece<Ref>[] {
  let parts: readonly Part<Ref>[] = [whole];
  for (const { placed, match } of rules) {
    parts = parts.flatMap((part) => (settledBefore(part, placed) ? [part] : divide(part, placed, match)));
  }
  return parts.map(toPiece);
}

const anyConnection = { sources: ANYTHING, destinations: ANYTHING, problems: [] };

function settledBefore<Ref>({ candidates }: Part<Ref>, { place }: PlacedRule<Ref>): boolean {
  return candidates.some((each) => each.certain && certainlyBefore(each.placed.place, place));
}

/** Splits the part into what the rule matches, what it may match, and what it does not match. */
function divide<Ref>(part: Part<Ref>, placed: PlacedRule<Ref>, match: RuleMatch): readonly Part<Ref>[] {
  const [inside, outside] = cut(part, match.sources.may, match.destinations.may);
  if (inside === undefined) return [part];
  const [certain, possible] = cut(inside, match.sources.must, match.destinations.must);
  const noting = (each: Part<Ref>, sure: boolean): Part<Ref> => ({
    ...each,
    candidates: [...each.candidates, { placed, match, certain: sure }],
  });
  return [
    ...(certain === undefined ? [] : [noting(certain, true)]),
    ...possible.map((each) => noting(each, false)),
    ...outside,
  ];
}

/** Splits the part into the connections from `sources` to `destinations`, if any, and the rest. */
function cut<Ref>(
  part: Part<Ref>,
  sources: AddressSet,
  destinations: AddressSet,
): readonly [Part<Ref> | undefined, readonly Part<Ref>[]] {
  const inside = {
    ...part,
    sources: intersect(part.sources, sources),
    destinations: intersect(part.destinations, destinations),
  };
  if (isVoid(inside)) return [undefined, [part]];
  const rest = [
    { ...part, sources: subtract(part.sources, sources) },
    { ...inside, destinations: subtract(part.destinations, destinations) },
  ];
  return [inside, rest.filter((each) => !isVoid(each))];
}

function isVoid({ sources, destinations }: Pick<Part<unknown>, "sources" | "destinations">): boolean {
  return isEmpty(sources) || isEmpty(destinations);
}

function toPiece<Ref>({ sources, destinations, candidates }: Part<Ref>): FirewallPiece<Ref> {
  const certain = candidates.filter((each) => each.certain);
  const first = candidates.filter(
    ({ placed }) => !certain.some((each) => certainlyBefore(each.placed.place, placed.place)),
  );
  const deciders = first.map(toDecider);
  const byDefault = { rule: "default", allows: false, unknowns: [], problems: [] } as const;
  return { sources, destinations, deciders: certain.length > 0 ? deciders : [...deciders, byDefault] };
}

function toDecider<Ref>({ placed, match }: Candidate<Ref>): FirewallDecider<Ref> {
  const { rule, action } = placed;
  const opened = !isUnknown(rule) && rule.kind === "application" && (rule.terminateTls ?? false);
  // Nodes do not trust the certificates of a firewall that inspects their TLS connections, unless they are configured to.
  const allows = action === undefined ? undefined : action === "Deny" ? false : opened === false ? true : undefined;
  const unknowns = unknownsAmong([...placed.unknowns, ...match.unknowns, opened]);
  return { rule, allows, unknowns, problems: [...placed.problems, ...match.problems] };
}

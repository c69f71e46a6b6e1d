import { isUnknown } from "../known/value";
import { type AddressSet, EVERY_ADDRESS, isEmpty, NO_ADDRESS, size, unionAll } from "./address-set";
import { type Extent, exactly, NOWHERE } from "./extent";
import * as intervals from "./intervals";
import { EVERY_PORT, NO_PORT, type PortSet, parsePorts } from "./port-set";
import { type Findings, type Leaf, readLeaf, readLeaves, refuse } from "./rule-fields";
import { readRuleAddress, readRuleListAddress } from "./spellings";

/** The source or the destination of a rule. It matches the addresses of `fixed` and of `tags`. */
export interface Side {
  /** Literal addresses; `may` also contains those that unknown or refused elements may have. */
  readonly fixed: Extent;
  /** Service tags as written in the program; their addresses depend on the subnet and the cloud. */
  readonly tags: readonly string[];
  /**
   * Whether the side consists of application security groups, which select network interfaces. No property of a Batch pool adds
   * its nodes to one.
   */
  readonly applicationGroup: boolean;
  /** The ids of these groups; `undefined` for an unknown one. */
  readonly groups?: readonly (string | undefined)[];
  /** The literal addresses as given, without `*`; for rules about hard-coded addresses. */
  readonly literals: AddressSet;
}

/** The ports of one side: those that match for certain, and those that may. */
export interface PortExtent {
  readonly must: PortSet;
  readonly may: PortSet;
}

/** The raw fields of one side of a rule. */
export interface SideFields {
  readonly prefix: unknown;
  readonly prefixes: unknown;
  readonly applicationGroups: unknown;
}

/** Reads one side; `name` is the prefix of its property names, `source` or `destination`. */
export function readSide(name: "source" | "destination", fields: SideFields, findings: Findings): Side {
  const singular = readLeaf(`${name}AddressPrefix`, fields.prefix, findings);
  const plural = readLeaves(`${name}AddressPrefixes`, fields.prefixes, findings);
  const groups = readLeaves(`${name}ApplicationSecurityGroups`, idsIn(fields.applicationGroups), {
    ...findings,
    problems: [],
  });
  const given = [...(singular === undefined ? [] : [singular]), ...plural];
  const known = given.some((leaf) => leaf.is === "text");
  const inGroups = groups.some((leaf) => leaf.is === "text");
  if (groups.length > 0 && !known && (inGroups || given.length === 0)) {
    const ids = groups.map((leaf) => (leaf.is === "text" ? leaf.text : undefined));
    return { fixed: NOWHERE, tags: [], applicationGroup: true, groups: ids, literals: NO_ADDRESS };
  }
  if (inGroups) {
    const text = "application security groups and addresses exclude each other";
    refuse(`${name}ApplicationSecurityGroups`, text, findings);
  }
  if (given.length === 0) refuse(`${name}AddressPrefix`, "is required, and missing", findings);
  const elements = plural.map((leaf) => readElement(leaf, findings));
  refuseOverlap(`${name}AddressPrefixes`, elements, findings);
  const first = singular === undefined ? [] : [readSingular(singular, findings)];
  return sideOf(given.length === 0 ? [undefined] : [...first, ...elements]);
}

/** The ids of `[{ id }]`; the classic provider has a list of ids. */
function idsIn(groups: unknown): unknown {
  const hasId = (each: unknown): each is { id: unknown } =>
    typeof each === "object" && each !== null && !isUnknown(each) && "id" in each;
  return Array.isArray(groups) ? groups.map((each: unknown) => (hasId(each) ? each.id : each)) : groups;
}

/** The side that contains all of `reads`: addresses, tags, and `undefined` for an element that may be any address. */
export function sideOf(reads: readonly (AddressSet | string | undefined)[]): Side {
  const sets = reads.filter((read) => typeof read === "object");
  const must = unionAll(sets);
  return {
    fixed: reads.includes(undefined) ? { must, may: EVERY_ADDRESS } : exactly(must),
    tags: reads.filter((read) => typeof read === "string"),
    applicationGroup: false,
    literals: sets.includes(EVERY_ADDRESS) ? NO_ADDRESS : must,
  };
}

function readSingular(leaf: Leaf, findings: Findings): AddressSet | string | undefined {
  if (leaf.is === "unknown") return undefined;
  const parsed = readRuleAddress(leaf.text);
  if (parsed.problem !== undefined) refuse(leaf.field, parsed.problem, findings, parsed.hint);
  if (parsed.note !== undefined) findings.notes.push({ field: leaf.field, text: parsed.note });
  if (parsed.value === undefined) return undefined;
  return parsed.value.kind === "addresses" ? parsed.value.set : leaf.text;
}

function readElement(leaf: Leaf, findings: Findings): AddressSet | undefined {
  if (leaf.is === "unknown") return undefined;
  const parsed = readRuleListAddress(leaf.text);
  if (parsed.problem !== undefined) refuse(leaf.field, parsed.problem, findings, parsed.hint);
  if (parsed.note !== undefined) findings.notes.push({ field: leaf.field, text: parsed.note });
  return parsed.value;
}

/** `OverlappingSubnetsNotPermittedInSecurityRule`, see https://github.com/alan-turing-institute/data-safe-haven/issues/2077. */
function refuseOverlap(field: string, elements: readonly (AddressSet | undefined)[], findings: Findings): void {
  if (elements.length < 2) return;
  const sets = elements.filter((set) => set !== undefined);
  const sum = sets.reduce((total, set) => total + size(set), 0n);
  if (sum !== size(unionAll(sets))) refuse(field, "prefixes of the list overlap each other", findings);
}

/** Azure accepts only one address family in a rule (`ResourceCannotContainAddressPrefixesFromDifferentAddressFamilies`). */
export function refuseMixedFamilies(source: Side, destination: Side, findings: Findings): void {
  const literals = unionAll([source.literals, destination.literals]);
  if (literals.v4.length > 0 && literals.v6.length > 0) {
    const field =
      isEmpty(source.literals) || source.literals.v4.length * source.literals.v6.length === 0
        ? "destination"
        : "source";
    refuse(`${field}AddressPrefixes`, "IPv4 and IPv6 prefixes stand in one rule", findings);
  }
}

/** Reads the ports of one side. */
export function readPorts(
  name: "source" | "destination",
  range: unknown,
  ranges: unknown,
  findings: Findings,
): PortExtent {
  const singular = readLeaf(`${name}PortRange`, range, findings);
  const all = readLeaves(`${name}PortRanges`, ranges, findings);
  if (singular !== undefined) all.push(singular);
  if (all.length === 0) all.push(refuse(`${name}PortRange`, "is required, and missing", findings));
  return portsOf(all, findings);
}

/** The union of the ports in `all`. */
export function portsOf(all: readonly Leaf[], findings: Findings): PortExtent {
  let must: PortSet = NO_PORT;
  let open = false;
  for (const leaf of all) {
    const parsed = leaf.is === "unknown" ? undefined : parsePorts(leaf.text);
    if (parsed?.problem !== undefined) refuse(leaf.field, parsed.problem, findings, parsed.hint);
    if (parsed?.value === undefined) open = true;
    else must = intervals.union(must, parsed.value);
  }
  return { must, may: open ? EVERY_PORT : must };
}

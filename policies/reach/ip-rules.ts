import { isUnknown, type Unknown, type Value } from "../known/value";
import type { Verdict } from "../known/verdict";
import { type AddressSet, ALL_IPV4, covers, onlyFamily, overlap, unionAll } from "../network/address-set";
import { parseCidr } from "../network/address-text";
import { POSSIBLY_PUBLIC, PUBLIC } from "../network/special-addresses";
import { field, isAbsent, type Property, text } from "../plan/property";
import type { SourceAddresses } from "./source-addresses";

/** The IP rules of an account. */
export interface IpRules {
  readonly rules: readonly Value<string | undefined>[];
  /** Whether none of them is for a public address. */
  readonly onlyPrivate: boolean;
  /** The value of the first rule that Azure rejects: what replaces it may be for any address. */
  readonly rejected: Property | undefined;
}

/** Reads the IP rules of an account. */
export function readIpRules(rules: readonly Property[]): IpRules {
  const values = rules.map(addressOfRule);
  const rejected = values.find(isRejected);
  const texts = values.map(text);
  return { rules: texts, onlyPrivate: !rejected && texts.every(isPrivate), rejected };
}

/** The classic provider calls the value a range. */
function addressOfRule(rule: Property): Property {
  const value = field(rule, "value");
  return isAbsent(value) ? field(rule, "ipRange") : value;
}

/** Azure accepts IPv4 addresses and prefixes. https://learn.microsoft.com/azure/templates/microsoft.batch/batchaccounts */
function isRejected(value: Property): boolean {
  const written = text(value);
  if (written === undefined || isUnknown(written)) return false;
  const set = setOf(written);
  return set === undefined || !overlap(set, ALL_IPV4);
}

/**
 * Whether no packet to a public endpoint can come from the addresses of a rule.
 * https://learn.microsoft.com/azure/batch/public-network-access: a rule is for public addresses.
 */
function isPrivate(rule: Value<string | undefined>): boolean {
  const set = setOf(rule);
  return set !== undefined && !overlap(set, POSSIBLY_PUBLIC);
}

/** A verdict, and the addresses that are certainly refused. */
export interface Answer {
  readonly verdict: Verdict<unknown>;
  readonly refused?: readonly string[];
}

export const decided = (is: "holds" | "violated"): Answer => ({ verdict: { is, because: undefined } });
export const undecided = (unknowns: readonly Unknown[]): Answer => ({
  verdict: { is: "undecided", because: undefined, unknowns },
});

/** Whether rules allow the packets from these addresses. */
export function judgeRules(
  { rules, onlyPrivate, rejected }: IpRules,
  { addresses, unpredictable, oneOf }: SourceAddresses,
): Answer {
  const allowed = unionAll(rules.flatMap((rule) => setOf(rule) ?? []));
  if (covers(allowed, onlyFamily(PUBLIC, "v4"))) return decided("holds");
  const hidden = rules.filter(isUnknown);
  const outside = addresses.filter((address) => isOutside(address, allowed));
  // If packets come from one address or another, all have to be refused. No rule can lastingly allow addresses that Azure reassigns.
  const isRefused = oneOf ? outside.length === addresses.length : outside.length > 0 || unpredictable;
  if (hidden.length === 0 && !rejected && isRefused && (outside.length > 0 || unpredictable)) {
    return { ...decided("violated"), refused: outside.filter((address) => typeof address === "string") };
  }
  if (onlyPrivate) return decided("violated");
  const open = addresses.filter(
    (address) => address === undefined || isUnknown(address) || isOutside(address, allowed),
  );
  if (open.length === 0 && addresses.length > 0 && !unpredictable) return decided("holds");
  return undecided([...hidden, ...addresses.filter(isUnknown), ...(oneOf ?? [])]);
}

function isOutside(address: Value<string | undefined>, allowed: AddressSet): boolean {
  const own = setOf(address);
  return own !== undefined && !covers(allowed, own);
}

function setOf(text: Value<string | undefined>): AddressSet | undefined {
  return text === undefined || isUnknown(text) ? undefined : parseCidr(text).value;
}

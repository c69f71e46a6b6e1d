import { IPv6 } from "ipaddr.js";
import { type AddressSet, unionAll } from "./address-set";
import * as intervals from "./intervals";
import type { Parsed } from "./parsed";

/** The lowest address of the set (IPv4 before IPv6) as text, or `undefined` where it is empty. */
export function witness(set: AddressSet): string | undefined {
  if (set.v4.length > 0) return formatV4(set.v4[0] as number);
  if (set.v6.length > 0) return formatV6(set.v6[0] as bigint);
  return undefined;
}

/** The fewest CIDR prefixes that make up the set, IPv4 first, in ascending order. */
export function toPrefixes(set: AddressSet): string[] {
  const prefixes: string[] = [];
  for (let i = 0; i < set.v4.length; i += 2) {
    for (let from = set.v4[i] as number; from < (set.v4[i + 1] as number); ) {
      let length = 32;
      while (length > 0 && from % 2 ** (33 - length) === 0 && from + 2 ** (33 - length) <= (set.v4[i + 1] as number))
        length--;
      prefixes.push(`${formatV4(from)}/${length}`);
      from += 2 ** (32 - length);
    }
  }
  for (let i = 0; i < set.v6.length; i += 2) {
    for (let from = set.v6[i] as bigint; from < (set.v6[i + 1] as bigint); ) {
      let span = 1n;
      let length = 128;
      while (length > 0 && from % (span * 2n) === 0n && from + span * 2n <= (set.v6[i + 1] as bigint)) {
        span *= 2n;
        length--;
      }
      prefixes.push(`${formatV6(from)}/${length}`);
      from += span;
    }
  }
  return prefixes;
}

export function formatV4(address: number): string {
  return `${address >>> 24}.${(address >>> 16) & 255}.${(address >>> 8) & 255}.${address & 255}`;
}

/** An IPv6 address in the canonical text form of RFC 5952. */
export function formatV6(address: bigint): string {
  const parts: number[] = [];
  for (let shift = 112n; shift >= 0n; shift -= 16n) parts.push(Number((address >> shift) & 0xffffn));
  return new IPv6(parts).toRFC5952String();
}

const FOUR_DECIMALS = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/;

/** Accepts four decimal octets without leading zeros; other notations that C libraries accept (hex, octal, short) are refused. */
function parseV4(text: string): number | undefined {
  const match = FOUR_DECIMALS.exec(text);
  if (match === null) return undefined;
  let address = 0;
  for (let i = 1; i <= 4; i++) {
    const part = match[i] as string;
    const octet = Number(part);
    if (octet > 255 || (part.length > 1 && part.startsWith("0"))) return undefined;
    address = address * 256 + octet;
  }
  return address;
}

function parseV6(text: string): bigint | undefined {
  if (!text.includes(":") || text.includes("%") || !IPv6.isValid(text)) return undefined;
  return IPv6.parse(text).parts.reduce((address, part) => address * 65536n + BigInt(part), 0n);
}

const PREFIX_LENGTH = /^(?:0|[1-9]\d{0,2})$/;

/**
 * Reads `a.b.c.d`, `a.b.c.d/n`, an IPv6 address or an IPv6 prefix.
 * A prefix with host bits (`10.0.0.1/24`) is read as the network that contains it, with a `note`: whether Azure masks or
 * refuses host bits depends on the property, which the caller knows.
 */
export function parseCidr(text: string): Parsed<AddressSet> {
  const slash = text.indexOf("/");
  const host = slash < 0 ? text : text.slice(0, slash);
  const v4 = parseV4(host);
  const v6 = v4 === undefined ? parseV6(host) : undefined;
  if (v4 === undefined && v6 === undefined) return { problem: `"${text}" is not an IP address or CIDR prefix` };
  if (slash < 0) return { value: v4 !== undefined ? rangeV4(v4, v4) : rangeV6(v6 as bigint, v6 as bigint) };
  const bits = v4 !== undefined ? 32 : 128;
  const tail = text.slice(slash + 1);
  const length = Number(tail);
  if (!PREFIX_LENGTH.test(tail) || length > bits) {
    return { problem: `"${text}" has no prefix length from 0 to ${bits} after the slash` };
  }
  if (v4 !== undefined) {
    const span = 2 ** (32 - length);
    const from = v4 - (v4 % span);
    return noted({ v4: [from, from + span], v6: intervals.NOTHING }, from !== v4, text, `${formatV4(from)}/${length}`);
  }
  const span = 1n << BigInt(128 - length);
  const from = (v6 as bigint) - ((v6 as bigint) % span);
  return noted({ v4: intervals.NOTHING, v6: [from, from + span] }, from !== v6, text, `${formatV6(from)}/${length}`);
}

function noted(value: AddressSet, hostBits: boolean, text: string, network: string): Parsed<AddressSet> {
  return hostBits ? { value, note: `"${text}" has host bits; the network is ${network}` } : { value };
}

/** Reads `a.b.c.d-e.f.g.h`, both ends included (Azure Firewall and IP groups only, IPv4 only). */
export function parseDashRange(text: string): Parsed<AddressSet> {
  const [first, last, ...more] = text.split("-");
  const from = parseV4(first ?? "");
  const to = parseV4(last ?? "");
  if (from === undefined || to === undefined || more.length > 0)
    return { problem: `"${text}" is not a range of IPv4 addresses` };
  if (from > to) return { problem: `"${text}" is a range that ends before it begins` };
  return { value: rangeV4(from, to) };
}

function rangeV4(first: number, last: number): AddressSet {
  return { v4: [first, last + 1], v6: intervals.NOTHING };
}

function rangeV6(first: bigint, last: bigint): AddressSet {
  return { v4: intervals.NOTHING, v6: [first, last + 1n] };
}

/** The addresses of literal `prefixes` in our own data and tests. Throws if one is malformed. */
export function addresses(...prefixes: readonly string[]): AddressSet {
  return unionAll(
    prefixes.map((prefix) => {
      const parsed = parseCidr(prefix);
      if ("problem" in parsed) throw new RangeError(parsed.problem);
      return parsed.value;
    }),
  );
}

import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import * as set from "../../policies/network/address-set";
import * as spelling from "../../policies/network/address-text";
import { holdsAlways } from "../support/runs";

type CidrTools = typeof import("cidr-tools", { with: { "resolution-mode": "import" }});
let cidrTools: CidrTools;
beforeAll(async () => {
  cidrTools = await import("cidr-tools");
});

/** Prefixes in few addresses, so that they overlap, touch and repeat. */
const prefixV4 = fc
  .tuple(fc.constantFrom("0.0.0", "10.0.0", "10.0.1", "255.255.255"), fc.nat(255), fc.integer({ min: 0, max: 32 }))
  .map(([network, host, length]) => maskedV4(`${network}.${host}`, length));
const prefixV6 = fc
  .tuple(fc.constantFrom("::", "2603:1020:206:1::", "ffff:ffff::"), fc.nat(255), fc.integer({ min: 0, max: 128 }))
  .map(([network, host, length]) => maskedV6(`${network}${host.toString(16)}`, length));
const prefixes = fc.array(fc.oneof(prefixV4, prefixV6), { maxLength: 8 });

function maskedV4(address: string, length: number): string {
  const parsed = spelling.parseCidr(`${address}/${length}`);
  return `${spelling.formatV4(parsed.value?.v4[0] as number)}/${length}`;
}

function maskedV6(address: string, length: number): string {
  const parsed = spelling.parseCidr(`${address}/${length}`);
  return `${spelling.formatV6(parsed.value?.v6[0] as bigint)}/${length}`;
}

const canonical = (cidrs: string[]) => cidrTools.mergeCidr(cidrs).sort();

describe("set algebra agrees with cidr-tools", () => {
  test("union", () => {
    holdsAlways(
      fc.property(prefixes, prefixes, (a, b) => {
        const expected = canonical([...a, ...b]);
        expect(spelling.toPrefixes(set.union(spelling.addresses(...a), spelling.addresses(...b))).sort()).toEqual(
          expected,
        );
        expect(spelling.toPrefixes(spelling.addresses(...a, ...b)).sort()).toEqual(expected);
      }),
    );
  });

  test("difference", () => {
    holdsAlways(
      fc.property(prefixes, prefixes, (a, b) => {
        const rest = set.subtract(spelling.addresses(...a), spelling.addresses(...b));
        expect(spelling.toPrefixes(rest).sort()).toEqual(canonical(cidrTools.excludeCidr(a, b)));
      }),
    );
  });

  test("intersection, overlap, cover and emptiness", () => {
    holdsAlways(
      fc.property(prefixes, prefixes, (a, b) => {
        const [left, right] = [spelling.addresses(...a), spelling.addresses(...b)];
        const both = set.intersect(left, right);
        const expected = canonical(cidrTools.excludeCidr(a, cidrTools.excludeCidr(a, b)));
        expect(spelling.toPrefixes(both).sort()).toEqual(expected);
        expect(set.overlap(left, right)).toBe(cidrTools.overlapCidr(a, b));
        expect(set.isEmpty(both)).toBe(expected.length === 0);
        expect(set.covers(right, left)).toBe(cidrTools.excludeCidr(a, b).length === 0);
        expect(set.equal(left, right)).toBe(canonical(a).join() === canonical(b).join());
      }),
    );
  });

  test("the parts of a set make it up again, and its size is the sum of theirs", () => {
    holdsAlways(
      fc.property(prefixes, prefixes, (a, b) => {
        const [left, right] = [spelling.addresses(...a), spelling.addresses(...b)];
        const [both, only] = [set.intersect(left, right), set.subtract(left, right)];
        expect(set.equal(set.union(both, only), left)).toBe(true);
        expect(set.size(both) + set.size(only)).toBe(set.size(left));
        const lowest = spelling.witness(only);
        expect(lowest === undefined || set.covers(only, spelling.addresses(lowest))).toBe(
          lowest !== undefined || set.isEmpty(only),
        );
      }),
    );
  });
});

describe("spellings of one address or prefix", () => {
  test.each([
    ["10.0.0.0/24", ["10.0.0.0/24"]],
    ["10.0.0.7", ["10.0.0.7/32"]],
    ["0.0.0.0/0", ["0.0.0.0/0"]],
    ["255.255.255.255/32", ["255.255.255.255/32"]],
    ["::/0", ["::/0"]],
    ["2603:1020:206:1::340/122", ["2603:1020:206:1::340/122"]],
    ["2603:1020:0206:0001:0:0:0:0340", ["2603:1020:206:1::340/128"]],
    ["::ffff:1.2.3.4", ["::ffff:102:304/128"]],
  ])("%s", (text, expected) => {
    const parsed = spelling.parseCidr(text);
    expect(parsed.note).toBeUndefined();
    expect(spelling.toPrefixes(parsed.value ?? set.NO_ADDRESS)).toEqual(expected);
  });

  test.each([
    ["50.206.209.68/27", "50.206.209.64/27"],
    ["2603:1020::1/32", "2603:1020::/32"],
  ])("%s has host bits and is masked to %s", (text, network) => {
    expect(spelling.parseCidr(text)).toMatchObject({ note: expect.stringContaining(network) });
    expect(spelling.toPrefixes(spelling.parseCidr(text).value ?? set.NO_ADDRESS)).toEqual([network]);
  });

  test.each([
    ["010.0.0.1"],
    ["10.0.0"],
    ["10.1"],
    ["0x0a.0.0.1"],
    ["167772161"],
    ["10.0.0.256"],
    ["10.0.0.0/33"],
    ["10.0.0.0/08"],
    ["10.0.0.0/"],
    ["10.0.0.0/-1"],
    ["10.0.0.0/255.0.0.0"],
    [" 10.0.0.0/8"],
    ["10.0.0.0/8 "],
    ["10.0.0.0/8,11.0.0.0/8"],
    ["10.0.0.0-10.0.0.9"],
    ["2603::1::2"],
    ["::/129"],
    ["fe80::1%eth0"],
    ["/8"],
    [""],
    ["*"],
    ["Internet"],
  ])("%j is refused, and named", (text) => {
    expect(spelling.parseCidr(text).problem).toContain(`"${text}"`);
  });

  test("a range of addresses, as IP groups take it", () => {
    expect(spelling.toPrefixes(spelling.parseDashRange("10.0.1.0-10.0.1.255").value ?? set.NO_ADDRESS)).toEqual([
      "10.0.1.0/24",
    ]);
    expect(spelling.toPrefixes(spelling.parseDashRange("0.0.0.0-255.255.255.255").value ?? set.NO_ADDRESS)).toEqual([
      "0.0.0.0/0",
    ]);
  });

  test.each([
    ["10.0.0.9-10.0.0.1"],
    ["10.0.0.1-"],
    ["10.0.0.1-10.0.0.2-10.0.0.3"],
    ["::1-::2"],
    ["10.0.0.0/24-10.0.1.0"],
  ])("%s is no range", (text) => expect(spelling.parseDashRange(text).problem).toContain(`"${text}"`));
});

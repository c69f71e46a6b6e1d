// Over 200 lines: one property for each law that verdicts follow.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { covers } from "../../policies/network/address-set";
import { addresses, toPrefixes } from "../../policies/network/address-text";
import type { Flow } from "../../policies/network/flow";
import { judgeClassicInbound, judgeOutboundToNodeManagement } from "../../policies/network/node-management";
import { ports } from "../../policies/network/port-set";
import { readSecurityRule, type SecurityRuleFields } from "../../policies/network/security-rule";
import type { SubnetContext } from "../../policies/network/subnet-context";
import { judgeTraffic } from "../../policies/network/traffic";
import { flowOf } from "../support/examination";
import { type OraclePacket, outcomes } from "../support/packet-oracle";
import { rulesWithUnknowns, somePacket, someRules } from "../support/random-rules";
import { holdsAlways } from "../support/runs";
import { group, SUBNET } from "../support/security-rules";

const CONTEXT: SubnetContext = { ...SUBNET, peered: { prefixes: ["10.9.0.0/16"], complete: true } };

const judgePacket = (rules: readonly SecurityRuleFields[], packet: OraclePacket) =>
  judgeTraffic("all-through", group(...rules), flowOf(packet), CONTEXT);

const questions = (rules: readonly SecurityRuleFields[]) => [
  judgeOutboundToNodeManagement(group(...rules), "westeurope", CONTEXT),
  judgeClassicInbound(group(...rules), CONTEXT),
];

describe("a verdict agrees with a walk of the rules, packet by packet", () => {
  test("known rules, and the deciding rule", () => {
    holdsAlways(
      fc.property(someRules, somePacket, (rules, packet) => {
        const expected = outcomes(rules, packet);
        const verdict = judgePacket(rules, packet);
        expect(verdict.is).toBe(expected.size === 2 ? "undecided" : expected.has("Allow") ? "holds" : "violated");
        const [piece] = verdict.because.pieces;
        expect([...(expected.get(piece?.effect ?? "Allow") ?? [])]).toContain(piece?.rule?.name);
      }),
    );
  });

  test("unknown values: undecided exactly where both outcomes are possible", () => {
    holdsAlways(
      fc.property(rulesWithUnknowns, somePacket, ({ hidden }, packet) => {
        const expected = outcomes(hidden, packet);
        const verdict = judgePacket(hidden, packet);
        expect(verdict.is).toBe(expected.size === 2 ? "undecided" : expected.has("Allow") ? "holds" : "violated");
      }),
    );
  });

  test("pieces of a verdict about many packets hold each packet once, with its outcome", () => {
    holdsAlways(
      fc.property(someRules, somePacket, (rules, packet) => {
        const flow = flowOf(packet);
        const wide: Flow = {
          ...flow,
          local: { known: addresses("10.0.1.0/24") },
          remote: { known: addresses("0.0.0.0/0") },
        };
        const verdict = judgeTraffic("all-through", group(...rules), { ...wide, localPorts: ports(0, 65535) }, CONTEXT);
        const holding = verdict.because.pieces.filter(
          (piece) =>
            covers(piece.local, flow.local.known) &&
            covers(piece.remote, flow.remote.known) &&
            covers({ v4: piece.localPorts, v6: [] }, { v4: flow.localPorts, v6: [] }),
        );
        const expected = outcomes(rules, packet);
        expect(holding).toHaveLength(1);
        expect([...expected.keys()]).toContain(holding[0]?.effect);
      }),
    );
  });
});

describe("unknown values", () => {
  test("hiding a value never flips a verdict, and what hides it decides it again", () => {
    holdsAlways(
      fc.property(rulesWithUnknowns, ({ rules, hidden }) => {
        const open = questions(hidden);
        questions(rules).forEach((known, index) => {
          const verdict = open[index];
          expect(["undecided", known.is]).toContain(verdict?.is);
          if (verdict?.is === "undecided" && known.is !== "undecided")
            expect(verdict.unknowns.length).toBeGreaterThan(0);
        });
      }),
    );
  });

  test("filling them with any value, even one that Azure would refuse, never contradicts a decided verdict", () => {
    const anything = fc.oneof(
      fc.constantFrom(
        "*",
        "Allow",
        "Deny",
        "Inbound",
        "Outbound",
        "Tcp",
        "443",
        "100",
        100,
        4096,
        99,
        "Internet",
        "13.69.0.0/16",
        "",
        [],
      ),
      fc.constantFrom(
        "BatchNodeManagement",
        "nonsense",
        "10.0.0.1/8",
        "::/0",
        "80-79",
        null,
        true,
        ["*"],
        ["0.0.0.0/0"],
        {},
      ),
    );
    holdsAlways(
      fc.property(rulesWithUnknowns, anything, ({ hidden }, value) => {
        const filled = hidden.map((rule) =>
          Object.fromEntries(
            Object.entries(rule).map(([key, leaf]) => [
              key,
              typeof leaf === "object" && leaf !== null && "path" in leaf ? value : leaf,
            ]),
          ),
        );
        const after = questions(filled);
        questions(hidden).forEach((before, index) => {
          if (before.is !== "undecided") expect([before.is, "undecided"]).toContain(after[index]?.is);
        });
      }),
    );
  });
});

describe("what never matters", () => {
  const verdicts = (rules: readonly SecurityRuleFields[]) =>
    questions(rules).map((verdict) => {
      const parts = verdict.because.pieces.map((piece) => `${piece.effect} ${piece.rule?.name}`);
      return [verdict.is, toPrefixes(verdict.because.faulty), [...new Set(parts)].sort()];
    });
  const same = (change: (rule: SecurityRuleFields) => SecurityRuleFields) =>
    holdsAlways(
      fc.property(someRules, (rules) => {
        expect(verdicts(rules.map(change))).toEqual(verdicts(rules));
      }),
    );

  test("the order of the rules in the list", () => {
    holdsAlways(
      fc.property(
        someRules.chain((rules) =>
          fc.tuple(fc.constant(rules), fc.shuffledSubarray(rules, { minLength: rules.length })),
        ),
        ([rules, shuffled]) => {
          expect(verdicts(shuffled)).toEqual(verdicts(rules));
        },
      ),
    );
  });

  test("the casing of words and tags", () => {
    const up = (value: unknown) => (typeof value === "string" ? value.toUpperCase() : value);
    same((rule) => ({
      ...rule,
      ...Object.fromEntries(Object.entries(rule).map(([key, value]) => [key, key === "name" ? value : up(value)])),
    }));
  });

  test("a priority as text", () => same((rule) => ({ ...rule, priority: `${rule.priority}` })));

  test("one prefix or port in the singular or in the plural property", () => {
    const plural = (value: unknown) => (typeof value === "string" && /^\d/.test(value) ? [value] : undefined);
    same((rule) => {
      const changed: Record<string, unknown> = { ...rule };
      for (const name of ["sourceAddressPrefix", "destinationAddressPrefix"]) {
        if (plural(changed[name]) !== undefined)
          Object.assign(changed, { [name]: "", [`${name}es`]: plural(changed[name]) });
      }
      for (const name of ["sourcePortRange", "destinationPortRange"]) {
        if (plural(changed[name]) !== undefined)
          Object.assign(changed, { [name]: null, [`${name}s`]: plural(changed[name]) });
      }
      return changed;
    });
  });

  test("a prefix split into halves", () => {
    same((rule) => {
      const changed: Record<string, unknown> = { ...rule };
      for (const name of ["sourceAddressPrefix", "destinationAddressPrefix"]) {
        const [address, length] = `${changed[name]}`.split("/");
        if (!/^\d/.test(`${address}`) || length === undefined || length === "32") continue;
        const halves = [`${address}/${Number(length) + 1}`, upperHalf(`${address}`, Number(length))];
        Object.assign(changed, { [name]: "", [`${name}es`]: halves });
      }
      return changed;
    });
  });

  test("a range of ports split into parts", () => {
    same((rule) => {
      const [first, last] = `${rule.destinationPortRange}`.split("-").map(Number);
      if (first === undefined || last === undefined) return rule;
      const middle = Math.floor((first + last) / 2);
      return {
        ...rule,
        destinationPortRange: "",
        destinationPortRanges: [`${middle + 1}-${last}`, `${first}-${middle}`],
      };
    });
  });
});

function upperHalf(address: string, length: number): string {
  const whole = addresses(`${address}/${length}`).v4 as readonly [number, number];
  return toPrefixes({ v4: [(whole[0] + whole[1]) / 2, whole[1]], v6: [] })[0] as string;
}

describe("malformed values", () => {
  test("never throw, and every refused value is named", () => {
    const leaf = fc.oneof(
      fc.anything(),
      fc.string(),
      fc.constantFrom("10.0.0.0/33", "443-80", "any", "1.2.3", "-1", "100", "Internet"),
    );
    const keys = [
      "direction",
      "access",
      "priority",
      "protocol",
      "sourceAddressPrefix",
      "sourceAddressPrefixes",
      "sourcePortRange",
    ];
    const more = [
      "destinationAddressPrefix",
      "destinationAddressPrefixes",
      "destinationPortRanges",
      "destinationApplicationSecurityGroups",
      "name",
    ];
    holdsAlways(
      fc.property(fc.dictionary(fc.constantFrom(...keys, ...more), leaf), someRules, (fields, others) => {
        const rule = readSecurityRule(fields, undefined);
        if (rule.access === undefined || rule.direction === undefined) expect(rule.problems.length).toBeGreaterThan(0);
        for (const verdict of questions([...others, fields]))
          expect(["holds", "violated", "undecided"]).toContain(verdict.is);
      }),
    );
  });

  test("a group of 10,000 rules is judged", () => {
    const rules = Array.from({ length: 10_000 }, (_, index) => ({
      priority: index,
      sourceAddressPrefix: `10.0.${index}.0/24`,
    }));
    expect(questions(rules).map((verdict) => verdict.is)).toEqual(["undecided", "undecided"]);
  });
});

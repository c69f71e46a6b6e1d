import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isUnknown, unknown } from "../../policies/known/value";
import { addresses } from "../../policies/network/address-text";
import { type AdminRuleFields, readAdminRule } from "../../policies/network/admin-rule";
import type { Flow } from "../../policies/network/flow";
import { ports } from "../../policies/network/port-set";
import { judgeTraffic } from "../../policies/network/traffic";
import { type Outcome, outcomes } from "../support/packet-oracle";
import { rulesWithUnknowns } from "../support/random-rules";
import { holdsAlways } from "../support/runs";
import { group, SUBNET } from "../support/security-rules";

const prefix = (addressPrefix: unknown) => ({ addressPrefix, addressPrefixType: "IPPrefix" });
const tag = (addressPrefix: unknown) => ({ addressPrefix, addressPrefixType: "ServiceTag" });
const fields: AdminRuleFields = {
  ...{ name: "admin", direction: "Outbound", access: "Deny", priority: 10, protocol: "Tcp" },
  ...{
    sources: [prefix("*")],
    destinations: [tag("Internet")],
    sourcePortRanges: ["0-65535"],
    destinationPortRanges: ["443"],
  },
};

describe("a security admin rule as the program writes it", () => {
  test("several service tags stand in one list", () => {
    const rule = readAdminRule({ ...fields, destinations: [tag("BatchNodeManagement"), tag("Storage")] }, "ref");
    expect(rule).toMatchObject({
      ref: "ref",
      problems: [],
      maybe: false,
      destination: { tags: ["BatchNodeManagement", "Storage"] },
    });
  });

  test("priorities begin at 1", () => {
    expect(readAdminRule({ ...fields, priority: 1 }, 0).problems).toEqual([]);
    expect(readAdminRule({ ...fields, priority: 0 }, 0).problems).toHaveLength(1);
  });

  test.each<[string, AdminRuleFields, string]>([
    ["a tag said to be a prefix", { ...fields, destinations: [prefix("Storage")] }, "destinations[0].addressPrefix"],
    ["a prefix said to be a tag", { ...fields, destinations: [tag("10.0.0.0/8")] }, "destinations[0].addressPrefix"],
    ["an item that is not an object", { ...fields, sources: ["*"] }, "sources[0]"],
    ["no addresses", { ...fields, sources: [] }, "sources"],
    ["no ports", { ...fields, destinationPortRanges: undefined }, "destinationPortRanges"],
    ["an unknown word", { ...fields, access: "Permit" }, "access"],
  ])("%s is named", (_title, given, field) => {
    const rule = readAdminRule(given, 0);
    expect(rule.problems.map((problem) => problem.field)).toEqual([field]);
    expect(rule.maybe).toBe(true);
  });

  test("unknown values are kept", () => {
    const rule = readAdminRule(
      { ...fields, sources: unknown("sources"), destinations: [unknown("d"), tag(unknown("e"))] },
      0,
    );
    expect(rule.unknowns.map(({ path }) => path)).toEqual(["sources", "d", "e"]);
    expect(rule.problems).toEqual([]);
  });
});

describe("admin rules and a group together", () => {
  const access = fc.constantFrom("Allow", "Deny", "AlwaysAllow", unknown("access"));
  const destination = fc.constantFrom(
    "10.0.0.0/8",
    "13.69.0.0/16",
    "13.69.65.64/26",
    "0.0.0.0/0",
    unknown("destination"),
  );
  const adminRules = fc.array(fc.tuple(access, destination), { maxLength: 4 });
  const remote = fc.constantFrom("13.69.65.64", "13.69.200.1", "10.0.7.7", "8.8.8.8");

  test("agree with a walk of both, whatever is unknown", () => {
    holdsAlways(
      fc.property(rulesWithUnknowns, adminRules, remote, ({ hidden }, admin, address) => {
        const read = admin.map(([own, destination], index) =>
          readAdminRule(
            { ...fields, access: own, priority: index + 1, destinations: [prefix(destination)] },
            hidden[0] ?? {},
          ),
        );
        const packet = { direction: "Outbound", protocol: "Tcp", source: "10.0.1.7", sourcePort: 50000 } as const;
        const byGroup = outcomes(hidden, { ...packet, destination: address, destinationPort: 443 });
        const expected = walk(admin, address, [...byGroup.keys()]);
        const flow: Flow = {
          ...{
            direction: "Outbound",
            protocol: "Tcp",
            local: { known: addresses("10.0.1.7") },
            localPorts: ports(50000),
          },
          ...{ remote: { known: addresses(address) }, remotePorts: ports(443) },
        };
        const context = { ...SUBNET, peered: { prefixes: ["10.9.0.0/16"], complete: true } };
        const verdict = judgeTraffic(
          "all-through",
          { ...group(...hidden), adminRules: { rules: read, complete: true } },
          flow,
          context,
        );
        expect(verdict.is).toBe(expected.size === 2 ? "undecided" : expected.has("Allow") ? "holds" : "violated");
      }),
    );
  });

  /** Every outcome of a packet whose outcomes in the group are `beyond`. */
  function walk(
    admin: readonly (readonly [unknown, unknown])[],
    address: string,
    beyond: readonly Outcome[],
  ): Set<Outcome> {
    const found = new Set<Outcome>();
    for (const [access, destination] of admin) {
      const surely = !isUnknown(destination);
      if (surely && outsideOf(address, `${destination}`)) continue;
      for (const each of isUnknown(access) ? ["Allow", "Deny", "AlwaysAllow"] : [access]) {
        for (const outcome of each === "Allow" ? beyond : [each === "Deny" ? "Deny" : "Allow"])
          found.add(outcome as Outcome);
      }
      if (surely) return found;
    }
    for (const outcome of beyond) found.add(outcome);
    return found;
  }

  function outsideOf(address: string, prefix: string): boolean {
    const [network, length] = prefix.split("/") as [string, string];
    const bits = (text: string) =>
      text
        .split(".")
        .map((part) => Number(part).toString(2).padStart(8, "0"))
        .join("")
        .slice(0, Number(length));
    return bits(network) !== bits(address);
  }
});

import fc from "fast-check";
import { unknown } from "../../policies/known/value";
import { addresses } from "../../policies/network/address-text";
import type { Flow } from "../../policies/network/flow";
import { judgeOutboundToNodeManagement } from "../../policies/network/node-management";
import { ports } from "../../policies/network/port-set";
import type { SecurityRuleFields } from "../../policies/network/security-rule";
import type { SubnetContext } from "../../policies/network/subnet-context";
import { judgeTraffic } from "../../policies/network/traffic";
import { type OraclePacket, outcomes } from "./packet-oracle";
import { rulesWithUnknowns, somePacket, someRules } from "./random-rules";
import { admin, allow443, D4096, group, outbound, routed, SUBNET } from "./security-rules";

type Question = readonly [title: string, ask: () => string, expected: string];

/**
 * Asks the evaluator fixed questions until an answer is wrong, and returns that question; `undefined` where all are right.
 * An evaluator that throws is wrong, too.
 */
export function firstWrongAnswer(): string | undefined {
  for (const [title, ask, expected] of questions()) {
    let answer: string;
    try {
      answer = ask();
    } catch (error) {
      answer = `${error}`;
    }
    if (answer !== expected) return `${title}: ${answer} instead of ${expected}`;
  }
  return undefined;
}

function* questions(): Generator<Question> {
  yield* aboutBatch();
  const known = fc.sample(fc.tuple(someRules, somePacket), { numRuns: 300, seed: 20260331 });
  for (const [rules, packet] of known) yield aboutPacket(rules, packet);
  const open = fc.sample(fc.tuple(rulesWithUnknowns, somePacket), { numRuns: 300, seed: 29876 });
  for (const [{ hidden }, packet] of open) yield aboutPacket(hidden, packet);
}

/** Questions that single packets do not cover: many packets, routes, and admin rules. */
function* aboutBatch(): Generator<Question> {
  const WE = "BatchNodeManagement.WestEurope";
  const to = (access: unknown, priority: unknown, destinationAddressPrefix: unknown, fields: SecurityRuleFields = {}) =>
    outbound(priority, access, { destinationAddressPrefix, ...fields });
  const judge = (context: SubnetContext, ...rules: SecurityRuleFields[]) =>
    judgeOutboundToNodeManagement(group(...rules), "westeurope", context).is;
  const open = unknown("a");
  const cases: readonly (readonly [string, readonly SecurityRuleFields[], string])[] = [
    ["two halves", [to("Allow", 100, "0.0.0.0/1"), to("Allow", 110, "128.0.0.0/1"), D4096], "holds"],
    ["one half", [to("Allow", 100, "0.0.0.0/1"), D4096], "violated"],
    ["a deny of one address", [to("Deny", 100, "168.63.5.53")], "violated"],
    ["a deny for half of the subnet", [outbound(100, "Deny", { sourceAddressPrefix: "10.0.1.128/25" })], "violated"],
    [
      "a deny behind an allow that meets it in two coordinates",
      [
        to("Allow", 100, "13.69.0.0/16", { sourceAddressPrefix: "10.0.1.0/25" }),
        to("Deny", 110, "13.69.0.0/16", { sourceAddressPrefix: "10.0.1.128/25" }),
        to("Allow", 120, "*"),
      ],
      "violated",
    ],
    ["another region", [allow443(100, "BatchNodeManagement.NorthEurope"), D4096], "violated"],
    ["another service", [allow443(100, "Storage.WestEurope"), D4096], "violated"],
    ["a range that ends at 443", [allow443(100, WE, { destinationPortRange: "442-443" }), D4096], "holds"],
    ["an unknown access", [to(open, 100, "*")], "undecided"],
    ["an unknown priority behind a deny", [to("Deny", 100, WE), allow443(open, WE)], "violated"],
    ["an unknown priority of a deny", [allow443(200, WE), outbound(open, "Deny")], "undecided"],
    ["an unknown priority of a deny behind the first", [allow443(100, WE), outbound(open, "Deny")], "holds"],
    ["an unknown priority before the last", [allow443(open, WE), D4096], "holds"],
  ];
  for (const [title, rules, expected] of cases) yield [title, () => judge(SUBNET, ...rules), expected];
  const tunnelled = routed(["0.0.0.0/0", "VirtualAppliance"]);
  yield ["VirtualNetwork in a tunnel", () => judge(tunnelled, to("Deny", 200, "VirtualNetwork")), "violated"];
  yield ["Internet in a tunnel", () => judge(tunnelled, to("Deny", 200, "Internet")), "undecided"];
  const handedOn = () => {
    const adminRules = { rules: [admin(10, "Allow", "BatchNodeManagement")], complete: true };
    return judgeOutboundToNodeManagement({ ...group(D4096), adminRules }, "westeurope", SUBNET).is;
  };
  yield ["an admin rule that allows", handedOn, "violated"];
}

function aboutPacket(rules: readonly SecurityRuleFields[], packet: OraclePacket): Question {
  const ask = () => {
    const context = { ...SUBNET, peered: { prefixes: ["10.9.0.0/16"], complete: true } };
    return judgeTraffic("all-through", group(...rules), flowOf(packet), context).is;
  };
  const expected = outcomes(rules, packet);
  return [
    JSON.stringify([rules, packet]),
    ask,
    expected.size === 2 ? "undecided" : expected.has("Allow") ? "holds" : "violated",
  ];
}

/** The flow that is one packet. */
export function flowOf({ direction, protocol, ...packet }: OraclePacket): Flow {
  const source = { address: { known: addresses(packet.source) }, port: ports(packet.sourcePort) };
  const destination = { address: { known: addresses(packet.destination) }, port: ports(packet.destinationPort) };
  const [local, remote] = direction === "Outbound" ? [source, destination] : [destination, source];
  return {
    ...{ direction, protocol, local: local.address, localPorts: local.port },
    ...{ remote: remote.address, remotePorts: remote.port },
  };
}

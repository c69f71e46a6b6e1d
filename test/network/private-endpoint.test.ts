// Over 200 lines: the test vectors of the fact sheet, in its order.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { everyPart } from "../../policies/known/combine";
import { unknown } from "../../policies/known/value";
import type { Verdict } from "../../policies/known/verdict";
import type { ConnectionState } from "../../policies/network/endpoint-connection";
import { leadsToNodeManagement } from "../../policies/network/endpoint-connection";
import {
  type EndpointQuestion,
  judgeEndpointSubnet,
  judgeRouteToEndpoint,
  judgeRulesToEndpoint,
} from "../../policies/network/private-endpoint";
import type { RouteList } from "../../policies/network/routes";
import type { SecurityRuleFields } from "../../policies/network/security-rule";
import type { SubnetContext } from "../../policies/network/subnet-context";
import { masked } from "../support/masking";
import { NETWORK, route, table } from "../support/routing";
import { holdsAlways, RUNS } from "../support/runs";
import { D4096, group, inbound, outbound, SUBNET } from "../support/security-rules";

const approved: ConnectionState = {
  toAccount: true,
  groupIds: ["nodeManagement"],
  manual: false,
  status: undefined,
};

/** The endpoint's subnet: 10.0.2.0/24 in the network of the pool. */
const ENDPOINT_SUBNET: SubnetContext = { ...SUBNET, subnet: { prefixes: ["10.0.2.0/24"], complete: true } };

interface Change {
  readonly connection?: Partial<ConnectionState>;
  readonly address?: unknown;
  readonly networkPolicies?: unknown;
  readonly poolRules?: readonly SecurityRuleFields[];
  readonly endpointRules?: readonly SecurityRuleFields[];
  readonly table?: RouteList<unknown>;
}

interface Whole extends EndpointQuestion<SecurityRuleFields, unknown> {
  readonly connections: readonly ConnectionState[];
}

/** The verdict on all conditions together. */
const servesPool = (whole: Whole): Verdict<readonly unknown[]> =>
  everyPart<unknown>([
    leadsToNodeManagement(whole.connections),
    judgeRulesToEndpoint(whole),
    judgeEndpointSubnet(whole),
    judgeRouteToEndpoint(whole),
  ]);

const question = (change: Change): Whole => ({
  connections: [{ ...approved, ...change.connection }],
  address: "address" in change ? change.address : "10.0.2.4",
  networkPolicies: change.networkPolicies,
  endpointSubnet: { filters: group(...(change.endpointRules ?? [])), context: ENDPOINT_SUBNET },
  poolSubnet: {
    filters: group(...(change.poolRules ?? [])),
    context: change.table === undefined ? SUBNET : { ...SUBNET, routes: change.table },
    table: change.table,
    network: NETWORK,
  },
});

const denyIn = inbound(4096, "Deny");
const appliance = (prefix: string) => table(route(prefix, "VirtualAppliance"));
const nowhere = unknown("ipConfigurations");

// Numbers in titles are those of the test vectors in the project's fact sheet about Azure networks.
describe("a nodeManagement endpoint serves a pool", () => {
  test.each<[string, Change, Verdict<unknown>["is"]]>([
    ["57 in the same network", {}, "holds"],
    ["57 whose address is not known", { address: nowhere }, "holds"],
    ["58 under a default route to an appliance", { table: appliance("0.0.0.0/0") }, "holds"],
    ["79 unless the pool's security rules deny it", { poolRules: [D4096] }, "violated"],
    ["79 whatever the address", { poolRules: [D4096], address: nowhere }, "violated"],
    [
      "79 and they do not, where they let the network through",
      { poolRules: [outbound(100, "Allow", { destinationAddressPrefix: "VirtualNetwork" }), D4096] },
      "holds",
    ],
    [
      "79 or the endpoint's subnet, if that is all that is known",
      { poolRules: [outbound(100, "Allow", { destinationAddressPrefix: "10.0.2.0/24" }), D4096], address: nowhere },
      "holds",
    ],
    [
      "79 half of that subnet leaves it open",
      { poolRules: [outbound(100, "Allow", { destinationAddressPrefix: "10.0.2.0/25" }), D4096], address: nowhere },
      "undecided",
    ],
    [
      "79 a deny of Internet is none of the endpoint's",
      { poolRules: [outbound(100, "Deny", { destinationAddressPrefix: "Internet" })] },
      "holds",
    ],
    ["another sub-resource", { connection: { groupIds: ["batchAccount"] } }, "violated"],
    ["in another casing", { connection: { groupIds: ["NODEMANAGEMENT"] } }, "holds"],
    ["another account", { connection: { toAccount: false } }, "violated"],
    ["rules of its subnet do not apply to it", { endpointRules: [denyIn] }, "holds"],
    ["rules of its subnet apply to it", { endpointRules: [denyIn], networkPolicies: "Enabled" }, "violated"],
    ["in any casing", { endpointRules: [denyIn], networkPolicies: "networksecuritygroupenabled" }, "violated"],
    ["only routes apply to it", { endpointRules: [denyIn], networkPolicies: "RouteTableEnabled" }, "holds"],
    ["whether they apply is not known", { endpointRules: [denyIn], networkPolicies: unknown("policies") }, "undecided"],
    ["and does not matter", { networkPolicies: unknown("policies") }, "holds"],
    ["a value that Azure does not have", { endpointRules: [denyIn], networkPolicies: "On" }, "undecided"],
    [
      "a route to an appliance that wins over it",
      { table: appliance("10.0.0.0/16"), networkPolicies: "Enabled" },
      "undecided",
    ],
    [
      "a route that drops and wins over it",
      { table: table(route("10.0.2.0/24", "None")), networkPolicies: "Enabled" },
      "violated",
    ],
    ["a route that drops and does not win", { table: table(route("10.0.2.0/24", "None")) }, "holds"],
    ["a route that drops one address", { table: table(route("10.0.2.4/32", "None")), address: nowhere }, "undecided"],
  ])("%s", (_title, change, expected) => {
    expect(servesPool(question(change)).is).toBe(expected);
  });

  test("79 the evidence names the rule", () => {
    const verdict = servesPool(question({ poolRules: [D4096] }));
    expect(verdict.because).toMatchObject([{ pieces: [{ effect: "Deny", rule: { name: "D4096" } }] }]);
  });

  test("an unknown value that decides is named", () => {
    const verdict = servesPool(question({ connection: { groupIds: unknown("groupIds", "urn") } }));
    expect(verdict).toMatchObject({ is: "undecided", unknowns: [{ path: "groupIds", owner: "urn" }] });
  });
});

describe("endpoints with values that are not known, or make no sense", () => {
  const rules = (direction: typeof outbound) =>
    fc.array(
      fc
        .record({
          priority: fc.integer({ min: 100, max: 120 }),
          access: fc.constantFrom("Allow", "Deny"),
          prefix: fc.constantFrom("*", "VirtualNetwork", "Internet", "10.0.2.0/24", "10.0.2.0/25", "10.0.1.0/24"),
        })
        .map(({ priority, access, prefix }) =>
          direction(
            priority,
            access,
            direction === outbound ? { destinationAddressPrefix: prefix } : { sourceAddressPrefix: prefix },
          ),
        ),
      { maxLength: 3 },
    );
  const changes = fc.record({
    connection: fc.record({
      toAccount: fc.constantFrom(true, true, true, false),
      groupIds: fc.constantFrom(["nodeManagement"], ["NodeManagement"], ["batchAccount"]),
      manual: fc.constantFrom(false, false, true),
      status: fc.constantFrom(undefined, "Approved", "Rejected"),
    }),
    address: fc.constantFrom("10.0.2.4", "10.0.2.200"),
    networkPolicies: fc.constantFrom(undefined, "Enabled", "RouteTableEnabled", "NetworkSecurityGroupEnabled"),
    poolRules: rules(outbound),
    endpointRules: rules(inbound),
    routes: fc.array(
      fc.constantFrom(["10.0.2.0/24", "None"], ["0.0.0.0/0", "None"], ["10.0.0.0/16", "VnetLocal"] as const),
      {
        maxLength: 2,
      },
    ),
  });
  const asked = ({ routes, ...change }: { readonly routes: readonly (readonly unknown[])[] } & Change) =>
    servesPool(question({ ...change, table: table(...routes.map(([prefix, hop]) => route(prefix, hop))) })).is;

  test("an unknown value never turns a verdict around", () => {
    // The state of an automatically approved connection counts as approved until it is known: it is an output.
    const kept = ["connection", "poolRules", "endpointRules", "routes", "name", "status"];
    let decided = 0;
    holdsAlways(
      fc.property(
        masked(changes, (key) => typeof key === "string" && !kept.includes(key)),
        ({ whole, hiding }) => {
          const unsure = asked(hiding);
          if (unsure !== "undecided") decided++;
          return unsure === "undecided" || unsure === asked(whole);
        },
      ),
    );
    expect(decided).toBeGreaterThan(RUNS / 20);
  });

  test("values that make no sense never throw, and serve nobody", () => {
    const field = fc.anything();
    const nonsense = fc.record({ toAccount: field, groupIds: field, manual: field, status: field });
    holdsAlways(
      fc.property(nonsense, field, field, (connection, address, networkPolicies) => {
        const change = { connection, address, networkPolicies } as Change;
        expect(servesPool(question(change)).is).not.toBe("holds");
      }),
    );
  });
});

describe("a connection leads to node management", () => {
  test.each<[string, Partial<ConnectionState>, Verdict<unknown>["is"]]>([
    ["approved by itself", {}, "holds"],
    ["approved", { manual: true, status: "Approved" }, "holds"],
    ["a manual one proves nothing", { manual: true }, "undecided"],
    ["a pending one proves nothing", { status: "Pending" }, "undecided"],
    ["whether it is manual is not known", { manual: unknown("manual") }, "undecided"],
    ["rejected", { status: "Rejected" }, "violated"],
    ["disconnected", { manual: true, status: "disconnected" }, "violated"],
    ["its state is known after deployment", { status: unknown("status") }, "holds"],
    ["an unknown group", { groupIds: [unknown("groupIds[0]")] }, "undecided"],
    ["unknown groups", { groupIds: unknown("groupIds") }, "undecided"],
    ["no group", { groupIds: undefined }, "violated"],
    ["an unknown account", { toAccount: unknown("id") }, "undecided"],
    ["an unknown account, but another group", { toAccount: unknown("id"), groupIds: ["batchAccount"] }, "violated"],
  ])("%s", (_title, change, expected) => {
    expect(leadsToNodeManagement([{ ...approved, ...change }]).is).toBe(expected);
  });

  test("one of several is enough, and none is not", () => {
    const other = { ...approved, groupIds: ["batchAccount"] };
    expect(leadsToNodeManagement([other, approved]).is).toBe("holds");
    expect(leadsToNodeManagement([other]).is).toBe("violated");
    expect(leadsToNodeManagement([]).is).toBe("violated");
  });
});

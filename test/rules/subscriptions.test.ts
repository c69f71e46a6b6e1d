import { expect, test } from "vitest";
import { openEvaluation } from "../../policies/judge";
import type { Value } from "../../policies/known/value";
import { unknown } from "../../policies/known/value";
import type { PlannedResource } from "../../policies/plan/resource";
import { poolVnetLocation } from "../../policies/rules/pool-vnet-location";
import { DEFAULT_SETTINGS } from "../../policies/settings/settings";
import { TODAY } from "../support/exemptions";
import { messageFaults } from "../support/message-faults";
import { networkId, planned, UNKNOWN, urnOf } from "../support/planned";

// The programs of the tables do not show the provider of a resource, or whether a pool is deployed.
const OWN = "11111111-2222-3333-4444-555555555555";
const OTHER = "99999999-2222-3333-4444-555555555555";
const HIDDEN = unknown("subscriptionId", "urn:hidden");

function judged(resources: readonly PlannedResource[]) {
  const { reports, undecided } = openEvaluation(resources, { settings: DEFAULT_SETTINGS, today: TODAY }).judge(
    poolVnetLocation,
  );
  for (const { message } of reports) expect(messageFaults(message, poolVnetLocation)).toEqual([]);
  const said = reports.map(({ level, message }) => `${level ?? "as configured"}: ${message.split("\n")[0]}`);
  return [...said, ...undecided.map(({ question, unknowns }) => `${question} (${unknowns.length})`)];
}

interface By {
  readonly urn: string;
  readonly subscription: Value<string | undefined>;
}

const by = (resource: PlannedResource, provider: By | undefined): PlannedResource =>
  provider ? { ...resource, provider } : resource;

/** Account and pool of one provider, network and subnet of another, before the first deployment. */
function program(one: By | undefined, other: By | undefined): readonly PlannedResource[] {
  return [
    by(planned("batch:BatchAccount", "batch", { inputs: { location: "westeurope" } }), one),
    by(planned("network:VirtualNetwork", "vnet", { inputs: { location: "westeurope" } }), other),
    by(
      planned("network:Subnet", "snet", {
        inputs: { virtualNetworkName: UNKNOWN, addressPrefix: "10.0.0.0/24" },
        from: { virtualNetworkName: ["vnet"] },
      }),
      other,
    ),
    by(
      planned("batch:Pool", "render", {
        inputs: { accountName: UNKNOWN, networkConfiguration: { subnetId: UNKNOWN } },
        from: { accountName: ["batch"], networkConfiguration: ["snet"] },
      }),
      one,
    ),
  ];
}

const first = (subscription: Value<string | undefined>): By => ({ urn: "urn:first", subscription });
const second = (subscription: Value<string | undefined>): By => ({ urn: "urn:second", subscription });
const WHETHER = "whether its virtual network is in the subscription of its account";

test.each<[string, By | undefined, By | undefined, readonly string[]]>([
  ["one provider", first(undefined), first(undefined), []],
  ["two providers of the environment's subscription", first(undefined), second(undefined), []],
  ["two providers of one subscription", first(OWN), second(OWN.toUpperCase()), []],
  ["providers that are not seen", undefined, undefined, []],
  [
    "one provider whose subscription is not known",
    first(unknown("subscriptionId", "urn:first")),
    first(unknown("subscriptionId", "urn:first")),
    [],
  ],
  [
    "two subscriptions",
    first(OWN),
    second(OTHER),
    [`as configured: The pool's account is in subscription ${OWN}, its subnet in ${OTHER}.`],
  ],
  [
    "one subscription, and that of the environment",
    first(undefined),
    second(OTHER),
    [`${WHETHER}: two providers make them, of which one has no subscriptionId (0)`],
  ],
  ["a subscription that is not known", first(OWN), second(HIDDEN), [`${WHETHER} (1)`]],
])("%s", (_, one, other, expected) => expect(judged(program(one, other))).toEqual(expected));

test.each([
  ["a slash at its end", `${networkId("virtualNetworks/v/subnets/s", "rg", OWN)}/`],
  ["a space around it", ` ${networkId("virtualNetworks/v/subnets/s", "rg", OWN)}`],
])("a subnet id with %s may be rejected, and was not where the pool is deployed", (what, subnetId) => {
  const inputs = { accountName: "elsewhere", networkConfiguration: { subnetId } };
  expect(judged([planned("batch:Pool", "render", { inputs })])).toEqual([
    `advisory: networkConfiguration.subnetId has ${what}.`,
  ]);
  const id = `/subscriptions/${OWN}/resourceGroups/rg/providers/Microsoft.Batch/batchAccounts/b/pools/p`;
  expect(judged([planned("batch:Pool", "render", { inputs, outputs: { ...inputs, id } })])).toEqual([]);
});

// The tables show one stack; in an estate there are several.
test("stacks whose pools are in the same two regions have a finding each", () => {
  const stack = (name: string) => {
    const renamed = (urn: string) => urn.replace("::test::", `::${name}::`);
    return [
      planned("batch:BatchAccount", "batch", { inputs: { location: "westeurope" } }),
      planned("network:VirtualNetwork", "vnet", { inputs: { location: "westus" } }),
      planned("network:Subnet", "snet", {
        inputs: { virtualNetworkName: UNKNOWN, addressPrefix: "10.0.0.0/24" },
        from: { virtualNetworkName: ["vnet"] },
      }),
      planned("batch:Pool", "render", {
        inputs: { accountName: UNKNOWN, networkConfiguration: { subnetId: UNKNOWN } },
        from: { accountName: ["batch"], networkConfiguration: ["snet"] },
      }),
    ].map((each) => ({
      ...each,
      urn: renamed(each.urn),
      dependencies: each.dependencies.map(renamed),
      propertyDependencies: new Map(
        [...each.propertyDependencies].map(([property, urns]) => [property, urns.map(renamed)]),
      ),
    }));
  };
  const context = { settings: DEFAULT_SETTINGS, today: TODAY };
  const { reports } = openEvaluation([...stack("one"), ...stack("two")], context).judge(poolVnetLocation);
  expect(reports.map(({ urn }) => urn)).toEqual(["one", "two"].map((name) => urnOf("render").replace("test", name)));
});

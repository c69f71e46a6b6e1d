import fc from "fast-check";
import type {
  ApplicationRule,
  CollectionGroup,
  Firewall,
  FirewallPolicy,
  FirewallRule,
  NetworkRule,
  RuleCollection,
} from "../../policies/network/firewall";
import type { judgeFirewall } from "../../policies/network/firewall-verdict";
import { TAGS } from "../../policies/network/tag-data";
import { applicationRule, collection, collectionGroup, F0, networkRule, policy } from "./firewalls";

/*
 * An interpreter of Azure Firewall rules after its documentation, for one connection at a time. It shares no code with the
 * evaluator that it judges. Connections are TCP to 443.
 */

export interface Connection {
  readonly source: string;
  readonly destination: string;
  readonly host: string;
}

function number(address: string): number {
  return address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
}

function isIn(address: string, written: string): boolean {
  if (written === "*") return true;
  if (written.startsWith("BatchNodeManagement.")) {
    return (TAGS.Public.batch[written.split(".")[1] ?? ""] ?? []).some((prefix) => isIn(address, prefix));
  }
  if (written.includes(":")) return false;
  const at = number(address);
  const [first = "", last] = written.split("-");
  if (last !== undefined) return at >= number(first) && at <= number(last);
  const [base = "", length = "32"] = written.split("/");
  return Math.floor(at / 2 ** (32 - Number(length))) === Math.floor(number(base) / 2 ** (32 - Number(length)));
}

const strings = (list: unknown) => (list ?? []) as readonly string[];

function matches(rule: FirewallRule<string>, { source, destination, host }: Connection): boolean {
  const groups = strings(rule.sourceIpGroups as unknown) as unknown as readonly string[][];
  if (![...strings(rule.sourceAddresses), ...groups.flat()].some((each) => isIn(source, each))) return false;
  if (rule.kind === "network") {
    if (!strings(rule.protocols).some((each) => /^(tcp|any)$/i.test(each))) return false;
    if (!strings(rule.destinationPorts).some(holds443)) return false;
    return strings(rule.destinationAddresses).some((each) => isIn(destination, each));
  }
  const protocols = rule.protocols as readonly { type: string; port: number }[];
  if (!protocols.some(({ type, port }) => /^https$/i.test(type) && port === 443)) return false;
  return strings(rule.targetFqdns).some((each) =>
    new RegExp(`^${each.replaceAll(".", "\\.").replace(/^\*/, ".+")}$`, "i").test(host),
  );
}

function holds443(ports: string): boolean {
  const [first, last = first] = ports.split("-");
  return ports === "*" || (Number(first) <= 443 && 443 <= Number(last));
}

function ascending<T extends { readonly priority: unknown }>(list: readonly T[]): T[] {
  return [...list].sort((a, b) => Number(a.priority) - Number(b.priority));
}

/** The rules in the order of the documentation, each with the action of its collection. */
function walk(firewall: Firewall<string>): { rule: FirewallRule<string>; action: unknown }[] {
  const chain: FirewallPolicy<string>[] = [];
  for (let at = firewall.policy as FirewallPolicy<string> | undefined; at !== undefined; at = at.parent as typeof at) {
    chain.unshift(at);
  }
  const groups = chain.flatMap((each) => ascending(each.groups as readonly CollectionGroup<string>[]));
  const collections = groups.flatMap((each) => ascending(each.collections as readonly RuleCollection<string>[]));
  const rules = collections.flatMap((each) =>
    (each.rules as readonly FirewallRule<string>[]).map((rule) => ({ rule, action: each.action })),
  );
  return [
    ...rules.filter(({ rule }) => rule.kind === "network"),
    ...rules.filter(({ rule }) => rule.kind === "application"),
  ];
}

/** Whether the firewall allows one connection. */
export function passes(firewall: Firewall<string>, connection: Connection): boolean {
  const first = walk(firewall).find(({ rule }) => matches(rule, connection));
  return `${first?.action}`.toLowerCase() === "allow";
}

const source = fc.constantFrom("*", "10.0.1.0/24", "10.0.1.0/25", "10.0.1.128-10.0.1.200", "10.0.1.7", "10.0.2.0/24");
const destination = fc.constantFrom(
  ...["*", "BatchNodeManagement.WestEurope", "BatchNodeManagement.NorthEurope", "13.69.0.0/16", "13.69.65.64/27"],
  ...["0.0.0.0/1", "128.0.0.0/1", "52.0.0.0-52.255.255.255", "168.63.5.53"],
);
/** Patterns that match all node management hosts of the region, or none. */
const pattern = fc.constantFrom(
  ...["*", "*.batch.azure.com", "*.westeurope.service.batch.azure.com", "*service.batch.azure.com"],
  ...["batch.azure.com", "*.northeurope.service.batch.azure.com", "*.westeurope.batch.azure.com", "www.example.com"],
);
const some = <T>(values: fc.Arbitrary<T>) => fc.array(values, { minLength: 1, maxLength: 2 });

const network: fc.Arbitrary<NetworkRule<string>> = fc
  .record({
    sourceAddresses: some(source),
    sourceIpGroups: fc.constantFrom(undefined, [["10.0.1.64/26"]]),
    destinationAddresses: some(destination),
    protocols: some(fc.constantFrom("TCP", "Any", "UDP", "tcp")),
    destinationPorts: some(fc.constantFrom("443", "*", "80", "440-443", "444-500")),
  })
  .map((more) => networkRule("*", more));

const application: fc.Arbitrary<ApplicationRule<string>> = fc
  .record({
    sourceAddresses: some(source),
    targetFqdns: some(pattern),
    protocols: some(
      fc.constantFrom({ type: "Https", port: 443 }, { type: "Http", port: 80 }, { type: "https", port: 8443 }),
    ),
  })
  .map((more) => applicationRule("*", more));

/** Items with different priorities: Azure rejects duplicates. */
function ordered<T>(values: fc.Arbitrary<T>, make: (priority: number, value: T) => unknown, maxLength: number) {
  const priority = fc.integer({ min: 100, max: 110 });
  return fc
    .uniqueArray(fc.tuple(priority, values), { maxLength, selector: ([number]) => number })
    .map((list) => list.map(([number, value]) => make(number, value)));
}

const collections = ordered(
  fc.tuple(fc.constantFrom("Allow", "Deny", "allow"), fc.array(fc.oneof(network, application), { maxLength: 3 })),
  (priority, [action, rules]) => collection(priority, action, ...rules),
  3,
) as fc.Arbitrary<RuleCollection<string>[]>;

const groups = ordered(collections, (priority, list) => collectionGroup(priority, ...list), 2) as fc.Arbitrary<
  CollectionGroup<string>[]
>;

/** Firewalls with a policy, and often a parent policy, in which all values are known and valid. */
export const firewalls: fc.Arbitrary<Firewall<string>> = fc
  .tuple(groups, fc.option(groups, { nil: undefined }))
  .map(([own, inherited]) => ({
    policy: policy(own, { parent: inherited === undefined ? undefined : policy(inherited) }),
    classic: undefined,
    unseen: undefined,
  }));

const westEurope = (TAGS.Public.batch.WestEurope ?? []).filter((prefix) => !prefix.includes(":"));

/** Connections from the subnet of the vectors to Batch. */
export const connections: fc.Arbitrary<Connection> = fc.record({
  source: fc.constantFrom(0, 7, 63, 64, 127, 128, 200, 201, 255).map((last) => `10.0.1.${last}`),
  destination: fc.constantFrom(...westEurope).map((prefix) => prefix.split("/")[0] ?? ""),
  host: fc.constantFrom("a", "3f2504e0-4f89").map((label) => `${label}.westeurope.service.batch.azure.com`),
});

/** Whether `lets` agrees with the interpreter on every connection, and on all of them together. */
export function agreesOnFirewalls(lets: typeof judgeFirewall): fc.IProperty<unknown> {
  return fc.property(firewalls, fc.array(connections, { minLength: 1, maxLength: 10 }), (firewall, tried) =>
    tried.every((each) => {
      const { source: from, destination: to } = each;
      const one = lets(firewall, {
        ...F0,
        sources: { known: { v4: [number(from), number(from) + 1], v6: [] } },
        destinations: { v4: [number(to), number(to) + 1], v6: [] },
      });
      const whole = lets(firewall, F0).is;
      const passing = passes(firewall, each);
      return one.is === (passing ? "holds" : "violated") && (whole === "holds" ? passing : whole === "violated");
    }),
  );
}

import fc from "fast-check";
import { unknown } from "../../policies/known/value";
import { formatV4 } from "../../policies/network/address-text";
import type { SecurityRuleFields } from "../../policies/network/security-rule";
import type { OraclePacket } from "./packet-oracle";

const PREFIXES = [
  ...[
    "0.0.0.0/0",
    "0.0.0.0/1",
    "128.0.0.0/1",
    "10.0.0.0/16",
    "10.0.1.0/24",
    "10.0.1.0/25",
    "10.0.1.7",
    "10.0.2.0/24",
    "10.9.3.0/24",
  ],
  ...[
    "172.16.0.0/12",
    "13.69.0.0/16",
    "13.69.65.64/26",
    "13.69.65.96/27",
    "52.233.157.9",
    "191.233.76.85/32",
    "168.63.0.0/16",
  ],
];
const LISTS = [
  ["0.0.0.0/1", "128.0.0.0/1"],
  ["10.0.1.0/25", "10.0.1.128/25"],
  ["13.69.65.64/27", "13.69.65.96/27"],
  ["10.0.1.0/24", "13.69.0.0/16", "52.0.0.0/8"],
];
const TAGS = [
  ...["VirtualNetwork", "Internet", "AzureLoadBalancer", "BatchNodeManagement", "BatchNodeManagement.WestEurope"],
  ...["BatchNodeManagement.NorthEurope", "AzureCloud", "AzureCloud.westeurope", "Storage", "Storage.WestEurope"],
];
const PORTS = [
  "*",
  "0-65535",
  "443",
  "0-442",
  "444-65535",
  "442-443",
  "443-444",
  "80",
  "29876",
  "29877",
  "29876-29877",
  "1024-65535",
];
const PORT_LISTS = [
  ["443", "80"],
  ["0-442", "443-65535"],
  ["29876", "29877"],
  ["0-442", "444-65535"],
];

interface Sides {
  readonly prefix?: string;
  readonly prefixes?: string[];
  readonly groups?: string[];
}

const one = (...choice: readonly string[]): fc.Arbitrary<Sides> =>
  fc.constantFrom(...choice).map((prefix) => ({ prefix }));
const listed = fc.constantFrom(...LISTS).map((prefixes): Sides => ({ prefix: "", prefixes }));
const grouped = fc.constant<Sides>({ prefixes: [], groups: ["asg"] });

/** The side of the packets' own subnet: most rules match all or part of it. */
const local = fc.oneof(
  {
    weight: 8,
    arbitrary: one("*", "*", "VirtualNetwork", "10.0.0.0/16", "10.0.1.0/24", "10.0.1.0/25", "10.0.1.7", "0.0.0.0/1"),
  },
  { weight: 2, arbitrary: one(...PREFIXES, ...TAGS) },
  { weight: 1, arbitrary: listed },
  { weight: 1, arbitrary: grouped },
);
const remote = fc.oneof(
  { weight: 3, arbitrary: one("*", "0.0.0.0/0", "Internet", "VirtualNetwork") },
  { weight: 4, arbitrary: one(...PREFIXES) },
  { weight: 6, arbitrary: one(...TAGS) },
  { weight: 2, arbitrary: listed },
  { weight: 1, arbitrary: grouped },
);

interface Ports {
  readonly range: string;
  readonly ranges?: string[];
}

const anyPort = fc.constant<Ports>({ range: "*" });
const somePorts = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...PORTS).map((range): Ports => ({ range })) },
  { weight: 1, arbitrary: fc.constantFrom(...PORT_LISTS).map((ranges): Ports => ({ range: "", ranges })) },
);

const fields = fc
  .record({
    direction: fc.constantFrom("Outbound", "Outbound", "Outbound", "Inbound"),
    access: fc.constantFrom("Allow", "Deny"),
    protocol: fc.constantFrom("*", "*", "Tcp", "Tcp", "Udp"),
    local,
    remote,
    sourcePorts: fc.oneof({ weight: 8, arbitrary: anyPort }, somePorts),
    destinationPorts: fc.oneof(anyPort, somePorts),
  })
  .map(({ direction, access, protocol, local, remote, sourcePorts, destinationPorts }) => {
    const [source, destination] = direction === "Outbound" ? [local, remote] : [remote, local];
    return {
      ...{ direction, access, protocol },
      ...{ sourceAddressPrefix: source.prefix, sourceAddressPrefixes: source.prefixes },
      ...{ sourceApplicationSecurityGroups: source.groups },
      ...{ sourcePortRange: sourcePorts.range, sourcePortRanges: sourcePorts.ranges },
      ...{ destinationAddressPrefix: destination.prefix, destinationAddressPrefixes: destination.prefixes },
      ...{ destinationApplicationSecurityGroups: destination.groups },
      ...{ destinationPortRange: destinationPorts.range, destinationPortRanges: destinationPorts.ranges },
    };
  });

const priorities = fc.uniqueArray(fc.oneof(fc.integer({ min: 100, max: 106 }), fc.constantFrom(200, 4096)), {
  minLength: 2,
  maxLength: 6,
});

/** Up to six valid rules, most about Batch, the virtual network and the relevant ports. */
export const someRules: fc.Arbitrary<SecurityRuleFields[]> = priorities.chain((numbers) =>
  fc.tuple(...numbers.map((priority) => fields.map((rule) => ({ name: `rule-${priority}`, priority, ...rule })))),
);

const LEAVES = [
  ...["direction", "access", "priority", "protocol", "sourceAddressPrefix", "sourceAddressPrefixes", "sourcePortRange"],
  ...["destinationAddressPrefix", "destinationAddressPrefixes", "destinationPortRange", "destinationPortRanges"],
] as const;

/** Rules, and the same rules with up to three values unknown. */
export const rulesWithUnknowns = fc
  .tuple(
    someRules,
    fc.array(fc.tuple(fc.nat(), fc.constantFrom(...LEAVES), fc.boolean()), { minLength: 1, maxLength: 3 }),
  )
  .filter(([rules]) => rules.length > 0)
  .map(([rules, places]) => {
    const hidden = rules.map((rule) => ({ ...rule })) as Record<string, unknown>[];
    for (const [at, leaf, wholeList] of places) {
      const rule = hidden[at % hidden.length] as Record<string, unknown>;
      const value = rule[leaf];
      if (value === undefined || value === "") continue;
      const path = `rules[${at % hidden.length}].${leaf}`;
      rule[leaf] =
        Array.isArray(value) && value.length > 0 && !wholeList ? [unknown(path), ...value.slice(1)] : unknown(path);
    }
    return { rules, hidden: hidden as SecurityRuleFields[] };
  });

function edges(prefix: string): string[] {
  const [address, length = "32"] = prefix.split("/") as [string, string?];
  const first = address.split(".").reduce((number, part) => number * 256 + Number(part), 0);
  const last = first + 2 ** (32 - Number(length)) - 1;
  return [first - 1, first, last, last + 1].filter((number) => number >= 0 && number < 2 ** 32).map(formatV4);
}

const BATCH = [
  ...["13.69.65.64/26", "13.69.106.128/26", "13.69.125.173", "40.115.50.9", "52.233.157.9", "191.233.76.85"].flatMap(
    edges,
  ),
  ...["13.69.229.32/27", "9.205.33.64/27"].flatMap(edges),
];
const ADDRESSES = [
  ...new Set([...PREFIXES, ...LISTS.flat(), "100.64.0.0/10"].flatMap(edges)),
  ...["168.63.129.16", "8.8.8.8", "172.31.0.100", "192.168.1.1"],
];
const INSIDE = ["10.0.1.0/24", "10.0.1.0/25", "10.0.1.7"]
  .flatMap(edges)
  .filter((address) => address.startsWith("10.0.1."));
const PORT_EDGES = [0, 79, 80, 81, 442, 443, 444, 1023, 1024, 29875, 29876, 29877, 29878, 65535];

/** A packet at a boundary of the prefixes and ports of {@link someRules}; one of its sides is in 10.0.1.0/24. */
export const somePacket: fc.Arbitrary<OraclePacket> = fc
  .record({
    direction: fc.constantFrom("Outbound" as const, "Outbound" as const, "Outbound" as const, "Inbound" as const),
    protocol: fc.constantFrom("Tcp" as const, "Tcp" as const, "Tcp" as const, "Udp" as const, "Icmp" as const),
    inside: fc.constantFrom(...INSIDE),
    outside: fc.oneof(fc.constantFrom(...ADDRESSES), fc.constantFrom(...BATCH)),
    sourcePort: fc.constantFrom(...PORT_EDGES),
    destinationPort: fc.oneof(fc.constantFrom(...PORT_EDGES), fc.constant(443)),
  })
  .map(({ inside, outside, ...packet }) =>
    packet.direction === "Outbound"
      ? { ...packet, source: inside, destination: outside }
      : { ...packet, source: outside, destination: inside },
  );

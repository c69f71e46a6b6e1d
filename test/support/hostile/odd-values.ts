export const TOKENS = [
  "",
  ":",
  "::",
  "azure-native",
  "azure-native:network:",
  "azure-native:network/v1:Subnet",
  "azure-native:network/v99991399:Subnet",
  "azure-native_network_v20240501:network:Subnet",
  "azure-native:constructor:toString",
  "azure-native:network:NetworkSecurityGroup:NetworkSecurityGroup",
  "azure:network/subnet:Subnet",
  "azure:batch/pool:Pool",
  "azure-native:batch:Pool",
  "azure-native:network:VirtualNetwork",
  "pulumi:pulumi:Stack",
  `azure-native:${"network".repeat(20_000)}:Subnet`,
  "a".repeat(100_000),
];

export const URNS = [
  "",
  "urn",
  "::::::",
  "urn:pulumi:::::::",
  "urn:pulumi:dev::shapes::azure-native:batch:Pool::__proto__",
  `urn:pulumi:dev::shapes::${"a$".repeat(50_000)}::x`,
  `urn:pulumi:dev::shapes::azure-native:batch:Pool::${"x".repeat(100_000)}`,
];

/** The maximum number of rules in a group; each is also a route. */
export const manyRules = Array.from({ length: 1_000 }, (_, at) => ({
  ...{
    name: `r${at}`,
    priority: 100 + at,
    direction: "Inbound",
    access: at % 2 === 0 ? "Allow" : "Deny",
    protocol: "*",
  },
  ...{ sourceAddressPrefix: `10.${at % 250}.0.0/16`, sourcePortRange: "*" },
  ...{ destinationAddressPrefix: "*", destinationPortRange: `${at}-${at + 7}` },
  ...{ addressPrefix: `10.${at % 250}.0.0/16`, nextHopType: "Internet" },
}));

/** Nested objects and lists. */
export function nested(depth: number): unknown {
  let inner: unknown = "bottom";
  for (let at = 0; at < depth; at++) inner = at % 2 === 0 ? { rules: inner } : [inner];
  return inner;
}

import { isUnknown, type Value } from "../known/value";
import { type AddressSet, NO_ADDRESS, onlyFamily } from "../network/address-set";
import { publicSources } from "../network/node-management";
import { ports } from "../network/port-set";
import { readSecurityRule } from "../network/security-rule";
import { PRIVATE, PUBLIC } from "../network/special-addresses";
import { field, isAbsent, items, numeric, type Property, text } from "../plan/property";
import { absentOrUnseen, type Entity } from "../topology/entity";

/** An inbound NAT pool: frontend ports of the public address that lead to one port of the nodes. */
export interface NatPool {
  readonly property: Property;
  readonly name: Value<string | undefined>;
  readonly protocol: Value<string | undefined>;
  readonly backendPort: Value<number | undefined>;
  readonly rules: Value<readonly Property[]>;
}

/** Reads an element of the NAT pools of `pool`. @see https://learn.microsoft.com/azure/batch/pool-endpoint-configuration */
export function readNatPool(pool: Entity<"pool">, property: Property): NatPool {
  const rules = field(property, "networkSecurityGroupRules");
  return {
    property,
    name: text(field(property, "name")),
    protocol: text(field(property, "protocol")),
    backendPort: numeric(field(property, "backendPort")),
    rules: absentOrUnseen(pool, rules) ?? items(rules),
  };
}

/**
 * The public IPv4 addresses that the NAT pool's own rules certainly allow to connect to a port. Without rules, Batch allows all
 * addresses; with rules, addresses that no rule matches are denied, as in every security group.
 */
export function natSources({ rules }: NatPool, port: number): AddressSet {
  if (isUnknown(rules)) return NO_ADDRESS;
  if (rules.length === 0) return onlyFamily(PUBLIC, "v4");
  const filters = { group: { rules: rules.map(readNatRule), complete: true } };
  return publicSources(filters, NO_SUBNET, ports(port), { known: PRIVATE });
}

/** Batch applies these rules at the nodes' network interfaces: they do not depend on the subnet. */
const NOWHERE = { prefixes: [], complete: true };
const NO_SUBNET = { subnet: NOWHERE, virtualNetwork: NOWHERE, peered: NOWHERE, routes: { list: [], complete: true } };

function readNatRule(rule: Property) {
  const sourcePorts = field(rule, "sourcePortRanges");
  const fields = {
    direction: "Inbound",
    protocol: "*",
    access: field(rule, "access").value,
    priority: field(rule, "priority").value,
    sourceAddressPrefix: field(rule, "sourceAddressPrefix").value,
    sourcePortRanges: isAbsent(sourcePorts) ? ["*"] : sourcePorts.value,
    destinationAddressPrefix: "*",
    destinationPortRange: "*",
  };
  return readSecurityRule(fields, rule);
}

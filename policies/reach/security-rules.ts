import { whichever } from "../known/combine";
import { type Unknown, unknown, type Value } from "../known/value";
import type { Verdict } from "../known/verdict";
import { judgeOutboundToNodeManagement } from "../network/node-management";
import type { Filters } from "../network/security-group";
import { readSecurityRule, type SecurityRule } from "../network/security-rule";
import type { TrafficEvidence } from "../network/traffic-evidence";
import { memo, memoFor } from "../topology/once";
import type { SecurityGroup, SecurityRuleNode } from "../topology/security-group";
import { type Subnet, writtenIn } from "../topology/subnet";
import { inRegion } from "./any-region";
import { contextOf, filtersOf } from "./filters";
import type { SecurityRulesHop } from "./hop";

/** The effect of one security group, and of the security admin rules before it, on the packets of a pool's nodes. */
export interface FilterCase {
  readonly subnet: Subnet;
  /** `undefined` if the subnet has none, or none that this program shows. */
  readonly group: SecurityGroup | undefined;
  readonly filters: Filters<SecurityRuleNode>;
  readonly traffic: Verdict<TrafficEvidence<SecurityRuleNode>>;
}

/** Whether the security rules of a subnet allow outbound TCP 443 to all public addresses of node management in `region`. */
export function publicSecurityRules(subnet: Subnet, region: Value<string>): SecurityRulesHop {
  return { kind: "security rules", verdict: inRegion(region, (each) => judgedOnce(subnet)(each).verdict) };
}

const judgedOnce = memoFor((subnet: Subnet) =>
  memo(
    (region: Value<string>): SecurityRulesHop =>
      securityRules(
        subnet,
        filtersOf(subnet).map(({ group, filters }): FilterCase => {
          const traffic = judgeOutboundToNodeManagement(filters, region, contextOf(subnet, region));
          return { subnet, group, filters, traffic };
        }),
      ),
  ),
);

/** The hop for several possible security groups: decided if all of them agree. */
export function securityRules(subnet: Subnet, cases: readonly FilterCase[]): SecurityRulesHop {
  const deciding = cases.length > 1 ? [groupReference(subnet)] : [];
  const verdict = whichever(
    cases.map(({ traffic }) => traffic),
    deciding,
  );
  return { kind: "security rules", verdict: { ...verdict, because: cases } };
}

function groupReference(subnet: Subnet): Unknown {
  const { path, owner } = writtenIn(subnet, "securityGroup");
  return unknown(path, owner);
}

/**
 * Whether the public path, or a part of it, certainly depends on Azure's default rules: a rule after all others that denies everything
 * would certainly block packets, whatever the unknown values are.
 */
export function reliesOnDefault(each: FilterCase, region: Value<string>): boolean {
  return reliesIn(each)(region);
}

const reliesIn = memoFor(({ subnet, filters }: FilterCase) =>
  memo((region: Value<string>) => {
    const closed = withoutDefaultRules(filters);
    return (
      closed !== undefined && judgeOutboundToNodeManagement(closed, region, contextOf(subnet, region)).is === "violated"
    );
  }),
);

/** Whether a rule of the program may allow the public path explicitly. */
export function mayAllowExplicitly(subnet: Subnet, region: Value<string>): boolean {
  return publicSecurityRules(subnet, region).verdict.because.some(
    (each) => each.filters.group !== undefined && !reliesOnDefault(each, region),
  );
}

/** The same filters with a rule that denies everything before Azure's default rules; `undefined` if there is no group. */
export function withoutDefaultRules(filters: Filters<SecurityRuleNode>): Filters<SecurityRuleNode> | undefined {
  const { group } = filters;
  return group && { ...filters, group: { ...group, rules: [...group.rules, DENY_ALL] } };
}

const DENY_ALL = readSecurityRule<SecurityRuleNode | undefined>(
  {
    ...{ direction: "Outbound", access: "Deny", priority: 4096, protocol: "*" },
    ...{ sourceAddressPrefix: "*", sourcePortRange: "*", destinationAddressPrefix: "*", destinationPortRange: "*" },
  },
  undefined,
) as SecurityRule<SecurityRuleNode>;

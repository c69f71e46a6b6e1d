import { anyPart, whichever } from "../known/combine";
import { type Unknown, unknown, type Value } from "../known/value";
import type { Verdict } from "../known/verdict";
import { judgeOutboundToNodeManagement } from "../network/node-management";
import type { Filters } from "../network/security-group";
import { readSecurityRule, type SecurityRule } from "../network/security-rule";
import type { TrafficEvidence } from "../network/traffic-evidence";
import { read } from "../topology/entity";
import { candidates } from "../topology/link";
import { memo, memoFor } from "../topology/once";
import { poolRegion } from "../topology/region";
import type { SecurityGroup, SecurityRuleNode } from "../topology/security-group";
import type { Subnet } from "../topology/subnet";
import type { PoolNode, Topology } from "../topology/topology";
import { contextOf, filtersOf } from "./filters";
import { endpointsFor, type JudgedEndpoint } from "./node-management-endpoint";

/** What one security group does with the way from a pool's nodes to the Batch service. */
export interface OutboundCase {
  readonly subnet: Subnet;
  /** `undefined` where the subnet has none, or none that this program shows. */
  readonly group: SecurityGroup | undefined;
  readonly filters: Filters<SecurityRuleNode>;
  readonly traffic: Verdict<TrafficEvidence<SecurityRuleNode>>;
}

/** Whether security rules let a pool's nodes reach the Batch service over public addresses, and whether they need it. */
export interface Outbound {
  readonly pool: PoolNode;
  readonly region: Value<string>;
  /** One for each subnet and group that may turn out to be the pool's. */
  readonly cases: readonly OutboundCase[];
  /** Whether a private endpoint makes the public way unnecessary. */
  readonly endpoint: Verdict<unknown>;
  /** The private endpoints of this program that serve the pool, or may turn out to. */
  readonly endpoints: readonly JudgedEndpoint[];
  /** The security rules alone. */
  readonly open: Verdict<unknown>;
  /** Both together: `holds` with either way open. */
  readonly verdict: Verdict<unknown>;
}

const known = new WeakMap<PoolNode, Outbound>();

/** Judges the way out of a pool's subnet; `undefined` for a pool without a subnet in this program. Judged once. */
export function outboundOf(pool: PoolNode, topology: Topology): Outbound | undefined {
  if (candidates(pool.subnet).length === 0) return undefined;
  const judged = known.get(pool) ?? judge(pool, topology);
  known.set(pool, judged);
  return judged;
}

function judge(pool: PoolNode, topology: Topology): Outbound {
  const region = poolRegion(pool);
  const subnets = candidates(pool.subnet);
  const cases = subnets.flatMap((subnet) => casesIn(subnet)(region));
  // Which subnet, or which of several groups, is known after the deployment.
  const deciding = subnets.length > 1 ? [unknown(pool.subnetId.path, pool.subnetId.owner)] : [];
  const group = subnets.length === 1 && cases.length > 1 ? subnets.map(groupOf) : [];
  const judged = subnets.map((subnet) => ({ subnet, endpoints: endpointsFor(pool, subnet, topology) }));
  const endpoint = whichever(
    judged.map(({ subnet, endpoints }) =>
      anyPart<unknown>([anyPart(endpoints.map(({ verdict }) => verdict)), elsewhere(pool, subnet)]),
    ),
    deciding,
  );
  const endpoints = judged.flatMap((each) => each.endpoints.filter(({ verdict }) => verdict.is !== "violated"));
  const open = whichever(
    cases.map(({ traffic }) => traffic),
    [...deciding, ...group],
  );
  return { pool, region, cases, endpoint, endpoints, open, verdict: anyPart<unknown>([endpoint, open]) };
}

function groupOf({ entity }: Subnet): Unknown {
  const { path, owner } = read(entity, "securityGroup");
  return unknown(path, owner);
}

/** Judged once for all pools in a subnet. */
const casesIn = memoFor((subnet: Subnet) =>
  memo((region: Value<string>) =>
    filtersOf(subnet).map(({ group, filters }): OutboundCase => {
      const traffic = judgeOutboundToNodeManagement(filters, region, contextOf(subnet, region));
      return { subnet, group, filters, traffic };
    }),
  ),
);

/**
 * Whether no rule of the group certainly opens the way, or a part of it, whatever the unknown values turn out to be: a rule
 * behind all others that denies everything would cut the nodes off.
 */
export function reliesOnDefault(each: OutboundCase, region: Value<string>): boolean {
  return withoutDefault(each)(region);
}

const withoutDefault = memoFor(({ subnet, filters }: OutboundCase) =>
  memo((region: Value<string>) => {
    const { group } = filters;
    if (!group) return false;
    const shut = { ...filters, group: { ...group, rules: [...group.rules, DENY_ALL] } };
    return judgeOutboundToNodeManagement(shut, region, contextOf(subnet, region)).is === "violated";
  }),
);

const DENY_ALL = readSecurityRule<SecurityRuleNode | undefined>(
  {
    ...{ direction: "Outbound", access: "Deny", priority: 4096, protocol: "*" },
    ...{ sourceAddressPrefix: "*", sourcePortRange: "*", destinationAddressPrefix: "*", destinationPortRange: "*" },
  },
  undefined,
) as SecurityRule<SecurityRuleNode>;

/**
 * An endpoint that another program makes: it is connected to an account that this one does not show, and stands in a
 * network that this one does not show, or only the peerings of.
 */
export function elsewhere(pool: PoolNode, subnet: Subnet): Verdict<undefined> {
  const { account } = pool;
  if (account.to === "nodes") return { is: "violated", because: undefined };
  const networks = candidates(subnet.virtualNetwork);
  const closed =
    networks.length > 0 &&
    networks.every((network) => network.peerings.length === 0 && network.hasHubConnection === false);
  if (closed) return { is: "violated", because: undefined };
  const why: Unknown = account.to === "unknown" ? account.why : unknown("accountName", pool.entity.resource.urn);
  return { is: "undecided", because: undefined, unknowns: [why] };
}

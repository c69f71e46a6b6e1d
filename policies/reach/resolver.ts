import { whichever } from "../known/combine";
import type { Unknown } from "../known/value";
import { unionAll } from "../network/address-set";
import { parseCidr } from "../network/address-text";
import { dnsFlow, judgeBlocked, RESOLVER_TAG } from "../network/node-traffic";
import type { Filters } from "../network/security-group";
import type { Cloud } from "../network/tag-data";
import { memo, memoFor } from "../topology/once";
import type { SecurityRuleNode } from "../topology/security-group";
import type { Subnet } from "../topology/subnet";
import { contextIn, filtersOf, type GroupRule } from "./filters";
import type { FilterCase } from "./security-rules";

/** Security rules that certainly block all DNS servers for the nodes of a subnet. */
export interface BlockedResolver {
  /** An empty list means Azure's own resolver. */
  readonly servers: readonly string[];
  readonly traffic: FilterCase;
}

/** The rule that blocks packets to the DNS servers, or may; `undefined` if the program shows no such rule. */
export function stoppingRule({ traffic: { traffic, filters } }: BlockedResolver): GroupRule | undefined {
  const certain = traffic.because.pieces.find(({ effect, rule }) => effect === "Deny" && rule?.ref)?.rule;
  const rules = [...(filters.adminRules?.rules ?? []), ...(filters.group?.rules ?? [])];
  return certain ?? rules.find(({ access, direction }) => access !== "Allow" && direction !== "Inbound");
}

/** Security rules that may block all DNS servers for the nodes of a subnet. */
export interface DoubtfulResolver extends BlockedResolver {
  readonly unknowns: readonly Unknown[];
}

/**
 * The security rules that block the DNS servers for the nodes of a subnet, or may; `undefined` if the nodes certainly reach one.
 *
 * https://learn.microsoft.com/azure/virtual-network/virtual-networks-name-resolution-for-vms-and-role-instances
 *
 * @param servers the custom DNS servers of the network; none means Azure's own resolver.
 */
export function blockedResolver(
  subnet: Subnet,
  cloud: Cloud | undefined,
  servers: readonly string[],
): { readonly is: "blocked" | "doubtful"; readonly by: DoubtfulResolver } | undefined {
  return judgedOnce(subnet)(cloud)(servers.join());
}

const judgedOnce = memoFor((subnet: Subnet) =>
  memo((cloud: Cloud | undefined) =>
    memo((list: string): ReturnType<typeof blockedResolver> => {
      const servers = list === "" ? [] : list.split(",");
      const sets = servers.map((server) => parseCidr(server).value);
      if (sets.some((set) => set === undefined || set.v4.length === 0)) return undefined;
      const known = servers.length > 0 ? unionAll(sets.flatMap((set) => set ?? [])) : undefined;
      const context = contextIn(subnet)(cloud);
      const cases = filtersOf(subnet).map(({ group, filters: all }): FilterCase => {
        const filters = known ? all : forResolver(all);
        return { subnet, group, filters, traffic: judgeBlocked(filters, dnsFlow(context, known), context) };
      });
      const traffic = cases.find((each) => each.traffic.is === "undecided") ?? cases[0];
      const verdict = whichever(
        cases.map((each) => each.traffic),
        [],
      );
      if (!traffic || verdict.is === "violated") return undefined;
      const isBlocked = verdict.is === "holds";
      return {
        is: isBlocked ? "blocked" : "doubtful",
        by: { servers, traffic, unknowns: isBlocked ? [] : verdict.unknowns },
      };
    }),
  ),
);

/**
 * Azure's resolver is exempt from security rules, unless they name its service tag: only such rules are left.
 * https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview#azure-platform-considerations
 */
function forResolver({ group, adminRules }: Filters<SecurityRuleNode>): Filters<SecurityRuleNode> {
  const only = (rules: readonly GroupRule[]) => rules.filter(isForResolver);
  return {
    group: group && { rules: only(group.rules), complete: group.complete, unknowns: group.unknowns ?? [] },
    ...(adminRules ? { adminRules: { rules: only(adminRules.rules), complete: adminRules.complete } } : {}),
  };
}

function isForResolver({ destination }: GroupRule): boolean {
  return destination.tags.some((tag) => tag.toLowerCase() === RESOLVER_TAG.toLowerCase());
}

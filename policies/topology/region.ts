import { isUnknown, type Unknown, unknown, type Value } from "../known/value";
import type { Account } from "./account";
import { candidates, type Link } from "./link";
import { memoFor } from "./once";
import type { SecurityGroup } from "./security-group";
import type { PoolNode } from "./topology";
import type { VirtualNetwork } from "./virtual-network";

/**
 * The region of a pool, which is the region of its account. If the account is outside this program, the network or the security
 * group decides: Azure requires all of them in one region.
 *
 * https://learn.microsoft.com/azure/batch/batch-virtual-network,
 * https://learn.microsoft.com/azure/virtual-network/virtual-network-vnet-plan-design-arm#regions
 */
export const poolRegion = memoFor((pool: PoolNode): Value<string> => {
  const subnets = candidates(pool.subnet);
  const accounts = candidates(pool.account).map((account) => account.region);
  const networks = subnets.flatMap((subnet) => candidates<VirtualNetwork>(subnet.virtualNetwork));
  const groups = subnets.flatMap((subnet) => candidates<SecurityGroup>(subnet.securityGroup));
  const places = [accounts, networks.map(({ location }) => location), groups.map(({ location }) => location)];
  const known = places.map(agreed).find((region) => region !== undefined);
  return known ?? accounts.find(isUnknown) ?? why(pool.account) ?? unknown("accountName", pool.entity.resource.urn);
});

function agreed(values: readonly Value<string | undefined>[]): string | undefined {
  const [first] = values;
  return typeof first === "string" && values.every((value) => value === first) ? first : undefined;
}

function why(link: Link<Account>): Unknown | undefined {
  return link.to === "unknown" ? link.why : undefined;
}

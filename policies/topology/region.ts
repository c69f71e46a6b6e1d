import { isUnknown, unknown, type Value } from "../known/value";
import { normalizeLocation } from "../network/regions";
import type { Account } from "./account";
import { candidates, type Link } from "./link";
import type { PoolNode } from "./topology";
import type { VirtualNetwork } from "./virtual-network";

/**
 * The region a pool runs in: its account's. Where the account is outside this program, the network tells as well:
 * Azure wants both in one region (https://learn.microsoft.com/azure/batch/batch-virtual-network).
 */
export function poolRegion(pool: PoolNode): Value<string> {
  const accounts = candidates(pool.account).map((account) => account.region);
  const known = agreed(accounts);
  if (known !== undefined) return known;
  const networks = candidates(pool.subnet).flatMap((subnet) => candidates<VirtualNetwork>(subnet.virtualNetwork));
  const locations = networks.map((network) => network.location);
  const fromNetwork = agreed(
    locations.map((location) => (isUnknown(location) ? location : location && normalizeLocation(location))),
  );
  return (
    fromNetwork ?? accounts.find(isUnknown) ?? why(pool.account) ?? unknown("accountName", pool.entity.resource.urn)
  );
}

function agreed(values: readonly Value<string | undefined>[]): string | undefined {
  const [first] = values;
  return typeof first === "string" && values.every((value) => value === first) ? first : undefined;
}

function why(link: Link<Account>) {
  return link.to === "unknown" ? link.why : undefined;
}

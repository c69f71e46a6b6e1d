import { append } from "../known/multimap";
import { isUnknown, type Value } from "../known/value";
import type { Builder } from "./builder";
import type { Entity } from "./entity";
import { memoFor } from "./once";
import type { PrivateZone } from "./private-zone";
import { sameStack } from "./registry";

/**
 * The zones of the endpoint's stack with a record that is, or may be, for an endpoint: by its address, or because the record is made
 * from it. A record of another stack does not count: networks that are not connected use the same addresses.
 */
export function zonesWithRecord(
  endpoint: Entity<"privateEndpoint">,
  address: Value<string | undefined>,
  builder: Builder,
): readonly PrivateZone[] {
  const { all, byAddress, byEndpoint, unclear } = recordsIn(builder);
  const found = typeof address === "string" ? [...(byAddress.get(address) ?? []), ...unclear] : all;
  const zones = new Set([...(byEndpoint.get(endpoint) ?? []), ...found]);
  return [...zones].filter(({ entity }) => sameStack(entity, endpoint));
}

/** The zones by what their records are made of. */
const recordsIn = memoFor((builder: Builder) => {
  const byAddress = new Map<string, PrivateZone[]>();
  const byEndpoint = new Map<Entity, PrivateZone[]>();
  const unclear: PrivateZone[] = [];
  const all = builder.registry
    .ofKind("privateZone")
    .map(builder.privateZone)
    .filter(({ records }) => records.length > 0);
  for (const zone of all) {
    for (const { addresses, madeFrom } of zone.records) {
      const listed = isUnknown(addresses) ? [addresses] : addresses;
      for (const address of listed) if (!isUnknown(address)) append(byAddress, address, zone);
      for (const endpoint of madeFrom) append(byEndpoint, endpoint, zone);
      if (madeFrom.length === 0 && listed.some(isUnknown)) unclear.push(zone);
    }
  }
  return { all, byAddress, byEndpoint, unclear };
});

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
  const { byAddress, byEndpoint, unclear, written } = recordsIn(builder);
  const found = typeof address === "string" ? [...(byAddress.get(address) ?? []), ...unclear] : written;
  const zones = new Set([...(byEndpoint.get(endpoint) ?? []), ...found]);
  return [...zones].filter(({ entity }) => sameStack(entity, endpoint));
}

/** The zones by what their records are made of. */
const recordsIn = memoFor((builder: Builder) => {
  const byAddress = new Map<string, PrivateZone[]>();
  const byEndpoint = new Map<Entity, PrivateZone[]>();
  const unclear: PrivateZone[] = [];
  // A record that is made from endpoints is for these alone.
  const written: PrivateZone[] = [];
  for (const zone of builder.registry.ofKind("privateZone").map(builder.privateZone)) {
    for (const { addresses, madeFrom } of zone.records) {
      const listed = isUnknown(addresses) ? [addresses] : addresses;
      for (const address of listed) if (!isUnknown(address)) append(byAddress, address, zone);
      for (const endpoint of madeFrom) append(byEndpoint, endpoint, zone);
      if (madeFrom.length > 0) continue;
      written.push(zone);
      if (listed.some(isUnknown)) unclear.push(zone);
    }
  }
  return { byAddress, byEndpoint, unclear, written };
});

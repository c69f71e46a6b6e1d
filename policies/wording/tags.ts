import { isUnknown, type Value } from "../known/value";
import { regionOf } from "../network/regions";
import { BATCH_TAG, batchTagName } from "../network/service-tags";

/** The service tag of node management in a region: `BatchNodeManagement.WestEurope`, or of all regions where none is given or it is not known. */
export function batchTag(region?: Value<string>): string {
  const known = region === undefined || isUnknown(region) ? undefined : regionOf(region);
  return known ? batchTagName(known) : BATCH_TAG;
}

/** Whether a region is known, and one whose addresses are published. */
export function isKnownRegion(region: Value<string>): boolean {
  return !isUnknown(region) && regionOf(region) !== undefined;
}

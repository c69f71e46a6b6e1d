import { BATCH_TAG } from "../network/service-tags";

/** Whether a service tag is that of the Batch service, of all regions or of one: `BatchNodeManagement.WestEurope`. */
export function isBatchTag(tag: string): boolean {
  return isOfFamily(tag, BATCH_TAG);
}

/** Whether a service tag is that of Azure Storage, of all regions or of one. */
export function isStorageTag(tag: string): boolean {
  return isOfFamily(tag, "Storage");
}

function isOfFamily(tag: string, family: string): boolean {
  return tag.toLowerCase().split(".")[0] === family.toLowerCase();
}

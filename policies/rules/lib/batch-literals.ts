import { isUnknown, type Value } from "../../known/value";
import { covers, isEmpty } from "../../network/address-set";
import { parseCidr } from "../../network/address-text";
import type { Region } from "../../network/regions";
import { BATCH_TAG, batchRegionsIn, batchTagName, everyBatchNodeManagement } from "../../network/service-tags";
import { shown } from "../../wording/shown";

/** A prefix that contains only addresses of Batch node management. */
export interface BatchLiteral {
  readonly text: string;
  readonly regions: readonly Region[];
}

/** Of these addresses and prefixes, those that belong entirely to the Batch service. A wider prefix was not written for Batch. */
export function batchLiterals(texts: readonly Value<string | undefined>[]): readonly BatchLiteral[] {
  return texts.flatMap((text) => {
    const set = isUnknown(text) || text === undefined ? undefined : parseCidr(text).value;
    if (set === undefined || isEmpty(set) || !covers(everyBatchNodeManagement(), set)) return [];
    return [{ text: text as string, regions: batchRegionsIn(set) }];
  });
}

/** The service tags that replace the literals: those of their regions, or the tag of all regions. */
export function tagsOf(literals: readonly BatchLiteral[]): readonly string[] {
  const names = [...new Set(literals.flatMap(({ regions }) => regions))].map(batchTagName);
  return names.length === 0 || names.length > MOST_TAGS ? [BATCH_TAG] : names;
}

const MOST_TAGS = 2;

const LISTED = 2;

/** The literals as text for a message: if there are many, the first few and the number of the others. */
export function listOf(literals: readonly BatchLiteral[]): string {
  const rest = literals.length - LISTED;
  const texts = literals.slice(0, LISTED).map(({ text }) => shown("address", text) ?? "an address");
  return rest > 0 ? `${texts.join(", ")} and ${rest} more` : texts.join(" and ");
}

import { covers, onlyFamily, overlap } from "../../policies/network/address-set";
import { addresses } from "../../policies/network/address-text";
import { azureCloudSuffix } from "../../policies/network/regions";
import type { PublishedTags } from "./compact";

const BATCH = "BatchNodeManagement";

/**
 * The assumptions of the policies about service tags that a published file contradicts, one sentence each. The assumptions: regional
 * Batch tags are inside `BatchNodeManagement` and inside `AzureCloud` of their region and of no other region, they share no address
 * with each other, and no other tag shares an address with Batch.
 */
export function brokenFacts({ values }: PublishedTags): string[] {
  const tags = new Map(values.map(({ name, properties }) => [name, addresses(...properties.addressPrefixes)]));
  const whole = tags.get(BATCH);
  if (whole === undefined) return [`there is no ${BATCH}`];
  const regional = [...tags].filter(([name]) => name.startsWith(`${BATCH}.`));
  const broken: string[] = [];
  const claim = (fact: boolean, sentence: string) => {
    if (!fact) broken.push(sentence);
  };
  for (const [name, own] of regional) {
    const cloud = `AzureCloud.${azureCloudSuffix(name.slice(BATCH.length + 1).toLowerCase())}`;
    const around = tags.get(cloud);
    claim(covers(whole, own), `${name} is not a part of ${BATCH}`);
    claim(around !== undefined && covers(around, onlyFamily(own, "v4")), `${name} is not a part of ${cloud}`);
    for (const [other, set] of tags) {
      const related = other === name || other === BATCH || other === "AzureCloud" || other === cloud;
      claim(related || !overlap(set, own), `${other} shares addresses with ${name}`);
    }
  }
  for (const [other, set] of tags) {
    const related = other.startsWith(BATCH) || other.startsWith("AzureCloud");
    claim(related || !overlap(set, whole), `${other} shares addresses with ${BATCH}`);
  }
  const all = tags.get("AzureCloud");
  claim(all !== undefined && covers(all, onlyFamily(whole, "v4")), `${BATCH} is not a part of AzureCloud`);
  return broken;
}

import { EVERY_ADDRESS, isEmpty, NO_ADDRESS, subtract } from "./address-set";
import { ANYTHING, type Extent, exactly, isExact, unionOf } from "./extent";
import type { Remark } from "./rule-fields";
import type { Side } from "./rule-sides";
import { everyBatchNodeManagement, readServiceTag } from "./service-tags";
import { HOST_ADDRESS } from "./special-addresses";
import { readRuleAddress } from "./spellings";
import type { TagReading } from "./subnet-context";
import type { Cloud } from "./tag-data";

/** What the sides of rules match in one subnet, under one reading of the tags that depend on it. */
export interface TagMeaning {
  readonly reading: TagReading;
  readonly cloud: Cloud | undefined;
  /** By the text of the tag, as written in the program. */
  readonly known: Map<string, Extent>;
}

export function tagMeaning(reading: TagReading, cloud: Cloud | undefined): TagMeaning {
  return { reading, cloud, known: new Map() };
}

/** What `side` matches. A tag that the cloud does not have may match any address. */
export function extentOf(side: Side, meaning: TagMeaning): Extent {
  if (side.applicationGroup) return applicationGroupAddresses(meaning.cloud);
  const [tag] = side.tags;
  if (tag === undefined) return side.fixed;
  if (side.tags.length === 1 && isEmpty(side.fixed.may)) return meaningOf(tag, meaning);
  return side.tags.reduce((extent, each) => unionOf(extent, meaningOf(each, meaning)), side.fixed);
}

function meaningOf(tag: string, meaning: TagMeaning): Extent {
  let extent = meaning.known.get(tag);
  if (extent === undefined) {
    extent = lookUp(tag, meaning);
    meaning.known.set(tag, extent);
  }
  return extent;
}

function lookUp(text: string, { reading, cloud }: TagMeaning): Extent {
  const address = readRuleAddress(text, cloud).value;
  if (address === undefined) return ANYTHING;
  if (address.kind === "addresses") return exactly(address.set);
  if (address.kind === "tag") return address.tag.extent;
  if (address.name === "VirtualNetwork") return reading.virtualNetwork;
  return address.name === "Internet" ? reading.internet : exactly(HOST_ADDRESS);
}

/** Why Azure would refuse `tag` in `cloud`, if it would, and what it accepts instead. */
export function tagProblem(tag: string, cloud: Cloud | undefined): Omit<Remark, "field"> | undefined {
  const { problem: text, hint } = readRuleAddress(tag, cloud);
  return text === undefined ? undefined : { text, hint };
}

/** Whether `tag` is a known service tag whose addresses are not exactly known. */
export function isSymbolic(tag: string, cloud: Cloud | undefined): boolean {
  const extent = readServiceTag(tag, cloud).value?.extent;
  return extent !== undefined && !isExact(extent);
}

/** Addresses that network interfaces in application security groups may have: any except those of the Batch service. */
function applicationGroupAddresses(cloud: Cloud | undefined): Extent {
  return { must: NO_ADDRESS, may: subtract(EVERY_ADDRESS, everyBatchNodeManagement(cloud)) };
}

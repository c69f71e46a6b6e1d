import { describe, expect, test } from "vitest";
import { compact, type PublishedTags } from "../../toolchain/service-tags/compact";
import { brokenFacts } from "../../toolchain/service-tags/facts";

const tag = (name: string, ...addressPrefixes: string[]) => ({ name, properties: { addressPrefixes } });
const published: PublishedTags = {
  changeNumber: 7,
  cloud: "Public",
  values: [
    tag("Storage", "20.0.0.0/8"),
    tag("AzureFrontDoor.Backend", "21.0.0.0/8"),
    tag("BatchNodeManagement", "13.0.0.0/32", "13.0.0.1/32", "2603::/122"),
    tag("BatchNodeManagement.NorwayEast", "13.0.0.0/32", "2603::/122"),
    tag("AzureCloud.norwaye", "13.0.0.0/8"),
    tag("Storage.NorwayEast", "20.0.0.0/8"),
  ],
};

describe("what is kept of a published file of service tags", () => {
  test("Batch's prefixes, and the names of the others", () => {
    expect(compact(published, "ServiceTags_Public_20251028.json")).toEqual({
      changeNumber: 7,
      date: "2025-10-28",
      families: ["AzureCloud", "AzureFrontDoor", "BatchNodeManagement", "Storage"],
      azureCloud: ["norwaye"],
      otherSuffixes: ["Backend"],
      batch: { "": ["13.0.0.1/32"], NorwayEast: ["13.0.0.0/32", "2603::/122"] },
    });
  });

  test("the date comes from the file's name", () => {
    expect(() => compact(published, "tags.json")).toThrow("tags.json");
  });
});

describe("what the policies rely on", () => {
  const good = [
    tag("BatchNodeManagement", "13.0.0.0/31"),
    tag("BatchNodeManagement.NorwayEast", "13.0.0.0/32"),
    tag("BatchNodeManagement.WestUS", "13.0.0.1/32"),
    tag("AzureCloud", "13.0.0.0/8"),
    tag("AzureCloud.norwaye", "13.0.0.0/32"),
    tag("AzureCloud.westus", "13.0.0.1/32"),
    tag("Storage", "20.0.0.0/8"),
  ];
  const facts = (...values: PublishedTags["values"]) => {
    const replaced = good.filter(({ name }) => !values.some((value) => value.name === name));
    return brokenFacts({ ...published, values: [...replaced, ...values] });
  };

  test("holds in a good file", () => {
    expect(facts()).toEqual([]);
  });

  test.each<[string, PublishedTags["values"][number], string]>([
    [
      "a region outside the whole",
      tag("BatchNodeManagement", "13.0.0.1/32"),
      "BatchNodeManagement.NorwayEast is not a part of BatchNodeManagement",
    ],
    [
      "a region outside its cloud",
      tag("AzureCloud.norwaye", "13.0.0.9/32"),
      "BatchNodeManagement.NorwayEast is not a part of AzureCloud.norwaye",
    ],
    [
      "a region in another's cloud",
      tag("AzureCloud.westus", "13.0.0.0/31"),
      "AzureCloud.westus shares addresses with BatchNodeManagement.NorwayEast",
    ],
    [
      "another service with its addresses",
      tag("Storage", "13.0.0.0/31"),
      "Storage shares addresses with BatchNodeManagement",
    ],
    ["Batch outside AzureCloud", tag("AzureCloud", "20.0.0.0/8"), "BatchNodeManagement is not a part of AzureCloud"],
  ])("fails for %s", (_title, changed, sentence) => {
    expect(facts(changed)).toContain(sentence);
  });
});

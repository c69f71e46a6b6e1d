import { describe, expect, test } from "vitest";
import { compact, type PublishedTags } from "../../toolchain/service-tags/compact";

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

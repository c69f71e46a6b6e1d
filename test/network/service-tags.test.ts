import { describe, expect, test } from "vitest";
import * as set from "../../policies/network/address-set";
import { addresses, toPrefixes } from "../../policies/network/address-text";
import { azureCloudSuffix, regionOf, regionOfAzureCloudSuffix, regions } from "../../policies/network/regions";
import {
  batchNodeManagement,
  batchRegionsIn,
  batchTagName,
  everyBatchNodeManagement,
  readServiceTag,
} from "../../policies/network/service-tags";
import { PRIVATE, PUBLIC } from "../../policies/network/special-addresses";
import { CLOUDS, TAGS } from "../../policies/network/tag-data";

const extent = (name: string, cloud?: (typeof CLOUDS)[number]) => {
  const { value } = readServiceTag(name, cloud);
  if (value === undefined) throw new Error(`${name} is no tag`);
  return value.extent;
};

describe("regions", () => {
  test.each([
    ["West Europe", "westeurope", "Public", "WestEurope"],
    ["westeurope", "westeurope", "Public", "WestEurope"],
    ["East US 2 EUAP", "eastus2euap", "Public", "EastUS2EUAP"],
    ["USGov Virginia", "usgovvirginia", "AzureGovernment", "USGovVirginia"],
    ["China North 3", "chinanorth3", "China", "ChinaNorth3"],
  ])("%s", (location, name, cloud, tagSuffix) => {
    expect(regionOf(location)).toEqual({ name, cloud, tagSuffix });
  });

  test("what the published tags do not have is no region", () => {
    for (const location of ["global", "", "UK North", "francecentral2", "constructor"])
      expect(regionOf(location)).toBeUndefined();
  });

  test("69 public ones, 5 of the government's, 6 of China", () => {
    const count = (cloud: string) => [...regions().values()].filter((region) => region.cloud === cloud).length;
    expect(CLOUDS.map(count)).toEqual([69, 5, 6]);
  });

  test("AzureCloud knows every region, some by a short name", () => {
    for (const { name, cloud } of regions().values()) expect(TAGS[cloud].azureCloud).toContain(azureCloudSuffix(name));
    expect(azureCloudSuffix("norwayeast")).toBe("norwaye");
    expect(regionOfAzureCloudSuffix("norwaye")).toBe("norwayeast");
    expect(regionOfAzureCloudSuffix("uaenorth")).toBe("uaenorth");
  });
});

describe("BatchNodeManagement", () => {
  test.each([
    ["westeurope", 37, 289],
    ["eastus", 17, undefined],
    ["usgovvirginia", 5, undefined],
    ["chinanorth3", 1, 32],
  ])("%s has the published number of prefixes", (location, count, size) => {
    const own = batchNodeManagement(location) ?? set.NO_ADDRESS;
    expect(toPrefixes(set.onlyFamily(own, "v4"))).toHaveLength(count);
    if (size !== undefined) expect(set.sizeV4(own)).toBe(size);
    expect(toPrefixes(set.onlyFamily(own, "v6"))).toHaveLength(1);
  });

  test("without a region it holds every region's addresses, and more where regions have no tag yet", () => {
    for (const cloud of CLOUDS) {
      const whole = everyBatchNodeManagement(cloud);
      const own = [...regions().values()]
        .filter((region) => region.cloud === cloud)
        .map((region) => batchNodeManagement(region) ?? set.NO_ADDRESS);
      expect(set.covers(whole, set.unionAll(own))).toBe(true);
      expect(set.equal(whole, set.unionAll(own))).toBe(cloud === "China");
    }
    expect(set.sizeV4(everyBatchNodeManagement("Public"))).toBe(5737);
    expect(set.covers(everyBatchNodeManagement(), everyBatchNodeManagement("China"))).toBe(true);
  });

  test("regions share no address, and all are public", () => {
    const all = [...regions().values()].map((region) => batchNodeManagement(region) ?? set.NO_ADDRESS);
    const sum = all.reduce((total, each) => total + set.size(each), 0n);
    expect(set.size(set.unionAll(all))).toBe(sum);
    expect(set.covers(PUBLIC, everyBatchNodeManagement())).toBe(true);
    expect(set.overlap(PRIVATE, everyBatchNodeManagement())).toBe(false);
  });

  test("a set of addresses tells which regions it touches", () => {
    expect(batchRegionsIn(addresses("13.69.65.64/26", "20.42.6.224")).map(batchTagName)).toEqual([
      "BatchNodeManagement.EastUS",
      "BatchNodeManagement.WestEurope",
    ]);
    expect(batchRegionsIn(addresses("10.0.0.0/8", "8.8.8.8"))).toEqual([]);
  });
});

describe("names of service tags", () => {
  test.each([
    ["batchnodemanagement.westeurope", "BatchNodeManagement.WestEurope", "westeurope"],
    ["STORAGE", "Storage", undefined],
    ["Storage.NorwayEast", "Storage.NorwayEast", "norwayeast"],
    ["AzureCloud.NorwayE", "AzureCloud.norwaye", "norwayeast"],
    ["AzureFrontDoor.Backend", "AzureFrontDoor.Backend", "backend"],
    ["azureplatformdns", "AzurePlatformDNS", undefined],
  ])("%s is %s", (text, name, region) => {
    const { value, note } = readServiceTag(text, "Public");
    expect(value).toMatchObject({ name, region });
    expect(note).toBe(text === name ? undefined : `Azure spells "${text}" ${name}`);
  });

  test.each([
    ["BatchNodeManagment", ""],
    ["BatchNodeManagement.WestEurop", ""],
    ["BatchNodeManagement.norwaye", "BatchNodeManagement.NorwayEast"],
    ["AzureCloud.norwayeast", "AzureCloud.norwaye"],
    ["Storage.centralfrance", "Storage.FranceCentral"],
    ["BatchNodeManagement.USGovVirginia", "Public (2025-10-28)"],
    ["BatchNodeManagement.", ""],
    ["BatchNodeManagement.WestEurope.x", ""],
    ["Batch Node Management", ""],
    [".WestEurope", ""],
    ["", ""],
    ["__proto__", ""],
  ])("%j is not a service tag of the public cloud", (text, hint) => {
    const { problem } = readServiceTag(text, "Public");
    expect(problem).toContain(`"${text}"`);
    expect(problem).toContain(hint);
  });

  test("tags of any cloud are taken where the cloud is not known", () => {
    expect(readServiceTag("BatchNodeManagement.USGovVirginia").problem).toBeUndefined();
  });
});

describe("which tag holds Batch", () => {
  const we = batchNodeManagement("westeurope") ?? set.NO_ADDRESS;

  test.each<[string, "must" | "never"]>([
    ["BatchNodeManagement", "must"],
    ["BatchNodeManagement.WestEurope", "must"],
    ["BatchNodeManagement.NorthEurope", "never"],
    ["AzureCloud", "must"],
    ["AzureCloud.westeurope", "must"],
    ["AzureCloud.northeurope", "never"],
    ["Storage", "never"],
    ["Storage.WestEurope", "never"],
    ["AzurePlatformLKM", "never"],
  ])("%s: %s", (name, expected) => {
    const { must, may } = extent(name, "Public");
    expect([set.covers(must, set.onlyFamily(we, "v4")), set.overlap(may, we)]).toEqual(
      expected === "must" ? [true, true] : [false, false],
    );
  });

  test("AzureCloud of a region holds that region's addresses in every cloud", () => {
    for (const region of regions().values()) {
      const { must, may } = extent(`AzureCloud.${azureCloudSuffix(region.name)}`, region.cloud);
      const own = batchNodeManagement(region) ?? set.NO_ADDRESS;
      expect(set.covers(must, set.onlyFamily(own, "v4"))).toBe(true);
      expect(set.covers(may, own)).toBe(true);
      expect(set.covers(may, must)).toBe(true);
    }
  });
});

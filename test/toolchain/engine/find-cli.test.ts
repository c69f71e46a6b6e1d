import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { cacheDirectory, findCachedCli, findCli, isOlder, parseVersion } from "../../../toolchain/engine/find-cli";

describe("the output of pulumi version", () => {
  test.each([
    ["v3.255.0\n", "3.255.0"],
    ["3.250.1", "3.250.1"],
    ["v3.256.0-alpha.1700000000", "3.256.0"],
    ["warning: a new version is there\nv3.251.0\n", "3.251.0"],
    ["", undefined],
    ["pulumi", undefined],
  ])("%j is version %s", (output, version) => {
    expect(parseVersion(output)).toBe(version);
  });
});

describe("versions", () => {
  test.each([
    ["3.249.9", "3.250.0", true],
    ["3.250.0", "3.250.0", false],
    ["3.1000.0", "3.250.0", false],
    ["2.999.0", "3.0.0", true],
    ["4.0.0", "3.250.0", false],
    ["3.250.0", "3.250.1", true],
  ])("%s is older than %s: %s", (version, other, older) => {
    expect(isOlder(version, other)).toBe(older);
  });
});

describe("the cache", () => {
  test.each([
    [{ AZURE_BATCH_GUARD_CACHE: "/chosen" }, "/chosen"],
    [{ XDG_CACHE_HOME: "/caches" }, "/caches/azure-batch-guard/pulumi-3.255.0"],
    [{ AZURE_BATCH_GUARD_CACHE: "/chosen", XDG_CACHE_HOME: "/caches" }, "/chosen"],
  ])("with %j is %s", (environment, folder) => {
    expect(cacheDirectory(environment)).toBe(folder);
  });

  test.each([
    [{ AZURE_BATCH_GUARD_CACHE: "/chosen" }, "/chosen/pulumi-3.250.0"],
    [{ XDG_CACHE_HOME: "/caches" }, "/caches/azure-batch-guard/pulumi-3.250.0"],
  ])("with %j has another version in %s", (environment, folder) => {
    expect(cacheDirectory(environment, "3.250.0")).toBe(folder);
  });
});

describe.skipIf(process.platform === "win32")("looking for a CLI", () => {
  const folders: string[] = [];
  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
  });
  /** A folder with a `pulumi` that reports this version, or without one. */
  const folderWith = (version?: string, below = "") => {
    const folder = mkdtempSync(path.join(tmpdir(), "find-cli-"));
    folders.push(folder);
    mkdirSync(path.join(folder, below), { recursive: true });
    if (version !== undefined) {
      writeFileSync(path.join(folder, below, "pulumi"), `#!/bin/sh\necho "${version}"\n`, { mode: 0o755 });
    }
    return folder;
  };

  test("takes the first on PATH that is new enough", () => {
    const folder = folderWith("v3.251.0");
    const environment = { PATH: `${folderWith()}:${folder}`, AZURE_BATCH_GUARD_CACHE: folderWith("v3.255.0") };
    expect(findCli(environment)).toEqual({ cli: { file: path.join(folder, "pulumi"), version: "3.251.0" } });
  });

  test("skips an older one and takes the one in the cache", () => {
    const cache = folderWith("v3.255.0");
    expect(findCli({ PATH: folderWith("v3.249.0"), AZURE_BATCH_GUARD_CACHE: cache })).toEqual({
      cli: { file: path.join(cache, "pulumi"), version: "3.255.0" },
    });
  });

  test("finds what the npm package downloaded into the cache", () => {
    const cache = folderWith("v3.255.0", "versions/3.255.0/bin");
    expect(findCli({ PATH: "", AZURE_BATCH_GUARD_CACHE: cache }).cli?.file).toBe(
      path.join(cache, "versions", "3.255.0", "bin", "pulumi"),
    );
  });

  test("takes exactly the requested version", () => {
    const cache = folderWith("v3.250.0", "pulumi-3.250.0");
    const environment = { PATH: folderWith("v3.255.0"), AZURE_BATCH_GUARD_CACHE: cache };
    expect(findCachedCli("3.250.0", environment).cli?.file).toBe(path.join(cache, "pulumi-3.250.0", "pulumi"));
    expect(findCachedCli("3.276.0", environment)).toEqual({
      cli: undefined,
      why: ["The Pulumi CLI 3.276.0 is not in the cache."],
    });
  });

  test("names an older one when it is all there is", () => {
    const folder = folderWith("v3.100.0");
    expect(findCli({ PATH: folder, AZURE_BATCH_GUARD_CACHE: folderWith() })).toEqual({
      cli: undefined,
      why: [`The Pulumi CLI ${path.join(folder, "pulumi")} is version 3.100.0; 3.250.0 or newer is needed.`],
    });
  });

  test("names one that does not answer", () => {
    const folder = folderWith("");
    expect(findCli({ PATH: folder, AZURE_BATCH_GUARD_CACHE: folderWith() })).toEqual({
      cli: undefined,
      why: [`${path.join(folder, "pulumi")} does not answer "pulumi version".`],
    });
  });

  test("reports when there is none", () => {
    expect(findCli({ PATH: folderWith(), AZURE_BATCH_GUARD_CACHE: folderWith() })).toEqual({
      cli: undefined,
      why: ["There is no Pulumi CLI on PATH or in the cache."],
    });
  });
});

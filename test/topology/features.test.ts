import { describe, expect, test } from "vitest";
import { planResource } from "../../policies/plan/resource";
import { toBranch } from "../../policies/plan/tree";
import { type Entity, toEntities } from "../../policies/topology/entity";
import { needsOf, serversOf } from "../../policies/topology/features";

const URN = "urn:pulumi:dev::render::azure-native:batch:Pool::render";
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

function poolOf(inputs: object, type: string): Entity<"pool"> {
  const resource = planResource({
    urn: URN,
    type,
    name: "render",
    inputs: toBranch({ poolName: "p", ...inputs }, URN),
  });
  const [pool] = toEntities(resource);
  return pool as Entity<"pool">;
}

function needs(inputs: object, type = "azure-native:batch:Pool"): readonly string[] {
  return needsOf(poolOf(inputs, type)).map(({ service, port, what }) => `${service} ${port}: ${what}`);
}

function servers(inputs: object, type = "azure-native:batch:Pool"): readonly string[] {
  return serversOf(poolOf(inputs, type)).map(({ address, port, what }) => `${address} ${port}: ${what}`);
}

const images = (...containerImageNames: unknown[]) => ({
  deploymentConfiguration: { virtualMachineConfiguration: { containerConfiguration: { containerImageNames } } },
});
const mount = (sort: string, source?: unknown) => ({
  mountConfiguration: [{ [sort]: { relativeMountPath: "d", source } }],
});
const file = (field: string, value: unknown) => ({ startTask: { resourceFiles: [{ [field]: value }] } });

const BLOBS = "Storage 443: a mounted blob container";
const SHARE = "Storage 445: a mounted Azure file share";
const CIFS = "Storage 445: a CIFS mount";
const NFS = "Storage 2049: an NFS mount";
const FILES = "Storage 443: resource files of the start task";

describe("mounts", () => {
  test.each<[string, object, readonly string[]]>([
    ["blobfuse", mount("azureBlobFileSystemConfiguration"), [BLOBS]],
    ["Azure Files", mount("azureFileShareConfiguration"), [SHARE]],
    ["NFS on Azure Files", mount("nfsMountConfiguration", "a.file.core.windows.net:/a/b"), [NFS]],
    ["NFS on blobs", mount("nfsMountConfiguration", "a.blob.core.windows.net:/a/b"), [NFS]],
    ["NFS in Azure Government", mount("nfsMountConfiguration", "a.file.core.usgovcloudapi.net:/a"), [NFS]],
    ["NFS in China", mount("nfsMountConfiguration", "A.FILE.core.chinacloudapi.cn:/a"), [NFS]],
    ["CIFS, with slashes", mount("cifsMountConfiguration", "//a.file.core.windows.net/b"), [CIFS]],
    ["CIFS, with backslashes", mount("cifsMountConfiguration", "\\\\a.file.core.windows.net\\b"), [CIFS]],
    ["a server in the network", mount("nfsMountConfiguration", "10.0.0.4:/a"), []],
    ["a server by its name", mount("nfsMountConfiguration", "nfs:/a"), []],
    ["a name that only looks like one", mount("nfsMountConfiguration", "a.file.core.windows.net.evil.example:/a"), []],
    ["a private endpoint's name", mount("cifsMountConfiguration", "//a.privatelink.file.core.windows.net/b"), []],
    ["a source that is not known", mount("cifsMountConfiguration", UNKNOWN), []],
    ["no source", mount("cifsMountConfiguration"), []],
    ["mounts that are not known", { mountConfiguration: UNKNOWN }, []],
    ["a mount that is not known", { mountConfiguration: [UNKNOWN, { azureFileShareConfiguration: {} }] }, [SHARE]],
  ])("%s", (_, inputs, expected) => expect(needs(inputs)).toEqual(expected));

  test("of the classic provider", () => {
    const mounts = [
      { azureBlobFileSystem: {}, azureFileShares: [{}], cifsMounts: [{ source: "//a.file.core.windows.net/b" }] },
      { nfsMounts: [{ source: "10.0.0.4:/a" }, { source: "a.file.core.windows.net:/a" }] },
    ];
    expect(needs({ mounts }, "azure:batch/pool:Pool")).toEqual([BLOBS, SHARE, CIFS, NFS]);
  });
});

describe("images", () => {
  test.each<[string, string | undefined]>([
    ["ubuntu", "Internet 443: container images from docker.io"],
    ["ubuntu:24.04", "Internet 443: container images from docker.io"],
    ["library/busybox", "Internet 443: container images from docker.io"],
    ["docker.io/library/busybox", "Internet 443: container images from docker.io"],
    ["farm.azurecr.io/blender:4", "AzureContainerRegistry 443: container images from farm.azurecr.io"],
    ["farm.azurecr.us/blender", "AzureContainerRegistry 443: container images from farm.azurecr.us"],
    ["mcr.microsoft.com/azure-cli", "MicrosoftContainerRegistry 443: container images from mcr.microsoft.com"],
    ["ghcr.io/org/tool:1", "Internet 443: container images from ghcr.io"],
    ["us.gcr.io/project/tool", "Internet 443: container images from us.gcr.io"],
    ["nvcr.io/nvidia/cuda:12", "Internet 443: container images from nvcr.io"],
    ["notghcr.io/org/tool", undefined],
    ["registry.studio.example/blender", undefined],
    ["localhost/blender", undefined],
    ["10.0.0.4:5000/blender", undefined],
    ["farm.azurecr.io.evil.example/blender", undefined],
    [UNKNOWN, undefined],
  ])("%s", (image, expected) => expect(needs(images(image))).toEqual(expected === undefined ? [] : [expected]));

  test("registries that a pool names are called too", () => {
    const containerRegistries = [{ registryServer: "farm.azurecr.io" }, { userName: "u" }, { registryServer: UNKNOWN }];
    const deploymentConfiguration = {
      virtualMachineConfiguration: { containerConfiguration: { containerRegistries } },
    };
    expect(needs({ deploymentConfiguration })).toEqual([
      "AzureContainerRegistry 443: container images from farm.azurecr.io",
    ]);
    expect(needs({ containerConfiguration: { containerRegistries } }, "azure:batch/pool:Pool")).toHaveLength(1);
  });
});

describe("files", () => {
  test.each<[string, object, readonly string[]]>([
    ["application packages", { applicationPackages: [{ id: "a" }] }, ["Storage 443: application packages"]],
    ["no packages", { applicationPackages: [] }, []],
    ["packages that are not known", { applicationPackages: UNKNOWN }, []],
    ["auto storage", file("autoStorageContainerName", "a"), [FILES]],
    ["auto storage that is not known", file("autoStorageContainerName", UNKNOWN), []],
    ["a container", file("storageContainerUrl", "https://a.blob.core.windows.net/c?sv=1"), [FILES]],
    ["a blob", file("httpUrl", "https://a.blob.core.windows.net/c/b"), [FILES]],
    ["a blob without encryption", file("httpUrl", "http://a.blob.core.windows.net/c/b"), []],
    [
      "GitHub",
      file("httpUrl", "https://raw.githubusercontent.com/org/repo/main/setup.sh"),
      ["Internet 443: resource files of the start task from raw.githubusercontent.com"],
    ],
    ["GitHub without encryption", file("httpUrl", "http://github.com/org/repo"), []],
    ["a name that only looks like GitHub", file("httpUrl", "https://github.com.studio.example/a"), []],
    ["another server", file("httpUrl", "https://files.studio.example/a"), []],
    ["a private endpoint's name", file("httpUrl", "https://a.privatelink.blob.core.windows.net/c/b"), []],
    ["no files", { startTask: { commandLine: "x" } }, []],
    ["a start task that is not known", { startTask: UNKNOWN }, []],
  ])("%s", (_, inputs, expected) => expect(needs(inputs)).toEqual(expected));
});

describe("servers by their addresses", () => {
  const of = (sort: string, source: unknown, mountOptions?: unknown) =>
    servers({ mountConfiguration: [{ [sort]: { source, relativeMountPath: "d", mountOptions } }] });

  test.each<[string, readonly string[], readonly string[]]>([
    ["NFS", of("nfsMountConfiguration", "10.0.0.4:/a"), ["10.0.0.4 2049: an NFS mount"]],
    ["NFS without a path", of("nfsMountConfiguration", "10.0.0.4"), ["10.0.0.4 2049: an NFS mount"]],
    ["CIFS, with slashes", of("cifsMountConfiguration", "//10.0.0.4/a"), ["10.0.0.4 445: a CIFS mount"]],
    ["CIFS, with backslashes", of("cifsMountConfiguration", "\\\\10.0.0.4\\a"), ["10.0.0.4 445: a CIFS mount"]],
    [
      "a port of its own",
      of("nfsMountConfiguration", "10.0.0.4:/a", "-o vers=4.1,port=20049"),
      ["10.0.0.4 20049: an NFS mount"],
    ],
    [
      "another option that ends like it",
      of("nfsMountConfiguration", "10.0.0.4:/a", "mountport=1"),
      ["10.0.0.4 2049: an NFS mount"],
    ],
    ["options that are not known", of("nfsMountConfiguration", "10.0.0.4:/a", UNKNOWN), []],
    ["UDP", of("nfsMountConfiguration", "10.0.0.4:/a", "-o proto=udp"), []],
    ["a name", of("nfsMountConfiguration", "nfs:/a"), []],
    ["a name of digits", of("nfsMountConfiguration", "10.0.0:/a"), []],
    ["a source that is not known", of("nfsMountConfiguration", UNKNOWN), []],
    ["a sort that is always public", of("azureFileShareConfiguration", "//10.0.0.4/a"), []],
  ])("%s", (_, found, expected) => expect(found).toEqual(expected));

  test("of the classic provider", () => {
    const mounts = [{ nfsMounts: [{ source: "10.0.0.4:/a" }], cifsMounts: [{ source: "//10.0.0.5/b" }] }];
    expect(servers({ mounts }, "azure:batch/pool:Pool")).toEqual([
      "10.0.0.5 445: a CIFS mount",
      "10.0.0.4 2049: an NFS mount",
    ]);
  });
});

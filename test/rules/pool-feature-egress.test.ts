// Over 200 lines: the cases of one policy are one table.

import { poolFeatureEgress } from "../../policies/rules/pool-feature-egress";
import { endpoint, network, peering, pool, subnet } from "../programs/parts";
import { type Args, later, native, ref } from "../support/program/language";
import { testRule } from "../support/rule-tester";
import { denyInternetOut, denyOut, type Farm, farm, inOneOfTwo, outbound, toBatch } from "./parts";

const mount = (sort: string, more: Args = {}) => ({
  mountConfiguration: [{ [sort]: { relativeMountPath: "data", ...more } }],
});
const files = mount("azureFileShareConfiguration", {
  accountName: "farm",
  azureFileUrl: "https://farm.file.core.windows.net/data",
  accountKey: "k",
});
const blobs = mount("azureBlobFileSystemConfiguration", { accountName: "farm", containerName: "data" });
const nfs = (source: unknown) => mount("nfsMountConfiguration", { source });
const cifs = (source: unknown) => mount("cifsMountConfiguration", { source, userName: "u", password: "p" });
const packages = { applicationPackages: [{ id: "blender" }] };
const resources = (...resourceFiles: readonly Args[]) => ({ startTask: { commandLine: "x", resourceFiles } });
const images = (...containerImageNames: readonly string[]) => ({
  deploymentConfiguration: {
    virtualMachineConfiguration: { containerConfiguration: { type: "DockerCompatible", containerImageNames } },
  },
});
const closed = (pool: Args, more: Partial<Farm> = {}) => farm({ rules: [toBatch, denyInternetOut], pool, ...more });
const place = { on: "nsg", at: "securityRules[1]", securityRule: "DenyOutbound4000" };
const storageEndpoint = (groupIds: readonly string[]) =>
  native("network:PrivateEndpoint", {
    subnet: { id: ref("snet") },
    privateLinkServiceConnections: [
      {
        name: "files",
        privateLinkServiceId: "/subscriptions/0/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/farm",
        groupIds,
      },
    ],
  });

testRule(poolFeatureEgress, {
  valid: [
    { title: "needs nothing", program: closed({}) },
    { title: "no security group", program: farm({ pool: files }) },
    { title: "nothing is denied", program: farm({ rules: [toBatch], pool: files }) },
    {
      title: "a rule for the Storage tag",
      page: true,
      program: closed(files, { rules: [toBatch, outbound(110, "Allow", "Tcp", "Storage.WestEurope", "445"), denyOut] }),
    },
    {
      title: "a rule for some public addresses, which may be the share's",
      program: closed(files, { rules: [toBatch, outbound(110, "Allow", "*", "20.38.108.0/24"), denyOut] }),
    },
    {
      title: "a rule of which it is not known whom it lets out to",
      program: closed(files, {
        rules: [toBatch, outbound(110, "Allow", "*", later("20.38.108.0/24") as never), denyOut],
      }),
    },
    {
      title: "the tag of one region is denied, in which the share may be or not",
      program: farm({ rules: [outbound(110, "Deny", "*", "Storage.WestEurope")], pool: files }),
    },
    {
      title: "the tag is denied behind a rule for a region, in which the share may be",
      program: farm({
        rules: [outbound(110, "Allow", "Tcp", "Storage.WestEurope", "445"), outbound(120, "Deny", "*", "Storage")],
        pool: files,
      }),
    },
    {
      title: "the tag is denied on another port",
      program: farm({ rules: [outbound(110, "Deny", "Tcp", "Storage", "443")], pool: files }),
    },
    {
      title: "the tag is denied, and only a private endpoint serves",
      program: farm({
        rules: [outbound(110, "Deny", "*", "Storage")],
        pool: files,
        more: { share: storageEndpoint(["file"]) },
      }),
    },
    {
      title: "all of Azure is denied: which addresses of the service that is, nobody knows here",
      program: farm({ rules: [toBatch, outbound(110, "Deny", "*", "AzureCloud")], pool: files }),
    },
    {
      title: "the tag of another service is denied",
      program: farm({
        rules: [outbound(110, "Deny", "*", "Storage")],
        pool: images("farm.azurecr.io/blender:4", "ubuntu:24.04"),
      }),
    },
    {
      title: "Microsoft's registry is denied, part of which is behind Azure Front Door",
      program: farm({
        rules: [outbound(110, "Deny", "*", "MicrosoftContainerRegistry")],
        pool: images("mcr.microsoft.com/azure-cli"),
      }),
    },
    {
      title: "an image from Docker Hub behind a rule for a tag that holds what customers run",
      program: farm({
        rules: [toBatch, outbound(110, "Allow", "Tcp", "AzureFrontDoor.Frontend", "443"), denyOut],
        pool: images("ubuntu:24.04"),
      }),
    },
    {
      title: "the tag as the source of packets that leave",
      program: farm({
        rules: [{ ...outbound(110, "Deny", "*", "*"), sourceAddressPrefix: "Storage" }],
        pool: files,
      }),
    },
    {
      title: "a private endpoint for the share",
      program: closed(files, { more: { share: storageEndpoint(["file"]) } }),
    },
    {
      title: "a private endpoint for the share, and its port is open inside the network",
      program: closed(files, {
        rules: [toBatch, outbound(110, "Allow", "Tcp", "VirtualNetwork", "445"), denyOut],
        more: { share: storageEndpoint(["file"]) },
      }),
    },
    {
      title: "a private endpoint for something that is not known",
      program: closed(files, { more: { share: storageEndpoint([later("file") as never]) } }),
    },
    {
      title: "a peered network of another program, which may have a private endpoint",
      program: closed(files, {
        more: {
          hub: native("network:VirtualNetworkPeering", {
            virtualNetworkName: ref("vnet", "name"),
            remoteAddressSpace: { addressPrefixes: ["10.100.0.0/16"] },
            remoteVirtualNetwork: {
              id: "/subscriptions/0/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/hub",
            },
          }),
        },
      }),
    },
    { title: "an NFS server in the network, which nothing stops", program: closed(nfs("10.0.3.4:/exports")) },
    {
      title: "an NFS server in the network, with a rule of its own",
      program: closed(nfs("10.0.3.4:/exports"), {
        rules: [outbound(110, "Allow", "Tcp", "10.0.3.4", "2049"), denyOut],
      }),
    },
    {
      title: "an NFS server in the network, which is let through from some ports",
      program: closed(nfs("10.0.3.4:/exports"), {
        rules: [{ ...outbound(110, "Allow", "Tcp", "10.0.3.0/24", "2049"), sourcePortRange: "0-1023" }, denyOut],
      }),
    },
    {
      title: "an NFS server in the network, on a port that is let through",
      program: closed(
        mount("nfsMountConfiguration", { source: "10.0.3.4:/exports", mountOptions: "-o vers=4,port=20049" }),
        {
          rules: [outbound(110, "Allow", "Tcp", "10.0.3.0/24", "20049"), denyOut],
        },
      ),
    },
    {
      title: "an NFS server in the network, on a port that is not known",
      program: closed(
        mount("nfsMountConfiguration", { source: "10.0.3.4:/exports", mountOptions: later("-o port=1") }),
        {
          rules: [toBatch, outbound(4000, "Deny", "Tcp", "*", "2049")],
        },
      ),
    },
    {
      title: "an NFS server in the network, over UDP",
      program: closed(mount("nfsMountConfiguration", { source: "10.0.3.4:/exports", mountOptions: "-o udp" }), {
        rules: [toBatch, outbound(4000, "Deny", "Tcp", "*", "*")],
      }),
    },
    {
      title: "an NFS server by its name",
      program: closed(nfs("nfs.studio.example:/exports"), { rules: [toBatch, denyOut] }),
    },
    {
      title: "an NFS server with a public address",
      program: closed(nfs("20.38.108.4:/exports"), { rules: [toBatch, denyOut] }),
    },
    {
      title: "an NFS server beyond the network, which a gateway may lead to",
      program: farm({ rules: [toBatch, denyInternetOut], pool: nfs("10.50.3.4:/exports") }),
    },
    {
      title: "a share by the name of its private endpoint",
      program: closed(cifs("//farm.privatelink.file.core.windows.net/data")),
    },
    { title: "a CIFS server that is not known", program: closed(cifs(later("//10.0.0.4/data"))) },
    // A registry with dedicated data endpoints serves image layers from them instead of from Storage.
    {
      title: "a registry whose tag is open, while that of Storage is denied",
      program: closed(images("farm.azurecr.io/blender:4"), {
        rules: [toBatch, outbound(110, "Allow", "Tcp", "AzureContainerRegistry", "443"), denyInternetOut],
      }),
    },
    { title: "a registry of one's own", program: closed(images("registry.studio.example/blender:4")) },
    {
      title: "a resource file from elsewhere",
      program: closed(resources({ httpUrl: "https://files.studio.example/setup.sh", filePath: "setup.sh" })),
    },
    {
      title: "empty lists",
      program: closed({ ...resources(), ...images(), applicationPackages: [], mountConfiguration: [] }),
    },
  ],
  invalid: [
    {
      title: "an Azure file share",
      program: closed(files),
      finds: [
        {
          ...place,
          says: [
            'Rule "DenyOutbound4000" (securityRules[1], priority 4000) of "nsg" blocks outbound TCP 445 from pool "render" to Storage, needed for a mounted Azure file share.',
            'Fix: Add a rule to "nsg": priority 200, outbound Allow, protocol Tcp, source *, source port *, destination Storage, port 445.',
          ],
        },
      ],
    },
    {
      title: "only 443 is open, and SMB needs 445",
      program: closed(files, { rules: [toBatch, outbound(110, "Allow", "Tcp", "Storage", "443"), denyOut] }),
      finds: [{ ...place, at: "securityRules[2]", says: ['outbound TCP 445 from pool "render" to Storage'] }],
    },
    {
      title: "nothing but the tag is denied, in any casing",
      program: farm({ rules: [toBatch, outbound(150, "Deny", "*", "storage")], pool: files }),
      finds: [
        {
          ...place,
          securityRule: "DenyOutbound150",
          says: [
            'Rule "DenyOutbound150" (securityRules[1], priority 150) of "nsg" blocks outbound TCP 445 from pool "render" to Storage',
            "priority 110, outbound Allow, protocol Tcp, source *, source port *, destination Storage, port 445.",
          ],
        },
      ],
    },
    {
      title: "the tag of a registry is denied",
      program: farm({
        rules: [toBatch, outbound(4000, "Deny", "*", "AzureContainerRegistry")],
        pool: images("farm.azurecr.io/blender:4"),
      }),
      finds: [
        {
          ...place,
          says: [
            'outbound TCP 443 from pool "render" to AzureContainerRegistry, needed for container images from farm.azurecr.io',
          ],
        },
      ],
    },
    {
      title: "a service endpoint, behind which security rules judge as before",
      program: closed(files, { subnet: { serviceEndpoints: [{ service: "Microsoft.Storage" }] } }),
      finds: [{ ...place, says: ['outbound TCP 445 from pool "render" to Storage'] }],
    },
    {
      title: "a service endpoint, and the tag is denied",
      program: farm({
        rules: [toBatch, outbound(4000, "Deny", "Tcp", "Storage", "443")],
        pool: packages,
        subnet: { serviceEndpoints: [{ service: "Microsoft.Storage" }] },
      }),
      finds: [{ ...place, says: ['outbound TCP 443 from pool "render" to Storage, needed for application packages'] }],
    },
    {
      title: "blobfuse, packages and resource files: one finding",
      program: closed({ ...blobs, ...packages, ...resources({ autoStorageContainerName: "setup" }) }),
      finds: [
        {
          ...place,
          says: [
            'outbound TCP 443 from pool "render" to Storage, needed for a mounted blob container, application packages and resource files of the start task.',
          ],
        },
      ],
    },
    {
      title: "NFS and CIFS on Azure Storage",
      program: closed({
        mountConfiguration: [
          ...nfs("farm.file.core.windows.net:/farm/data").mountConfiguration,
          ...cifs("\\\\farm.file.core.windows.net\\data").mountConfiguration,
        ],
      }),
      finds: [
        { ...place, says: ['outbound TCP 2049 from pool "render" to Storage, needed for an NFS mount'] },
        { ...place, says: ['outbound TCP 445 from pool "render" to Storage, needed for a CIFS mount'] },
      ],
    },
    {
      title: "an NFS server in the network, and all is denied",
      program: closed(nfs("10.0.3.4:/exports"), { rules: [toBatch, denyOut] }),
      finds: [
        {
          ...place,
          says: [
            'Rule "DenyOutbound4000" (securityRules[1], priority 4000) of "nsg" blocks outbound TCP 2049 from pool "render" to 10.0.3.4, needed for an NFS mount.',
            'Fix: Add a rule to "nsg": priority 200, outbound Allow, protocol Tcp, source *, source port *, destination 10.0.3.4, port 2049.',
          ],
        },
      ],
    },
    {
      title: "an NFS server in the network, and the network is denied",
      program: closed(nfs("10.0.3.4:/exports"), { rules: [toBatch, outbound(4000, "Deny", "*", "VirtualNetwork")] }),
      finds: [{ ...place, says: ['outbound TCP 2049 from pool "render" to 10.0.3.4'] }],
    },
    {
      title: "a CIFS server in the network, of which the wrong port is let through",
      program: closed(cifs("//10.0.3.4/data"), {
        rules: [toBatch, outbound(110, "Allow", "Tcp", "VirtualNetwork", "2049"), denyOut],
      }),
      finds: [
        {
          ...place,
          at: "securityRules[2]",
          says: ['outbound TCP 445 from pool "render" to 10.0.3.4, needed for a CIFS mount'],
        },
      ],
    },
    {
      title: "an NFS server on a port of its own",
      program: closed(mount("nfsMountConfiguration", { source: "10.0.3.4:/exports", mountOptions: "-o port=20049" }), {
        rules: [outbound(110, "Allow", "Tcp", "10.0.3.0/24", "2049"), denyOut],
      }),
      finds: [
        { ...place, says: ['outbound TCP 20049 from pool "render" to 10.0.3.4', "destination 10.0.3.4, port 20049."] },
      ],
    },
    {
      title: "two mounts of one server: one finding",
      program: closed(
        {
          mountConfiguration: [
            ...nfs("10.0.3.4:/exports").mountConfiguration,
            ...nfs("10.0.3.4:/scratch").mountConfiguration,
          ],
        },
        { rules: [toBatch, denyOut] },
      ),
      finds: [{ ...place, says: ['outbound TCP 2049 from pool "render" to 10.0.3.4'] }],
    },
    {
      title: "an NFS server in a peered network, which is denied",
      program: closed(nfs("10.9.3.4:/exports"), {
        rules: [toBatch, outbound(4000, "Deny", "*", "VirtualNetwork")],
        more: { hub: network("10.9.0.0/16"), there: peering("vnet", "hub") },
      }),
      finds: [{ ...place, says: ['outbound TCP 2049 from pool "render" to 10.9.3.4'] }],
    },
    {
      title: "an NFS server beyond the network, and all is denied",
      program: closed(nfs("10.50.3.4:/exports"), { rules: [toBatch, denyOut] }),
      finds: [{ ...place, says: ['outbound TCP 2049 from pool "render" to 10.50.3.4'] }],
    },
    {
      title: "an NFS server beyond the network, and every network that a gateway may lead to is denied",
      program: closed(nfs("10.50.3.4:/exports"), { rules: [toBatch, outbound(4000, "Deny", "*", "VirtualNetwork")] }),
      finds: [{ on: "nsg", at: "", says: ['blocks outbound TCP 2049 from pool "render" to 10.50.3.4'] }],
    },
    {
      title: "an NFS server in a network of public addresses",
      program: closed(nfs("20.38.108.4:/exports"), {
        rules: [toBatch, outbound(4000, "Deny", "*", "VirtualNetwork")],
        vnet: { addressSpace: { addressPrefixes: ["10.0.0.0/16", "20.38.108.0/24"] } },
      }),
      finds: [{ ...place, says: ['outbound TCP 2049 from pool "render" to 20.38.108.4'] }],
    },
    {
      title: "images from three sorts of registries",
      program: closed(
        images("farm.azurecr.io/blender:4", "mcr.microsoft.com/azure-cli", "ubuntu:24.04", "library/busybox"),
      ),
      finds: [
        {
          ...place,
          says: [
            'outbound TCP 443 from pool "render" to AzureContainerRegistry, needed for container images from farm.azurecr.io',
            "allow the same to the service tag Storage: registries without dedicated data endpoints serve image layers from there.",
          ],
        },
        {
          ...place,
          says: [
            'outbound TCP 443 from pool "render" to MicrosoftContainerRegistry',
            "allow the same to the service tag AzureFrontDoor.FirstParty: that registry depends on it.",
          ],
        },
        {
          ...place,
          says: ['outbound TCP 443 from pool "render" to Internet, needed for container images from docker.io'],
        },
      ],
    },
    {
      title: "a start task that downloads from GitHub",
      program: closed({
        startTask: {
          commandLine: "./setup.sh",
          resourceFiles: [
            { httpUrl: "https://raw.githubusercontent.com/org/repo/main/setup.sh", filePath: "setup.sh" },
            { httpUrl: "https://files.studio.example/tool.tgz", filePath: "tool.tgz" },
          ],
        },
      }),
      finds: [
        {
          ...place,
          says: [
            'outbound TCP 443 from pool "render" to Internet, needed for resource files of the start task from raw.githubusercontent.com.',
          ],
        },
      ],
    },
    {
      title: "a private endpoint for the share, and nothing passes on its port",
      program: closed(files, {
        rules: [toBatch, outbound(110, "Allow", "Tcp", "*", "443"), denyOut],
        more: { share: storageEndpoint(["file"]) },
      }),
      finds: [
        {
          on: "nsg",
          at: "securityRules[2]",
          securityRule: "DenyOutbound4000",
          says: [
            "TCP 445",
            "to Storage and to private endpoints",
            "Either add a rule",
            "VirtualNetwork, port 445",
            "Storage, port 445",
          ],
        },
      ],
    },
    {
      title: "an image from Docker Hub, and only Azure's services are let through",
      program: farm({
        rules: [
          toBatch,
          outbound(110, "Allow", "Tcp", "Storage.WestEurope", "443"),
          outbound(120, "Allow", "Tcp", "AzureContainerRegistry", "443"),
          denyOut,
        ],
        pool: images("ubuntu:24.04"),
      }),
      finds: [
        { on: "nsg", at: "securityRules[3]", securityRule: "DenyOutbound4000", says: ["to Internet", "docker.io"] },
      ],
    },
    {
      title: "a storage endpoint does not serve a registry",
      program: closed(images("farm.azurecr.io/blender:4"), { more: { share: storageEndpoint(["blob"]) } }),
      finds: [{ ...place, says: ["AzureContainerRegistry"] }],
    },
    {
      title: "an endpoint of the Batch account does not serve a share",
      program: closed(files, { more: { pe: endpoint(ref("snet"), ["nodeManagement"]) } }),
      finds: [{ ...place, says: ["TCP 445"] }],
    },
    {
      title: "a share in a network of the program, where nothing is",
      program: closed(files, { more: { hub: network("10.9.0.0/16"), there: peering("vnet", "hub") } }),
      finds: [{ ...place, says: ["TCP 445"] }],
    },
    {
      title: "two pools in two subnets with one group",
      program: closed(files, {
        more: {
          other: subnet("vnet", "10.0.2.0/24", { networkSecurityGroup: { id: ref("nsg") } }),
          comp: pool({ subnetId: ref("other") }, files),
        },
      }),
      finds: [{ ...place, says: ['pools "comp" and "render"'] }],
    },
    {
      title: "in each of two subnets, of which either may turn out to be the pool's",
      program: inOneOfTwo([toBatch, denyInternetOut], [denyOut], files),
      finds: [{ ...place, on: "own", says: ['outbound TCP 445 from pool "render" to Storage'] }],
    },
  ],
  undecided: "it speaks only where nothing at all could pass",
});

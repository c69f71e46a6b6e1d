import { type Args, isObject } from "./language";

/** A pool's arguments in the classic provider; `undefined` where an argument has no equivalent. */
export function classicPoolArgs(args: Args): Args | undefined {
  const { networkConfiguration, scaleSettings, deploymentConfiguration, vmSize: _, mountConfiguration, ...rest } = args;
  const network = isObject(networkConfiguration) ? networkOf(networkConfiguration) : {};
  const containers = isObject(deploymentConfiguration) ? containersOf(deploymentConfiguration) : {};
  if (!network || !containers) return undefined;
  const scale = isObject(scaleSettings) ? scaleSettings : {};
  const mounts = Array.isArray(mountConfiguration) ? { mounts: mountConfiguration.map(mount) } : {};
  return { ...rest, ...scale, ...containers, ...mounts, ...network };
}

function networkOf({ subnetId, publicIPAddressConfiguration, endpointConfiguration, ...more }: Args): Args | undefined {
  const addresses = publicIPAddressConfiguration ?? {};
  const endpoints = endpointConfiguration ?? {};
  if (Object.keys(more).length > 0 || !isObject(addresses) || !isObject(endpoints)) return undefined;
  const { inboundNatPools } = endpoints;
  const written = {
    subnetId,
    publicAddressProvisioningType: addresses.provision,
    publicIps: addresses.ipAddressIds,
    endpointConfigurations: Array.isArray(inboundNatPools) ? inboundNatPools.map(natPool) : inboundNatPools,
  };
  const known = Object.entries(written).filter(([, value]) => value !== undefined);
  return { networkConfiguration: Object.fromEntries(known) };
}

function natPool({ frontendPortRangeStart: first, frontendPortRangeEnd: last, ...rest }: Args): Args {
  return { ...rest, frontendPortRange: `${first}-${last}` };
}

/** Images and registries are top-level arguments of a pool; Cloud Services are not supported. */
function containersOf({ virtualMachineConfiguration: machine, ...more }: Args): Args | undefined {
  if (Object.keys(more).length > 0) return undefined;
  const { containerConfiguration } = isObject(machine) ? machine : { containerConfiguration: undefined };
  return containerConfiguration === undefined ? {} : { containerConfiguration };
}

/** Each kind of mount has its own argument; three of them are lists. */
function mount(written: Args): Args {
  const names: Readonly<Record<string, string>> = {
    azureFileShareConfiguration: "azureFileShares",
    cifsMountConfiguration: "cifsMounts",
    nfsMountConfiguration: "nfsMounts",
  };
  const entries = Object.entries(written).map(([sort, value]) =>
    sort === "azureBlobFileSystemConfiguration" ? ["azureBlobFileSystem", value] : [names[sort], [value]],
  );
  return Object.fromEntries(entries);
}

import type { Region } from "./regions";
import type { Cloud } from "./tag-data";

/** The host names of the Batch service in one region: the suffixes of those that nodes call, and the private DNS zones for them. */
export interface BatchHosts {
  /**
   * The suffix of every node management host name, `.westeurope.service.batch.azure.com`; a GUID label precedes it.
   * https://learn.microsoft.com/azure/batch/simplified-compute-node-communication
   */
  readonly nodeManagementSuffix: string;
  /** The suffix of every host name of the Batch service in this cloud, `.batch.azure.com`. */
  readonly serviceSuffix: string;
  /** Names of private DNS zones that can contain the node management name. */
  readonly zones: readonly string[];
  /** The zone that was used before node management endpoints existed: it serves only `batchAccount`. */
  readonly legacyZone: string;
}

/** https://learn.microsoft.com/azure/private-link/private-endpoint-dns */
const domains: Readonly<Record<Cloud, string>> = {
  Public: "batch.azure.com",
  AzureGovernment: "batch.usgovcloudapi.net",
  China: "batch.chinacloudapi.cn",
};

/** The Batch host names of a region. */
export function batchHosts({ name: region, cloud }: Region): BatchHosts {
  const domain = domains[cloud];
  return {
    nodeManagementSuffix: `.${region}.service.${domain}`,
    serviceSuffix: `.${domain}`,
    zones: [`privatelink.${domain}`, `${region}.privatelink.${domain}`, `${region}.service.privatelink.${domain}`],
    legacyZone: `privatelink.${region}.${domain}`,
  };
}

/** How many of the node management hosts a host name pattern of a firewall rule matches. */
export type HostCover = "all" | "some" | "none";

/**
 * How many of the hosts under `hosts.nodeManagementSuffix` the pattern of an application rule matches, in any casing. A `*` is
 * allowed only at the start and matches any number of labels: `*.contoso.com` does not match `contoso.com`, `*contoso.com`
 * matches `othercontoso.com`. `undefined` if Azure refuses the pattern.
 *
 * https://learn.microsoft.com/azure/firewall/firewall-faq#how-do-wildcards-work-in-target-urls-and-target-fqdns-in-application-rules
 */
export function hostCover(pattern: unknown, hosts: BatchHosts): HostCover | undefined {
  if (typeof pattern !== "string") return undefined;
  const name = pattern.trim().toLowerCase();
  if (!/^\*?[a-z0-9._-]*$/.test(name) || name === "") return undefined;
  const suffix = hosts.nodeManagementSuffix;
  if (name.startsWith("*")) {
    const end = name.slice(1);
    if (suffix.endsWith(end)) return "all";
    return end.endsWith(suffix) ? "some" : "none";
  }
  return name.endsWith(suffix) || name === suffix.slice(1) ? "some" : "none";
}

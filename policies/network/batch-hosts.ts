import type { Region } from "./regions";
import type { Cloud } from "./tag-data";

/** The host names of the Batch service in one region: what its nodes call, and the private DNS zones that answer for it. */
export interface BatchHosts {
  /**
   * What every node management host name ends with, `.westeurope.service.batch.azure.com`; a GUID label stands before it.
   * https://learn.microsoft.com/azure/batch/simplified-compute-node-communication
   */
  readonly nodeManagementSuffix: string;
  /** What every host name of the Batch service in this cloud ends with, `.batch.azure.com`. */
  readonly serviceSuffix: string;
  /** Names of private DNS zones that can hold the node management name. */
  readonly zones: readonly string[];
  /** The zone of the time before node management endpoints: it only ever answers for `batchAccount`. */
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

/** How much of the node management hosts a host name pattern of a firewall names. */
export type HostCover = "all" | "some" | "none";

/**
 * How much of the hosts under `hosts.nodeManagementSuffix` the pattern of an application rule matches, any casing.
 * A `*` stands only at the very left, and for any number of labels: `*.contoso.com` does not match `contoso.com`,
 * `*contoso.com` matches `othercontoso.com`. `undefined` where Azure refuses the pattern.
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

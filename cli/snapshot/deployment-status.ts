import type { SnapshotResource } from "../../policies/estate/snapshot";
import { isObject, strings } from "../../policies/plan/program";
import { isArmId } from "./arm-kinds";
import { toResource } from "./resource";

/**
 * What a network manager deployed to a region, one element of what `listDeploymentStatus` answers, as the commit that did it;
 * `undefined` for anything else. The answer does not name the manager: the ids of its configurations do, or who asked writes it
 * beside them.
 *
 * https://learn.microsoft.com/rest/api/networkmanager/network-manager-deployment-status/list
 */
export function readDeploymentStatus(written: unknown): SnapshotResource | undefined | "of no manager" {
  if (!isObject(written)) return undefined;
  const { region, deploymentStatus, deploymentType, configurationIds, networkManager } = written;
  if (typeof region !== "string" || typeof deploymentStatus !== "string" || typeof deploymentType !== "string")
    return undefined;
  const configurations = strings(configurationIds);
  const manager = isArmId(networkManager) ? networkManager : managerIn(configurations[0]);
  if (manager === undefined) return "of no manager";
  // Until it is deployed, or where that failed, what was deployed before may still be in effect.
  const isDeployed = deploymentStatus.toLowerCase() === "deployed";
  const properties = {
    commitType: deploymentType,
    targetLocations: [region],
    ...(isDeployed ? { configurationIds: configurations } : {}),
  };
  return toResource({
    type: "azure-native:network:Commit",
    // It has no id in Azure: the last commit of a type to a region is the one that counts.
    id: `${manager}/commits/${deploymentType}-${region}`,
    kept: { properties: { properties }, hidden: isDeployed ? [] : ["properties.configurationIds"] },
    // Nothing says that it was deployed nowhere else.
    isRead: true,
  });
}

function managerIn(configuration: string | undefined): string | undefined {
  return /^(\/subscriptions\/.*\/networkManagers\/[^/]+)\//i.exec(configuration ?? "")?.[1];
}

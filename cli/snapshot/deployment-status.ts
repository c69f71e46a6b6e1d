import type { SnapshotResource } from "../../policies/estate/snapshot";
import { isObject, strings } from "../../policies/plan/program";
import { isArmId } from "./arm-kinds";
import { toResource } from "./resource";

/**
 * Reads what a network manager deployed to a region, one element of the response of `listDeploymentStatus`, as the commit that deployed
 * it; `undefined` for any other input. The response does not name the manager: the ids of its configurations show it, or the script
 * that sends the request adds it.
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
  // Until the deployment succeeds, earlier configurations may still be in effect.
  const isDeployed = deploymentStatus.toLowerCase() === "deployed";
  const properties = {
    commitType: deploymentType,
    targetLocations: [region],
    ...(isDeployed ? { configurationIds: configurations } : {}),
  };
  return toResource({
    type: "azure-native:network:Commit",
    // A commit has no id in Azure. Only the last commit of a type to a region counts.
    id: `${manager}/commits/${deploymentType}-${region}`,
    kept: { properties: { properties }, hidden: isDeployed ? [] : ["properties.configurationIds"] },
    // It may have been deployed to other regions as well.
    isRead: true,
  });
}

function managerIn(configuration: string | undefined): string | undefined {
  return /^(\/subscriptions\/.*\/networkManagers\/[^/]+)\//i.exec(configuration ?? "")?.[1];
}

import type { FieldTables } from "./field-table";

/** Batch accounts and pools, and the perimeters and resource groups that they are in. */
export const BATCH_FIELDS = {
  account: {
    name: ["accountName", "name"],
    location: ["location", "location"],
    publicNetworkAccess: ["publicNetworkAccess", undefined],
    publicNetworkAccessEnabled: [undefined, "publicNetworkAccessEnabled"],
    nodeManagementDefaultAction: [
      "networkProfile.nodeManagementAccess.defaultAction",
      "networkProfile.nodeManagementAccess.defaultAction",
    ],
    nodeManagementIpRules: [
      "networkProfile.nodeManagementAccess.ipRules",
      "networkProfile.nodeManagementAccess.ipRules",
    ],
    authenticationModes: ["allowedAuthenticationModes", "allowedAuthenticationModes"],
  },
  pool: {
    name: ["poolName", "name"],
    parent: ["accountName", "accountName"],
    mode: ["targetNodeCommunicationMode", "targetNodeCommunicationMode"],
    currentMode: ["currentNodeCommunicationMode", undefined],
    creationTime: ["creationTime", undefined],
    cloudServices: ["deploymentConfiguration.cloudServiceConfiguration", undefined],
    networkConfiguration: ["networkConfiguration", "networkConfiguration"],
    subnet: ["networkConfiguration.subnetId", "networkConfiguration.subnetId"],
    provision: [
      "networkConfiguration.publicIPAddressConfiguration.provision",
      "networkConfiguration.publicAddressProvisioningType",
    ],
    publicIps: ["networkConfiguration.publicIPAddressConfiguration.ipAddressIds", "networkConfiguration.publicIps"],
    natPools: [
      "networkConfiguration.endpointConfiguration.inboundNatPools",
      "networkConfiguration.endpointConfigurations",
    ],
    interNodeCommunication: ["interNodeCommunication", "interNodeCommunication"],
    fixedScale: ["scaleSettings.fixedScale", "fixedScale"],
    autoScale: ["scaleSettings.autoScale", "autoScale"],
    mounts: ["mountConfiguration", "mounts"],
    containers: [
      "deploymentConfiguration.virtualMachineConfiguration.containerConfiguration",
      "containerConfiguration",
    ],
    applicationPackages: ["applicationPackages", undefined],
    resourceFiles: ["startTask.resourceFiles", "startTask.resourceFiles"],
  },
  perimeterAssociation: {
    name: ["associationName", "name"],
    resource: ["privateLinkResource.id", "resourceId"],
    mode: ["accessMode", "accessMode"],
  },
  resourceGroup: { name: ["resourceGroupName", "name"], location: ["location", "location"] },
} as const satisfies FieldTables;

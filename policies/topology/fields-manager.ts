import type { FieldTables } from "./field-table";

/** The resources of Azure Virtual Network Manager, whose configurations apply to networks. */
export const MANAGER_FIELDS = {
  networkManager: {
    name: ["networkManagerName", "name"],
    // The estate reads it: an Azure Policy may add networks in the scope to a group.
    scope: ["networkManagerScopes", "scope"],
  },
  networkGroup: { name: ["networkGroupName", "name"] },
  networkGroupMember: {
    name: ["staticMemberName", "name"],
    parent: ["networkGroupName", "networkGroupId"],
    member: ["resourceId", "targetVirtualNetworkId"],
  },
  adminConfiguration: {
    name: ["configurationName", "name"],
    parent: ["networkManagerName", "networkManagerId"],
  },
  adminRuleCollection: {
    name: ["ruleCollectionName", "name"],
    parent: ["configurationName", "securityAdminConfigurationId"],
    groups: ["appliesToGroups", "networkGroupIds"],
  },
  adminRule: {
    name: ["ruleName", "name"],
    parent: ["ruleCollectionName", "adminRuleCollectionId"],
    access: ["access", "action"],
  },
  routingConfiguration: {
    name: ["configurationName", "name"],
    parent: ["networkManagerName", "networkManagerId"],
  },
  routingRuleCollection: {
    name: ["ruleCollectionName", "name"],
    parent: ["configurationName", "routingConfigurationId"],
    groups: ["appliesTo", "networkGroupIds"],
  },
  routingRule: { name: ["ruleName", "name"], parent: ["ruleCollectionName", "ruleCollectionId"] },
  connectivityConfiguration: { name: ["configurationName", "name"] },
  commit: {
    name: ["commitName", "id"],
    parent: ["networkManagerName", "networkManagerId"],
    type: ["properties.commitType", "scopeAccess"],
    configurations: ["properties.configurationIds", "configurationIds"],
    locations: ["properties.targetLocations", "location"],
  },
} as const satisfies FieldTables;

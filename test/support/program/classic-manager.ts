import { child, one, same, type Translator } from "./classic-names";
import { type Args, isObject, type Program } from "./language";

const MANAGER = ["networkManagerName", "networkManagerId"] as const;

/** Virtual hubs and network managers in the classic provider. */
export const MANAGER_TRANSLATORS: Readonly<Record<string, Translator>> = {
  "network:VirtualHub": one("azure:network/virtualHub:VirtualHub", {
    virtualHubName: "name",
    ...same("location", "addressPrefix"),
  }),
  "network:RoutingIntent": child("azure:network/routingIntent:RoutingIntent", ["virtualHubName", "virtualHubId"], [], {
    routingIntentName: "name",
    routingPolicies: "routingPolicies",
  }),
  "network:HubVirtualNetworkConnection": (
    name,
    // The two providers have opposite defaults.
    { remoteVirtualNetwork, enableInternetSecurity: internetSecurityEnabled = true, ...args },
  ) => {
    if (!isObject(remoteVirtualNetwork)) return undefined;
    return child("azure:network/virtualHubConnection:VirtualHubConnection", ["virtualHubName", "virtualHubId"], [], {
      connectionName: "name",
      ...same("remoteVirtualNetworkId", "internetSecurityEnabled"),
    })(name, { ...args, remoteVirtualNetworkId: remoteVirtualNetwork.id, internetSecurityEnabled });
  },
  "network:NetworkManager": (name, { networkManagerScopes: scopes, networkManagerScopeAccesses: accesses, ...args }) =>
    one("azure:network/networkManager:NetworkManager", {
      networkManagerName: "name",
      ...same("location", "scope", "scopeAccesses"),
    })(name, {
      ...args,
      scope: { subscriptionIds: isObject(scopes) ? scopes.subscriptions : [] },
      scopeAccesses: accesses,
    }),
  "network:NetworkGroup": child("azure:network/networkManagerNetworkGroup:NetworkManagerNetworkGroup", MANAGER, [], {
    networkGroupName: "name",
    memberType: "memberType",
  }),
  "network:StaticMember": child(
    "azure:network/networkManagerStaticMember:NetworkManagerStaticMember",
    ["networkGroupName", "networkGroupId"],
    ["networkManagerName"],
    { staticMemberName: "name", resourceId: "targetVirtualNetworkId" },
  ),
  "network:SecurityAdminConfiguration": child(
    "azure:network/networkManagerSecurityAdminConfiguration:NetworkManagerSecurityAdminConfiguration",
    MANAGER,
    [],
    { configurationName: "name" },
  ),
  "network:AdminRuleCollection": (name, { appliesToGroups: groups, ...args }) =>
    child(
      "azure:network/networkManagerAdminRuleCollection:NetworkManagerAdminRuleCollection",
      ["configurationName", "securityAdminConfigurationId"],
      ["networkManagerName"],
      { ruleCollectionName: "name", networkGroupIds: "networkGroupIds" },
    )(name, { ...args, networkGroupIds: groupIds(groups) }),
  "network:AdminRule": (name, { kind: _, access: action, ...args }) =>
    child(
      "azure:network/networkManagerAdminRule:NetworkManagerAdminRule",
      ["ruleCollectionName", "adminRuleCollectionId"],
      ["networkManagerName", "configurationName"],
      {
        ruleName: "name",
        ...same("action", "direction", "priority", "protocol", "sources", "destinations"),
        ...same("sourcePortRanges", "destinationPortRanges"),
      },
    )(name, { ...args, action }),
  "network:NetworkManagerRoutingConfiguration": child(
    "azure:network/networkManagerRoutingConfiguration:NetworkManagerRoutingConfiguration",
    MANAGER,
    [],
    { configurationName: "name" },
  ),
  "network:RoutingRuleCollection": (name, { appliesTo: groups, ...args }) =>
    child(
      "azure:network/networkManagerRoutingRuleCollection:NetworkManagerRoutingRuleCollection",
      ["configurationName", "routingConfigurationId"],
      ["networkManagerName"],
      { ruleCollectionName: "name", networkGroupIds: "networkGroupIds" },
    )(name, { ...args, networkGroupIds: groupIds(groups) }),
  "network:Commit": commit,
};

function groupIds(groups: unknown): unknown {
  return Array.isArray(groups) ? groups.map(({ networkGroupId }) => networkGroupId) : groups;
}

/** A deployment is for one region. */
function commit(name: string, { properties, commitName: _, ...args }: Args): Program | undefined {
  if (!isObject(properties)) return undefined;
  const { commitType: scopeAccess, configurationIds, targetLocations, ...more } = properties;
  const [location, ...others] = Array.isArray(targetLocations) ? targetLocations : [];
  if (Object.keys(more).length > 0 || others.length > 0) return undefined;
  return child(
    "azure:network/networkManagerDeployment:NetworkManagerDeployment",
    MANAGER,
    [],
    same("scopeAccess", "configurationIds", "location"),
  )(name, { ...args, scopeAccess, configurationIds, location });
}

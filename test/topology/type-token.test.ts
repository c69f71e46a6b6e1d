import { expect, it } from "vitest";
import { parseTypeToken } from "../../policies/topology/type-token";

it.each([
  ["azure-native:network:Subnet", "azure-native", "network", "Subnet", undefined],
  ["azure-native:batch:Pool", "azure-native", "batch", "Pool", undefined],
  ["azure-native:network/v20240501:Subnet", "azure-native", "network", "Subnet", "2024-05-01"],
  ["azure-native:network/v20150501preview:Subnet", "azure-native", "network", "Subnet", "2015-05-01-preview"],
  ["azure-native_batch_v20240701:batch:Pool", "azure-native", "batch", "Pool", "2024-07-01"],
  ["azure-native_network_v20230601:network/v20230601:Subnet", "azure-native", "network", "Subnet", "2023-06-01"],
  ["azure:batch/pool:Pool", "azure", "batch", "Pool", undefined],
  ["azure:network/iPGroupCIDR:IPGroupCIDR", "azure", "network", "IPGroupCIDR", undefined],
  [
    "azure:network/subnetNetworkSecurityGroupAssociation:SubnetNetworkSecurityGroupAssociation",
    "azure",
    "network",
    "SubnetNetworkSecurityGroupAssociation",
    undefined,
  ],
])("%s", (token, provider, module, type, apiVersion) => {
  expect(parseTypeToken(token)).toEqual({ provider, module, type, apiVersion });
});

it.each([
  "",
  "pulumi:pulumi:Stack",
  "pulumi:providers:azure-native",
  "render:site:Network",
  "aws:ec2/subnet:Subnet",
  "azure-native:network",
  "azure-native:network:Subnet:more",
  "azure-native:network:Sub net",
  "azure-native-network:network:Subnet",
  "azuread:index/user:User",
  "azure:Subnet",
])("%s is not read", (token) => {
  expect(parseTypeToken(token)).toBeUndefined();
});

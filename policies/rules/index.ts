import { accountEntraAuthentication } from "./account-entra-authentication";
import { accountNodeManagementReachable } from "./account-node-management-reachable";
import { batchApiVersion } from "./batch-api-version";
import { endpointNodeManagementDns } from "./endpoint-node-management-dns";
import { endpointNodeManagementReachable } from "./endpoint-node-management-reachable";
import { exemptions } from "./exemptions";
import { nsgExplicitNodeManagementRule } from "./nsg-explicit-node-management-rule";
import { nsgNoClassicInbound } from "./nsg-no-classic-inbound";
import { nsgNoCloudServicesInbound } from "./nsg-no-cloud-services-inbound";
import { nsgNoHardCodedBatchAddresses } from "./nsg-no-hard-coded-batch-addresses";
import { nsgNoMixedRules } from "./nsg-no-mixed-rules";
import { nsgServiceTagDirection } from "./nsg-service-tag-direction";
import { nsgServiceTagRegion } from "./nsg-service-tag-region";
import { poolExplicitCommunicationMode } from "./pool-explicit-communication-mode";
import { poolFeatureEgress } from "./pool-feature-egress";
import { poolInboundEndpoints } from "./pool-inbound-endpoints";
import { poolInterNodeTraffic } from "./pool-inter-node-traffic";
import { poolNoClassicCommunication } from "./pool-no-classic-communication";
import { poolNoCloudServicesConfiguration } from "./pool-no-cloud-services-configuration";
import { poolNoOpenRemoteAccess } from "./pool-no-open-remote-access";
import { poolNoPublicIpHasEgress } from "./pool-no-public-ip-has-egress";
import { poolNodeManagementOutbound } from "./pool-node-management-outbound";
import { poolPublicIpCount } from "./pool-public-ip-count";
import { poolRegionSupportsSimplified } from "./pool-region-supports-simplified";
import { poolSubnetCapacity } from "./pool-subnet-capacity";
import { poolSubnetNotDelegated } from "./pool-subnet-not-delegated";
import { poolVnetLocation } from "./pool-vnet-location";
import type { Rule } from "./rule";
import { settings } from "./settings";
import { subnetRouteReachesNodeManagement } from "./subnet-route-reaches-node-management";
import { undecided } from "./undecided";

/**
 * All policies, in the order in which they are listed and run: `settings` first, because the others need them, and the policies
 * that summarise the others last.
 */
export const RULES: readonly Rule[] = Object.freeze([
  settings,
  poolNoClassicCommunication,
  poolExplicitCommunicationMode,
  poolNoCloudServicesConfiguration,
  poolNodeManagementOutbound,
  nsgExplicitNodeManagementRule,
  subnetRouteReachesNodeManagement,
  poolNoPublicIpHasEgress,
  accountNodeManagementReachable,
  endpointNodeManagementDns,
  endpointNodeManagementReachable,
  nsgNoClassicInbound,
  nsgNoCloudServicesInbound,
  nsgServiceTagDirection,
  nsgServiceTagRegion,
  nsgNoHardCodedBatchAddresses,
  nsgNoMixedRules,
  poolNoOpenRemoteAccess,
  poolVnetLocation,
  poolSubnetCapacity,
  poolSubnetNotDelegated,
  poolPublicIpCount,
  poolInboundEndpoints,
  poolFeatureEgress,
  poolInterNodeTraffic,
  poolRegionSupportsSimplified,
  accountEntraAuthentication,
  batchApiVersion,
  undecided,
  exemptions,
]);

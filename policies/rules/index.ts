import { accountEntraAuthentication } from "./account-entra-authentication";
import { batchApiVersion } from "./batch-api-version";
import { nsgExplicitNodeManagementRule } from "./nsg-explicit-node-management-rule";
import { nsgNoClassicInbound } from "./nsg-no-classic-inbound";
import { poolExplicitCommunicationMode } from "./pool-explicit-communication-mode";
import { poolInboundEndpoints } from "./pool-inbound-endpoints";
import { poolNoClassicCommunication } from "./pool-no-classic-communication";
import { poolNoCloudServicesConfiguration } from "./pool-no-cloud-services-configuration";
import { poolNodeManagementOutbound } from "./pool-node-management-outbound";
import { poolRegionSupportsSimplified } from "./pool-region-supports-simplified";
import { poolSubnetCapacity } from "./pool-subnet-capacity";
import { poolSubnetNotDelegated } from "./pool-subnet-not-delegated";
import type { Rule } from "./rule";

/** All policies about Batch networks, in the order in which they are listed and run. */
export const RULES: readonly Rule[] = Object.freeze([
  poolNoClassicCommunication,
  poolExplicitCommunicationMode,
  poolNoCloudServicesConfiguration,
  poolNodeManagementOutbound,
  nsgExplicitNodeManagementRule,
  nsgNoClassicInbound,
  poolInboundEndpoints,
  poolSubnetCapacity,
  poolSubnetNotDelegated,
  poolRegionSupportsSimplified,
  accountEntraAuthentication,
  batchApiVersion,
]);

import type { Azure } from "../../../toolchain/provider/azure";
import { check } from "../../../toolchain/provider/check";
import { previewOutputs } from "../../../toolchain/provider/preview";
import { resourceType } from "../../../toolchain/provider/resource-types";
import { classicProvider } from "./classic-provider";
import { type Args, DEFAULT_LOCATION, SUBSCRIPTION } from "./language";

/** The behaviour of a provider for a resource. */
export interface Provider {
  /** The inputs with the values that Check adds. */
  readonly check: (urn: string, args: Args) => Args;
  readonly preview: (inputs: Args) => Args;
  /** Deploys to `azure`, which only azure-native uses. */
  readonly deploy: (inputs: Args, azure: Azure) => Args;
}

/** The provider of a type token. */
export function providerOf(type: string): Provider {
  if (type.startsWith("azure:")) return classicProvider(type);
  const armType = resourceType(type);
  if (!armType) throw new Error(`The stand-in for azure-native does not know ${type}.`);
  return {
    check: (urn, inputs) =>
      check({
        urn,
        type: armType,
        inputs: { ...SDK_DEFAULTS[type], ...inputs },
        previousInputs: {},
        defaultLocation: DEFAULT_LOCATION,
        groupLocation: () => undefined,
      }),
    preview: (inputs) => previewOutputs(inputs, armType.response),
    deploy: (inputs, azure) => ({ ...azure.put(armType, inputs, SUBSCRIPTION).outputs, __inputs: { $secret: inputs } }),
  };
}

/** The defaults that the constructors of `@pulumi/azure-native` 3.28 fill in. */
const SDK_DEFAULTS: Readonly<Record<string, Args>> = {
  "azure-native:batch:BatchAccount": { publicNetworkAccess: "Enabled" },
  "azure-native:batch:Pool": { taskSlotsPerNode: 1 },
  "azure-native:network:VirtualNetwork": { enableDdosProtection: false, enableVmProtection: false },
  "azure-native:network:Subnet": {
    privateEndpointNetworkPolicies: "Disabled",
    privateLinkServiceNetworkPolicies: "Enabled",
  },
};

/**
 * The arguments that the Node SDK of azure-native passes through a function that fills in defaults: one unknown inside
 * makes them unknown as a whole. Read in the package: `resourceInputs[…] = pulumi.output(args.…).apply(…ProvideDefaults)`.
 */
export const WHOLE_IN_NODE: Readonly<Record<string, readonly string[]>> = {
  "azure-native:batch:Pool": ["networkConfiguration", "scaleSettings", "startTask", "taskSchedulingPolicy"],
  "azure-native:batch:BatchAccount": ["autoStorage"],
  "azure-native:network:PrivateEndpoint": ["subnet"],
};

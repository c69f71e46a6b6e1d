import { unknown } from "../known/value";
import { type Format, isObject, isResource, listFault, type ReadResource, strings, urnsByProperty } from "./program";
import { planResource, type ResourceViews } from "./resource";
import { encryptedIn, secretsIn } from "./secrets";
import { emptyBranch, toBranch } from "./tree";
import { parseUrn } from "./urn";

/** Version 4 only adds features of the engine to version 3 (`features`); the format of resources is the same. */
const VERSIONS: readonly unknown[] = [3, 4];

/**
 * The output of `pulumi stack export`: the resources of a stack that was deployed. Resources marked for deletion (the old half
 * of a replacement) are left out. Encrypted secrets are unknown; decrypted ones are read.
 */
export const states: Format = {
  claims: (content) => "deployment" in content,
  refuse: ({ deployment, version }) => {
    if (!VERSIONS.includes(version)) {
      return `is a stack export of version ${JSON.stringify(version)}, and only 3 and 4 are known.`;
    }
    if (!isObject(deployment)) return "is a stack export without a deployment.";
    return listFault(deployment.resources, states.list);
  },
  time: ({ deployment }) => timeOf(deployment),
  list: ["deployment", "resources"],
  isElement: isResource,
  read: readState,
};

/**
 * What a self-managed backend stores of a stack in `.pulumi/stacks`: the same resources, as the latest deployment of a
 * checkpoint. A stack that was never deployed has none. `VersionedCheckpoint` in sdk/go/common/apitype/core.go of
 * pulumi/pulumi.
 */
export const checkpoints: Format = {
  claims: (content) => "checkpoint" in content,
  refuse: ({ checkpoint, version }) => {
    if (!VERSIONS.includes(version)) {
      return `is a checkpoint of version ${JSON.stringify(version)}, and only 3 and 4 are known.`;
    }
    const { latest } = isObject(checkpoint) ? checkpoint : { latest: false };
    if (latest === undefined || latest === null) return undefined;
    return isObject(latest) ? listFault(latest.resources, checkpoints.list) : "is a checkpoint without a deployment.";
  },
  time: ({ checkpoint }) => (isObject(checkpoint) ? timeOf(checkpoint.latest) : undefined),
  list: ["checkpoint", "latest", "resources"],
  isElement: isResource,
  read: readState,
};

/** When a deployment was made: `ManifestV1` of the same file. */
function timeOf(deployment: unknown): unknown {
  const manifest = isObject(deployment) ? deployment.manifest : undefined;
  return isObject(manifest) ? manifest.time : undefined;
}

/** A resource as states and previews write it (`ResourceV3`). */
export function readState(state: unknown): ReadResource | undefined {
  if (!isResource(state) || state.delete === true) return undefined;
  const views = toViews(state, state.urn);
  const { urn, type, name, inputs } = views;
  return {
    resource: planResource(views),
    analyzed: planResource({ urn, type, name, inputs }),
    secrets: secretsIn(state),
    ...(typeof state.sourcePosition === "string" ? { position: state.sourcePosition } : {}),
    encrypted: encryptedIn(state.inputs).map((path) => ({ urn, path })),
  };
}

/** A state names the provider by URN and id; its configuration is in the provider's own resource. See {@link withProviders}. */
function providerIn({ provider }: Readonly<Record<string, unknown>>): Pick<ResourceViews, "provider"> {
  if (typeof provider !== "string") return {};
  const urn = provider.slice(0, provider.lastIndexOf("::"));
  return { provider: { urn, subscription: unknown("subscriptionId", urn) } };
}

function toViews(state: Readonly<Record<string, unknown>>, urn: string): ResourceViews {
  const { id, inputs, outputs } = state;
  const reported = toBranch(outputs, urn);
  return {
    urn,
    type: typeof state.type === "string" ? state.type : "",
    name: parseUrn(urn)?.name ?? urn,
    inputs: toBranch(inputs, urn),
    outputs:
      typeof id === "string" && !Object.hasOwn(reported, "id")
        ? Object.assign(emptyBranch(), reported, { id })
        : reported,
    propertyDependencies: urnsByProperty(state.propertyDependencies),
    dependencies: strings(state.dependencies),
    ...providerIn(state),
    parent: typeof state.parent === "string" ? state.parent : undefined,
    isRead: state.external === true,
  };
}

import { type Format, isObject, type ReadResource, strings, urnsByProperty } from "./program";
import { planResource, type ResourceViews } from "./resource";
import { secretsIn } from "./secrets";
import { emptyBranch, toBranch } from "./tree";
import { parseUrn } from "./urn";

/** Version 4 only adds features of the engine to version 3 (`features`); its resources are written alike. */
const VERSIONS: readonly unknown[] = [3, 4];

/**
 * What `pulumi stack export` writes: the resources of a stack that was deployed. What is marked for deletion (the old half of
 * a replacement) is left out. Encrypted secrets are unknown; decrypted ones are read.
 */
export const states: Format = {
  claims: (content) => "deployment" in content,
  refuse: ({ deployment, version }) => {
    if (!VERSIONS.includes(version)) {
      return `is a stack export of version ${JSON.stringify(version)}, and only 3 and 4 are known.`;
    }
    return isObject(deployment) ? undefined : "is a stack export without a deployment.";
  },
  list: ["deployment", "resources"],
  read: readState,
};

/**
 * What a self-managed backend keeps of a stack in `.pulumi/stacks`: the same resources, as the latest deployment of a
 * checkpoint. A stack that was never deployed has none. `VersionedCheckpoint` in sdk/go/common/apitype/core.go of pulumi/pulumi.
 */
export const checkpoints: Format = {
  claims: (content) => "checkpoint" in content,
  refuse: ({ checkpoint, version }) => {
    if (!VERSIONS.includes(version)) {
      return `is a checkpoint of version ${JSON.stringify(version)}, and only 3 and 4 are known.`;
    }
    const { latest } = isObject(checkpoint) ? checkpoint : { latest: false };
    return latest === undefined || latest === null || isObject(latest)
      ? undefined
      : "is a checkpoint without a deployment.";
  },
  list: ["checkpoint", "latest", "resources"],
  read: readState,
};

function readState(state: unknown): ReadResource | undefined {
  if (!isObject(state) || state.delete === true || typeof state.urn !== "string") return undefined;
  const views = toViews(state, state.urn);
  const { urn, type, name, inputs } = views;
  return {
    resource: planResource(views),
    analyzed: planResource({ urn, type, name, inputs }),
    secrets: secretsIn(state),
  };
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
    parent: typeof state.parent === "string" ? state.parent : undefined,
    isRead: state.external === true,
  };
}

import { isObject, type Program, type Refusal, strings, urnsByProperty } from "./program";
import { type PlannedResource, planResource } from "./resource";
import { secretsIn } from "./secrets";
import { emptyBranch, toBranch } from "./tree";
import { parseUrn } from "./urn";

/** Version 4 only adds features of the engine to version 3 (`features`); its resources are written alike. */
const VERSIONS: readonly unknown[] = [3, 4];

/** Whether parsed JSON claims to be what `pulumi stack export` writes. */
export function isState(content: Readonly<Record<string, unknown>>): boolean {
  return "deployment" in content;
}

/**
 * The resources of a stack that was deployed, from the parsed JSON of `pulumi stack export`. What is marked for deletion
 * (the old half of a replacement) is left out. Encrypted secrets are unknown; decrypted ones are read.
 *
 * @param source the name of the file, for the sentence that refuses it.
 */
export function planState(content: Readonly<Record<string, unknown>>, source: string): Program | Refusal {
  const { deployment, version } = content;
  if (!VERSIONS.includes(version)) {
    return {
      refused: `${source} is a stack export of version ${JSON.stringify(version)}, and only 3 and 4 are known.`,
    };
  }
  if (!isObject(deployment)) return { refused: `${source} is a stack export without a deployment.` };
  const { resources } = deployment;
  // A stack that was never deployed is exported without a list.
  const states = Array.isArray(resources) ? resources.filter(isObject) : [];
  const kept = states.filter((state) => state.delete !== true && typeof state.urn === "string");
  return { resources: kept.map(toPlanned), secrets: secretsIn(kept) };
}

function toPlanned(state: Readonly<Record<string, unknown>>): PlannedResource {
  const urn = String(state.urn);
  const { id, inputs, outputs } = state;
  const reported = toBranch(outputs, urn);
  return planResource({
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
  });
}

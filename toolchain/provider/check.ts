import { createHash } from "node:crypto";
import { isUnknownMark, type Properties, unknownMark } from "../wire/properties";
import { plain } from "./plain";
import { pathParameters, type ResourceType } from "./resource-types";

/** The arguments of Check. */
export interface CheckRequest {
  readonly urn: string;
  readonly type: ResourceType;
  readonly inputs: Properties;
  /** The inputs of the last deployment; `{}` for a new resource. */
  readonly previousInputs: Properties;
  /** `azure-native:location` of the provider's configuration. */
  readonly defaultLocation: string | undefined;
  /** The location of an existing resource group; `undefined` for any other name. */
  readonly groupLocation: (groupName: string) => string | undefined;
}

const replaceSafely = "__createBeforeDelete";

/**
 * The inputs of a resource with the values that azure-native's Check fills in: name, location, API version.
 * Like the provider, it omits nulls and unwraps secrets (the engine marks them as secret again).
 */
export function check(request: CheckRequest): Record<string, unknown> {
  const inputs = plain(request.inputs) as Record<string, unknown>;
  fillName(inputs, request);
  if ("location" in request.type.response && inputs.location === undefined) {
    const location = defaultLocation(inputs, request);
    if (location !== undefined) inputs.location = location;
  }
  inputs.azureApiVersion ??= request.type.apiVersion;
  return inputs;
}

/** The reasons for which ARM would reject the inputs, one sentence each; only those that the stand-in checks. */
export function checkFailures(type: ResourceType, inputs: Properties): { property: string; reason: string }[] {
  const missing = pathParameters(type)
    .filter((parameter) => inputs[parameter] === undefined)
    .map((property) => ({ property, reason: `missing required property '${property}'` }));
  const needsLocation = type.token.endsWith(":ResourceGroup") && inputs.location === undefined;
  if (!needsLocation) return missing;
  const advice = "Either set it explicitly or configure it with 'pulumi config set azure-native:location <value>'.";
  return [...missing, { property: "location", reason: `missing required property 'location'. ${advice}` }];
}

/**
 * The name of a resource directly under the resource group is its logical name and eight random hex digits, that of a child of
 * another resource its logical name (`AutoName` in pulumi/pulumi-azure-native, provider/pkg/resources).
 * The digits are derived from the URN here, so that a second run gives the same plan.
 */
function fillName(inputs: Record<string, unknown>, { urn, type, previousInputs }: CheckRequest): void {
  const parameters = pathParameters(type);
  const nameInput = parameters.at(-1) as string;
  if (inputs[nameInput] !== undefined) return;
  const before = previousInputs[nameInput];
  if (before !== undefined) {
    inputs[nameInput] = before;
    if (previousInputs[replaceSafely] === true) inputs[replaceSafely] = true;
    return;
  }
  const logicalName = urn.split("::").at(-1) as string;
  if (parameters.length > 1) {
    inputs[nameInput] = logicalName;
    return;
  }
  inputs[nameInput] = logicalName + createHash("sha256").update(urn).digest("hex").slice(0, 8);
  inputs[replaceSafely] = true;
}

/** From the last deployment, else the provider's configuration, else the resource group (unknown while that is unknown). */
function defaultLocation(inputs: Properties, request: CheckRequest): unknown {
  const configured = request.previousInputs.location ?? request.defaultLocation;
  if (configured !== undefined) return configured;
  const group = inputs.resourceGroupName;
  if (isUnknownMark(group)) return { ...unknownMark };
  return typeof group === "string" ? request.groupLocation(group) : undefined;
}

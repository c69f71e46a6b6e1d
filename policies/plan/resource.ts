import { isUnknown, type Unknown, type Value } from "../known/value";
import type { Property } from "./property";
import type { Provenance } from "./provenance";
import { type Branch, emptyBranch, isBranch, type Tree } from "./tree";

/** What is known of one resource of the program, before or after its deployment. */
export interface PlannedResource {
  readonly urn: string;
  /** The type token as the engine gives it, e.g. `azure-native:batch:Pool`. */
  readonly type: string;
  /** The name in the program. */
  readonly name: string;
  /** The inputs joined with the outputs: what the program asks for. See {@link joinViews}. */
  readonly properties: Property;
  /** What the provider reports, with the read-only fields (`id`, state); everything may be unknown. */
  readonly outputs: Property;
  /** Whether the inputs were seen. If not, a property that is missing is unknown rather than absent. */
  readonly hasInputs: boolean;
  /** Property name → URNs of the resources of this program that its value depends on. */
  readonly propertyDependencies: ReadonlyMap<string, readonly string[]>;
  /** All URNs the resource depends on. */
  readonly dependencies: readonly string[];
  readonly parent: string | undefined;
  /** The provider that manages it, if that is known. */
  readonly provider?: ProviderInUse;
  /** Set if a state shows that the program only reads the resource (`.get()`). */
  readonly isRead?: true;
  /** Set if it is known from the estate and not part of the program. */
  readonly estate?: Provenance;
}

/** The instance of a provider that manages a resource. */
export interface ProviderInUse {
  readonly urn: string;
  /** The subscription in its configuration; absent if its environment determines it, which a policy pack cannot see. */
  readonly subscription: Value<string | undefined>;
}

/**
 * One resource as the two calls of the engine show it. A view that was not sent is `undefined`, one that was not read is
 * unknown.
 */
export interface ResourceViews {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly inputs?: Branch | Unknown | undefined;
  readonly outputs?: Branch | Unknown | undefined;
  readonly propertyDependencies?: ReadonlyMap<string, readonly string[]>;
  readonly dependencies?: readonly string[];
  readonly parent?: string | undefined;
  readonly isRead?: boolean;
  readonly provider?: ProviderInUse | undefined;
}

/** Joins the two views of one resource. */
export function planResource(views: ResourceViews): PlannedResource {
  const { urn, type, name, parent } = views;
  // With `--target`, the engine sends `{}` for a skipped resource; this does not mean that the program sets no properties.
  const inputs = views.inputs && Object.keys(views.inputs).length > 0 ? views.inputs : undefined;
  const outputs = views.outputs ?? emptyBranch();
  const joined = inputs ? joinViews(inputs, outputs) : outputs;
  return {
    urn,
    type,
    name,
    parent,
    hasInputs: inputs !== undefined,
    properties: { value: joined, path: "", owner: urn },
    outputs: { value: outputs, path: "", owner: urn },
    propertyDependencies: views.propertyDependencies ?? new Map(),
    dependencies: views.dependencies ?? [],
    ...(views.provider ? { provider: views.provider } : {}),
    ...(views.isRead ? { isRead: true } : {}),
  };
}

/**
 * The program's view of a value: the inputs and, where they are unknown, the outputs.
 * Properties that only the outputs have are left out: the provider adds them, the program does not ask for them.
 */
function joinViews(input: Tree, output: Tree | undefined): Tree {
  if (output === undefined) return input;
  if (isUnknown(input)) return output ?? input;
  if (isBranch(input)) return isBranch(output) ? joinBranch(input, output) : input;
  if (Array.isArray(input) && Array.isArray(output) && input.length === output.length) {
    return input.map((item: Tree, index) => joinViews(item, output[index]));
  }
  return input;
}

function joinBranch(input: Branch, output: Branch): Branch {
  const joined: Record<string, Tree> = emptyBranch();
  for (const key of Object.keys(input)) {
    const value = input[key];
    if (value !== undefined) joined[key] = joinViews(value, Object.hasOwn(output, key) ? output[key] : undefined);
  }
  return joined;
}

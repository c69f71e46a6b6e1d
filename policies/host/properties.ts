import type { PolicyResource, ResourceValidationArgs } from "@pulumi/policy";
import { type Unknown, unknown } from "../known/value";
import { field, text } from "../plan/property";
import type { ProviderInUse, ResourceViews } from "../plan/resource";
import { type Branch, emptyBranch, toBranch } from "../plan/tree";
import { isReadType } from "../topology/entity";

/** The view of `Analyze`: the inputs of one resource. */
export function inputView(args: ResourceValidationArgs): ResourceViews {
  const { urn, type, name } = args;
  return { urn, type, name, inputs: propertiesOf(args) };
}

/** The view of `AnalyzeStack`: the outputs of one resource, and the resources that its properties depend on. */
export function outputView(resource: PolicyResource): ResourceViews {
  const { urn, type, name } = resource;
  const propertyDependencies = new Map<string, readonly string[]>();
  for (const [property, sources] of Object.entries(resource.propertyDependencies)) {
    propertyDependencies.set(
      property,
      sources.map((source) => source.urn),
    );
  }
  return {
    urn,
    type,
    name,
    outputs: propertiesOf(resource),
    propertyDependencies,
    dependencies: resource.dependencies.map((source) => source.urn),
    parent: resource.parent?.urn ?? resource.opts.parent,
    provider: providerOf(resource),
  };
}

/** https://www.pulumi.com/registry/packages/azure-native/installation-configuration/ */
function providerOf({ type, provider }: PolicyResource): ProviderInUse | undefined {
  if (!provider || !isReadType(type)) return undefined;
  const { urn } = provider;
  const place = { value: toBranch(provider.props, urn), path: "", owner: urn };
  return { urn, subscription: text(field(place, "subscriptionId")) };
}

/** Most resources of most stacks are of types that no policy reads: their properties are not traversed. */
function propertiesOf({ type, urn, props }: Pick<PolicyResource, "type" | "urn" | "props">): Branch | Unknown {
  if (isReadType(type)) return toBranch(props, urn);
  return Object.keys(props).length === 0 ? emptyBranch() : unknown("", urn);
}

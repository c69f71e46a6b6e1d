import type { PolicyResource, ResourceValidationArgs } from "@pulumi/policy";
import type { ResourceViews } from "../plan/resource";
import { toBranch } from "../plan/tree";

/** The view of `Analyze`: the inputs of one resource. */
export function inputView(args: ResourceValidationArgs): ResourceViews {
  const { urn, type, name } = args;
  return { urn, type, name, inputs: toBranch(args.props, urn) };
}

/** The view of `AnalyzeStack`: the outputs of one resource, and what its properties were made from. */
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
    outputs: toBranch(resource.props, urn),
    propertyDependencies,
    dependencies: resource.dependencies.map((source) => source.urn),
    parent: resource.parent?.urn ?? resource.opts.parent,
  };
}

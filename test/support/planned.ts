import { type PlannedResource, planResource } from "../../policies/plan/resource";
import { toBranch } from "../../policies/plan/tree";
import { type Entity, toEntities } from "../../policies/topology/entity";

/** The mark of an unknown value on the wire. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** The data that the engine sends about a resource besides its type and name; data that is left out was not sent. */
export interface Given {
  readonly inputs?: object;
  readonly outputs?: object;
  /** Property → logical names of the resources it was made from. */
  readonly from?: Readonly<Record<string, readonly string[]>>;
  /** The logical name of the parent. */
  readonly parent?: string;
}

/** The URN of a resource of these tests. The logical name alone identifies it. */
export const urnOf = (name: string) => `urn:pulumi:dev::test::t:t:T::${name}`;

/** A planned resource, its type as in the token: `network:Subnet` for azure-native, other types unchanged. */
export function planned(type: string, name: string, told: Given = {}): PlannedResource {
  const urn = urnOf(name);
  const { inputs, outputs, from = {}, parent } = told;
  return planResource({
    urn,
    type: /^\w+:\w+$/.test(type) ? `azure-native:${type}` : type,
    name,
    parent: parent === undefined ? undefined : urnOf(parent),
    inputs: inputs && toBranch(inputs, urn),
    outputs: outputs && toBranch(outputs, urn),
    propertyDependencies: new Map(Object.entries(from).map(([property, names]) => [property, names.map(urnOf)])),
    dependencies: Object.values(from).flat().map(urnOf),
  });
}

/** The first entity of a resource. */
export function entityOf(resource: PlannedResource): Entity {
  const [entity] = toEntities(resource);
  if (!entity) throw new Error(`${resource.type} is not read.`);
  return entity;
}

/** An ARM id in the resource group `group`; `path` like `virtualNetworks/v/subnets/s`. */
export function networkId(path: string, group = "rg", subscription = "s-1"): string {
  return `/subscriptions/${subscription}/resourceGroups/${group}/providers/Microsoft.Network/${path}`;
}

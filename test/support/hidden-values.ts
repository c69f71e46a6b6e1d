import { unknown } from "../../policies/known/value";
import type { PlannedResource } from "../../policies/plan/resource";
import { joinPath, type Tree } from "../../policies/plan/tree";
import { places, replaced } from "./masking";

/** A value of a program. */
export interface Place {
  /** The resource, by its index. */
  readonly at: number;
  readonly path: readonly (string | number)[];
}

/** Properties that no policy reads: hiding them proves nothing. */
const UNREAD_FIELD = /^(__.*|azureApiVersion|vmSize|taskSlotsPerNode|enable\w+|description|commandLine|userName)$/;

/** All values that can be hidden in the properties of the resources. */
export function placesIn(resources: readonly PlannedResource[]): readonly Place[] {
  const read = (key: string | number) => !UNREAD_FIELD.test(`${key}`);
  return resources.flatMap(({ properties }, at) => places(properties.value, read).map((path) => ({ at, path })));
}

/** The same program with these values unknown. */
export function hidden(resources: readonly PlannedResource[], hiding: readonly Place[]): readonly PlannedResource[] {
  return hiding.reduce(
    (before, { at, path }) => before.map((each, index) => (index === at ? hide(each, path) : each)),
    resources,
  );
}

/** The source of hidden values: an unknown value without dependencies would be one that the provider computes. */
const SOURCE = "urn:pulumi:dev::other::command:local:Command::lookup";

function hide(resource: PlannedResource, path: readonly (string | number)[]): PlannedResource {
  const { properties, urn, propertyDependencies } = resource;
  const marker = unknown(path.reduce<string>(joinPath, ""), urn);
  const [property] = path;
  const sources = propertyDependencies.get(`${property}`) ?? [];
  return {
    ...resource,
    properties: { ...properties, value: replaced(properties.value, path, marker) as Tree },
    propertyDependencies: new Map([...propertyDependencies, [`${property}`, sources.length > 0 ? sources : [SOURCE]]]),
  };
}

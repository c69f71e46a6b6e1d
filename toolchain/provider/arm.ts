import type { Properties } from "../wire/properties";
import { armType, objectType, pathParameters, type ResourceType, type Shape, type Shapes } from "./resource-types";
import { etag, type FindOutputs, guid, serviceValues } from "./service-values";

/** A resource in the stand-in's Azure. */
export interface DeployedResource {
  readonly id: string;
  readonly type: ResourceType;
  readonly inputs: Properties;
  readonly outputs: Record<string, unknown>;
}

/** The ARM id of a resource. */
export function armId(type: ResourceType, inputs: Properties, subscription: string): string {
  const path = pathParameters(type).reduce(
    (filled, name) => filled.replace(`{${name}}`, String(inputs[name])),
    type.path,
  );
  const group = `/subscriptions/${subscription}/resourceGroups/${inputs.resourceGroupName}`;
  if (type.token.endsWith(":ResourceGroup")) return group;
  const scope = typeof inputs.scope === "string" ? `/${inputs.scope.replace(/^\//, "")}` : group;
  return `${scope}/providers/${path}`;
}

/** ARM's response to the deployment of `inputs`, all of which are known. `find` returns earlier deployed resources. */
export function deploy(
  type: ResourceType,
  inputs: Properties,
  subscription: string,
  find: FindOutputs,
): DeployedResource {
  const id = armId(type, inputs, subscription);
  const name = String(inputs[pathParameters(type).at(-1) as string]);
  const service = serviceValues[armType(type)]?.({ id, name, inputs, find }) ?? {};
  const outputs = {
    ...emptyLists(type.response),
    ...respond(inputs, type.response, id),
    ...pick(type.response, { provisioningState: "Succeeded", etag: etag(inputs), resourceGuid: guid(id) }),
    ...service,
    name,
    ...pick(type.response, { type: typeIn(id) ?? armType(type) }),
    azureApiVersion: type.apiVersion,
    id,
  };
  return { id, type, inputs, outputs };
}

/** The inputs that the response contains. Elements of a list that are child resources get the properties of {@link respondItem}. */
function respond(inputs: Properties, response: Shapes, id: string): Record<string, unknown> {
  const set = Object.entries(inputs).filter(([name]) => name in response);
  return Object.fromEntries(set.map(([name, value]) => [name, respondValue(value, response[name] as Shape, id, name)]));
}

function respondValue(value: unknown, shape: Shape, id: string, property: string): unknown {
  if (typeof shape === "string") return value;
  if ("array" in shape) {
    return Array.isArray(value) ? value.map((item) => respondItem(item, shape.array, id, property)) : value;
  }
  return isObject(value) ? respond(value, objectType(shape.ref), id) : value;
}

function respondItem(item: unknown, shape: Shape, id: string, property: string): unknown {
  if (!isObject(item) || typeof shape === "string" || "array" in shape) return item;
  const response = objectType(shape.ref);
  const isResource = typeof item.name === "string" && "id" in response && "provisioningState" in response;
  if (!isResource) return respond(item, response, id);
  const childId = `${id}/${property}/${item.name}`;
  return {
    ...respond(item, response, childId),
    ...pick(response, { etag: etag(item), provisioningState: "Succeeded", type: typeIn(childId) }),
    ...(property === "subnets" ? { delegations: item.delegations ?? [] } : {}),
    id: childId,
  };
}

/** ARM's name for the type of the resource with this id. For records, it ends with the type of record, e.g. `privateDnsZones/A`. */
function typeIn(id: string): string | undefined {
  const [, path] = /^.*\/providers\/(.+)$/.exec(id) ?? [];
  return path?.replaceAll(/\/([^/]+)\/[^/]+/g, "/$1");
}

/** ARM returns `[]` for a list of the resource type that the resource does not have. */
function emptyLists(response: Shapes): Record<string, unknown> {
  const lists = Object.entries(response).filter(([, shape]) => typeof shape === "object" && "array" in shape);
  return Object.fromEntries(lists.map(([name]) => [name, []]));
}

function pick(response: Shapes, values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => name in response));
}

function isObject(value: unknown): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

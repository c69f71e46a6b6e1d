import { FIELDS, pathOfField } from "../../policies/topology/fields";
import type { Kind } from "../../policies/topology/kinds";
import type { Provider } from "../../policies/topology/type-token";
import { BESIDE, INSIDE } from "./inside";
import { merged, object, SCALAR, type Shape } from "./shape";

const COLUMN: Record<Provider, 0 | 1> = { "azure-native": 0, azure: 1 };

/** The lists whose elements have a kind of their own. */
const LISTED: Partial<Record<Kind, Readonly<Record<string, Kind>>>> = {
  virtualNetwork: { subnets: "inlineSubnet", peerings: "peering" },
};

const shapes = new Map<string, Shape>();

/** The shape that is kept of a resource of this kind and provider: the fields that the topology reads. */
export function keptOf(kind: Kind, provider: Provider): Shape {
  const key = `${provider} ${kind}`;
  const known = shapes.get(key);
  if (known) return known;
  const shape = shapeOf(kind, provider);
  shapes.set(key, shape);
  return shape;
}

function shapeOf(kind: Kind, provider: Provider): Shape {
  const beside = BESIDE[kind]?.[COLUMN[provider]] ?? object("");
  const fields = Object.keys(FIELDS[kind]).map((field): Shape => {
    const path = pathOfField(kind, provider, field);
    // The id of a resource is not one of its properties.
    if (path === undefined || path === "id") return object("");
    return path
      .split(".")
      .reduceRight((inner, name): Shape => ({ fields: { [name]: inner } }), insideOf(kind, provider, field));
  });
  return [object("name"), ...fields].reduce(merged, beside);
}

function insideOf(kind: Kind, provider: Provider, field: string): Shape {
  const listed = LISTED[kind]?.[field];
  if (listed) return merged(object("id name"), keptOf(listed, provider));
  return INSIDE[kind]?.[field]?.[COLUMN[provider]] ?? SCALAR;
}

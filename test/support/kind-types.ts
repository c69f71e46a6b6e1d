import { FIELDS, pathOfField } from "../../policies/topology/fields";
import { CLASSIC_KINDS, type Kind, NATIVE_KINDS } from "../../policies/topology/kinds";
import type { Provider } from "../../policies/topology/type-token";

/** A type token that the topology reads, and the paths of the properties that it reads there. */
export interface KindType {
  readonly type: string;
  readonly kind: Kind;
  readonly provider: Provider;
  readonly paths: readonly string[];
}

/** Every type that the topology reads, in both providers. */
export const KIND_TYPES: readonly KindType[] = [
  ...Object.entries(NATIVE_KINDS).map(([name, kind]) => kindType(`azure-native:${name}`, kind, "azure-native")),
  ...Object.entries(CLASSIC_KINDS).map(([name, kind]) => kindType(classicToken(name), kind, "azure")),
];

function kindType(type: string, kind: Kind, provider: Provider): KindType {
  const paths = Object.keys(FIELDS[kind]).flatMap((field) => pathOfField(kind, provider, field) ?? []);
  return { type, kind, provider, paths };
}

/** `network:Subnet` → `azure:network/subnet:Subnet`. */
function classicToken(name: string): string {
  const [module, type = ""] = name.split(":");
  return `azure:${module}/${type[0]?.toLowerCase()}${type.slice(1)}:${type}`;
}

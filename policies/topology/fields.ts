import type { FieldTable } from "./field-table";
import { BATCH_FIELDS } from "./fields-batch";
import { DNS_FIELDS } from "./fields-dns";
import { EGRESS_FIELDS } from "./fields-egress";
import { MANAGER_FIELDS } from "./fields-manager";
import { NETWORK_FIELDS } from "./fields-network";
import type { Kind } from "./kinds";
import type { Provider } from "./type-token";

/** Column of {@link FIELDS}. */
const COLUMN: Record<Provider, 0 | 1> = { "azure-native": 0, azure: 1 };

/**
 * The path of each property in both providers: kind → field → path in each; `undefined` where a provider does not have it.
 * Code that reads properties through this table uses kinds and fields, and is independent of the provider.
 *
 * Sources: the type declarations of `@pulumi/azure-native` 3.28 and `@pulumi/azure` 6.40.
 */
export const FIELDS = {
  ...BATCH_FIELDS,
  ...NETWORK_FIELDS,
  ...EGRESS_FIELDS,
  ...MANAGER_FIELDS,
  ...DNS_FIELDS,
} as const satisfies Record<Kind, FieldTable>;

/** The fields of a kind. */
export type FieldName<K extends Kind> = keyof (typeof FIELDS)[K] & string;

/** The path of `field` in the properties of a resource of this kind and provider; `undefined` if it has none. */
export function pathOfField(kind: Kind, provider: Provider, field: string): string | undefined {
  const table: FieldTable = FIELDS[kind];
  return table[field]?.[COLUMN[provider]];
}

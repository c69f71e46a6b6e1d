import type { TypeToken } from "./type-token";

/**
 * The ARM API versions that `@pulumi/azure-native` 3 uses for types without a pinned version. Source: its type
 * declarations ("Uses Azure REST API version …").
 */
const DEFAULT_VERSIONS: Readonly<Record<string, string>> = { batch: "2024-07-01", network: "2024-05-01" };

/** The first and the last API version of Batch that has `targetNodeCommunicationMode`. */
const MODE_VERSIONS = { first: "2022-10-01", last: "2024-07-01" };

/** The API version of a type: pinned by its token, else the provider's default. The classic provider does not report one. */
export function apiVersionOf(token: TypeToken): string | undefined {
  return token.apiVersion ?? (token.provider === "azure-native" ? DEFAULT_VERSIONS[token.module] : undefined);
}

/**
 * Whether pools of this API version have a communication mode. Version 2022-10-01 added it and 2025-06-01 removed it: in a
 * version without it, its absence has no meaning. The classic provider (`undefined`) has it.
 *
 * Source: Microsoft.Batch/Batch/models.tsp in Azure/azure-rest-api-specs.
 */
export function hasCommunicationMode(apiVersion: string | undefined): boolean {
  if (apiVersion === undefined) return true;
  const date = apiVersion.slice(0, 10);
  return date >= MODE_VERSIONS.first && date <= MODE_VERSIONS.last;
}

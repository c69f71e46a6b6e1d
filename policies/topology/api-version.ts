import type { TypeToken } from "./type-token";

/**
 * The ARM API versions that `@pulumi/azure-native` 3 uses where the type is not pinned to one. Read in its type
 * declarations ("Uses Azure REST API version …").
 */
const DEFAULT_VERSIONS: Readonly<Record<string, string>> = { batch: "2024-07-01", network: "2024-05-01" };

/** The first and the last API version of Batch that knows `targetNodeCommunicationMode`. */
const MODE_VERSIONS = { first: "2022-10-01", last: "2024-07-01" };

/** The API version behind a type: pinned by its token, else the provider's default; the classic provider tells none. */
export function apiVersionOf(token: TypeToken): string | undefined {
  return token.apiVersion ?? (token.provider === "azure-native" ? DEFAULT_VERSIONS[token.module] : undefined);
}

/**
 * Whether pools of this API version have a communication mode at all. It came with 2022-10-01 and is gone since
 * 2025-06-01, so that its absence means nothing there. The classic provider (`undefined`) has it.
 *
 * Source: Microsoft.Batch/Batch/models.tsp in Azure/azure-rest-api-specs.
 */
export function hasCommunicationMode(apiVersion: string | undefined): boolean {
  if (apiVersion === undefined) return true;
  const date = apiVersion.slice(0, 10);
  return date >= MODE_VERSIONS.first && date <= MODE_VERSIONS.last;
}

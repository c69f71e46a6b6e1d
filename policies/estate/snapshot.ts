/** The `format` of a snapshot. */
export const SNAPSHOT_FORMAT = "azure-batch-guard snapshot 1";

/**
 * What is known about resources outside of the program under analysis: a file that `azure-batch-guard snapshot` writes, and the
 * setting `estate`. It contains only the resource types and properties that the policies read; no tags and no secrets.
 */
export interface Snapshot {
  readonly format: typeof SNAPSHOT_FORMAT;
  readonly sources: readonly SnapshotSource[];
}

/** One stack, query or state that a snapshot was made from. */
export interface SnapshotSource {
  /** Its name in messages: `network/prod` for the stack `prod` of the project `network`, otherwise the name of its file. */
  readonly name: string;
  readonly kind: "stack" | "azure" | "terraform";
  /** When it was read, or last deployed: ISO 8601, UTC. Absent if the source does not state it. */
  readonly time?: string;
  /** Scopes and types in which a resource that the source does not list does not exist. */
  readonly coverage: readonly Coverage[];
  readonly resources: readonly SnapshotResource[];
}

/** The resource types that a source lists in full. */
export interface Coverage {
  /** The id of a subscription. */
  readonly subscription: string;
  /** The name of a resource group, if only that one was listed. */
  readonly resourceGroup?: string;
  /** Resource types as ARM writes them, e.g. `Microsoft.Network/virtualNetworks/subnets`. */
  readonly types: readonly string[];
}

/** One resource of a source. */
export interface SnapshotResource {
  /** The type token of Pulumi whose properties it has, e.g. `azure-native:network:Subnet` or `azure:network/subnet:Subnet`. */
  readonly type: string;
  /** The ARM id. A resource without one, such as a rule of a stack that was never deployed, is not in a snapshot. */
  readonly id: string;
  /** The URN, where a Pulumi stack owns it. */
  readonly urn?: string;
  /** What the policies read, named as the provider names its outputs. A value that must not be kept is left out. */
  readonly properties: Readonly<Record<string, unknown>>;
  /**
   * Set if the source only reads it (`.get()` of Pulumi, `data` of Terraform): it has another owner, who may add to it what
   * this source does not show. A resource that a stack or a Terraform state owns is known with everything that the same source
   * adds to it.
   */
  readonly read?: true;
  /** The properties that are set, but whose value is not known or must not be kept: paths such as `securityRules[0].access`. */
  readonly hidden?: readonly string[];
}

import { SNAPSHOT_FORMAT, type Snapshot, type SnapshotSource } from "../../policies/estate/snapshot";
import { isReadType } from "../../policies/topology/entity";

interface State {
  readonly deployment: {
    readonly manifest?: { readonly time?: string };
    readonly resources: readonly {
      readonly urn: string;
      readonly type: string;
      readonly id?: string;
      readonly outputs?: Readonly<Record<string, unknown>>;
    }[];
  };
}

/** What is read of an exported stack, as a source of an estate. */
export function sourceOfState(name: string, { deployment }: State, time = new Date().toISOString()): SnapshotSource {
  const resources = deployment.resources.flatMap(({ urn, type, id, outputs = {} }) => {
    const { __inputs: _, ...properties } = outputs;
    return id?.startsWith("/") && isReadType(type) ? [{ type, id, urn, properties }] : [];
  });
  return { name, kind: "stack", time, coverage: [], resources };
}

export function estateOf(...sources: readonly SnapshotSource[]): Snapshot {
  return { format: SNAPSHOT_FORMAT, sources };
}

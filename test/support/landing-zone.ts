import { SNAPSHOT_FORMAT, type Snapshot, type SnapshotSource } from "../../policies/estate/snapshot";
import { type PlannedResource, planResource } from "../../policies/plan/resource";
import { toBranch } from "../../policies/plan/tree";

/** A resource of these tests: a type as in `network:Subnet`, its name in the program, its ARM id, and its arguments in the program. */
export interface Made {
  readonly type: string;
  readonly name: string;
  readonly id: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

const GROUP = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-net/providers";
export const NETWORK_ID = `${GROUP}/Microsoft.Network/virtualNetworks/vnet`;
export const SUBNET_ID = `${NETWORK_ID}/subnets/batch`;
export const NSG_ID = `${GROUP}/Microsoft.Network/networkSecurityGroups/nsg-corp`;
const ACCOUNT_ID = `${GROUP.replace("rg-net", "rg-batch")}/Microsoft.Batch/batchAccounts/corp`;
const POOL_ID = `${ACCOUNT_ID}/pools/render`;

/** A security rule to the Batch service in West Europe, or to everything. */
export function outboundRule(name: string, access: "Allow" | "Deny", priority: number, destination: string) {
  return {
    name,
    access,
    priority,
    direction: "Outbound",
    protocol: "*",
    sourceAddressPrefix: "*",
    sourcePortRange: "*",
    destinationAddressPrefix: destination,
    destinationPortRange: "*",
  };
}

export const ALLOW_BATCH = outboundRule("AllowBatch", "Allow", 100, "BatchNodeManagement.WestEurope");
export const DENY_ALL = outboundRule("DenyAll", "Deny", 4096, "*");

/** The network of a platform team. */
export function networkStack(rules: readonly object[] = [ALLOW_BATCH, DENY_ALL]): readonly Made[] {
  return [
    {
      type: "network:VirtualNetwork",
      name: "vnet",
      id: NETWORK_ID,
      inputs: {
        resourceGroupName: "rg-net",
        virtualNetworkName: "vnet",
        location: "westeurope",
        addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
      },
    },
    {
      type: "network:NetworkSecurityGroup",
      name: "nsg-corp",
      id: NSG_ID,
      inputs: {
        resourceGroupName: "rg-net",
        networkSecurityGroupName: "nsg-corp",
        location: "westeurope",
        securityRules: rules,
      },
    },
    {
      type: "network:Subnet",
      name: "batch",
      id: SUBNET_ID,
      inputs: {
        resourceGroupName: "rg-net",
        virtualNetworkName: "vnet",
        subnetName: "batch",
        addressPrefix: "10.0.1.0/24",
        networkSecurityGroup: { id: NSG_ID },
      },
    },
  ];
}

/** The pool of another team in that network. */
export function batchStack(): readonly Made[] {
  const account = { accountName: "corp", resourceGroupName: "rg-batch", location: "westeurope" };
  return [
    { type: "batch:BatchAccount", name: "account", id: ACCOUNT_ID, inputs: account },
    {
      type: "batch:Pool",
      name: "render",
      id: POOL_ID,
      inputs: {
        accountName: "corp",
        resourceGroupName: "rg-batch",
        poolName: "render",
        vmSize: "STANDARD_D2S_V3",
        targetNodeCommunicationMode: "Simplified",
        networkConfiguration: { subnetId: SUBNET_ID },
      },
    },
  ];
}

export const urnIn = (project: string, { type, name }: Pick<Made, "type" | "name">, stack = "prod") =>
  `urn:pulumi:${stack}::${project}::azure-native:${type}::${name}`;

/** A program: deployed, or at its first preview, in which its own ids are unknown. */
export function programOf(project: string, all: readonly Made[], isDeployed = true): readonly PlannedResource[] {
  return all.map((made) => {
    const urn = urnIn(project, made);
    const outputs = isDeployed ? { ...made.inputs, id: made.id } : made.inputs;
    return planResource({
      urn,
      type: `azure-native:${made.type}`,
      name: made.name,
      inputs: toBranch(made.inputs, urn),
      outputs: toBranch(outputs, urn),
    });
  });
}

/** A program as "pulumi stack export" writes it; without a time, as for an imported stack. */
export function stateOf(project: string, all: readonly Made[], time?: string): object {
  const resources = all.map((made) => ({
    urn: urnIn(project, made),
    custom: true,
    id: made.id,
    type: `azure-native:${made.type}`,
    inputs: made.inputs,
    outputs: { ...made.inputs, id: made.id },
  }));
  const root = {
    urn: `urn:pulumi:prod::${project}::pulumi:pulumi:Stack::${project}-prod`,
    type: "pulumi:pulumi:Stack",
  };
  return { version: 3, deployment: { ...(time ? { manifest: { time } } : {}), resources: [root, ...resources] } };
}

/** A stack as a source of a snapshot. */
export function sourceOf(project: string, all: readonly Made[], time = "2026-11-27T02:00:00Z"): SnapshotSource {
  return {
    name: `${project}/prod`,
    kind: "stack",
    time,
    coverage: [],
    resources: all.map((made) => ({
      type: `azure-native:${made.type}`,
      id: made.id,
      urn: urnIn(project, made),
      properties: made.inputs,
    })),
  };
}

export function snapshotOf(...sources: readonly SnapshotSource[]): Snapshot {
  return { format: SNAPSHOT_FORMAT, sources };
}

import * as azure from "@pulumi/azure-native";
import * as pulumi from "@pulumi/pulumi";

/** What an application team may choose. */
export interface BatchEnvironmentArgs {
  readonly vmSize: pulumi.Input<string>;
  readonly nodes: pulumi.Input<number>;
}

/** A Batch pool with its account and network. The platform team wrote it before simplified node communication. */
export class BatchEnvironment extends pulumi.ComponentResource {
  readonly poolId: pulumi.Output<string>;

  constructor(name: string, args: BatchEnvironmentArgs, options?: pulumi.ComponentResourceOptions) {
    super("platform:batch:Environment", name, {}, options);
    const child = { parent: this };

    const group = new azure.resources.ResourceGroup(name, {}, child);

    const nsg = new azure.network.NetworkSecurityGroup(
      `${name}-nsg`,
      {
        resourceGroupName: group.name,
        securityRules: [
          {
            name: "batch-service-to-nodes",
            direction: "Inbound",
            priority: 150,
            access: "Allow",
            protocol: "Tcp",
            sourceAddressPrefix: "BatchNodeManagement",
            sourcePortRange: "*",
            destinationAddressPrefix: "*",
            destinationPortRange: "29876-29877",
          },
          {
            name: "nodes-to-batch-service",
            direction: "Outbound",
            priority: 150,
            access: "Allow",
            protocol: "Tcp",
            sourceAddressPrefix: "*",
            sourcePortRange: "*",
            destinationAddressPrefix: "BatchNodeManagement",
            destinationPortRange: "443",
          },
        ],
      },
      child,
    );

    const network = new azure.network.VirtualNetwork(
      `${name}-vnet`,
      { resourceGroupName: group.name, addressSpace: { addressPrefixes: ["10.0.0.0/16"] } },
      child,
    );

    const subnet = new azure.network.Subnet(
      `${name}-subnet`,
      {
        resourceGroupName: group.name,
        virtualNetworkName: network.name,
        addressPrefix: "10.0.0.0/24",
        networkSecurityGroup: { id: nsg.id },
      },
      child,
    );

    const account = new azure.batch.BatchAccount(`${name}batch`, { resourceGroupName: group.name }, child);

    const pool = new azure.batch.Pool(
      `${name}-pool`,
      {
        resourceGroupName: group.name,
        accountName: account.name,
        vmSize: args.vmSize,
        targetNodeCommunicationMode: "Classic",
        deploymentConfiguration: {
          virtualMachineConfiguration: {
            imageReference: { publisher: "microsoft-dsvm", offer: "ubuntu-hpc", sku: "2204", version: "latest" },
            nodeAgentSkuId: "batch.node.ubuntu 22.04",
          },
        },
        networkConfiguration: { subnetId: subnet.id },
        scaleSettings: { fixedScale: { targetDedicatedNodes: args.nodes } },
      },
      child,
    );

    this.poolId = pool.id;
    this.registerOutputs({ poolId: this.poolId });
  }
}

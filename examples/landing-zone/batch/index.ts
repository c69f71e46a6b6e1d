import * as azure from "@pulumi/azure-native";
import * as pulumi from "@pulumi/pulumi";

// The subnet is the platform team's; its id is known from the first preview on. What its group and routes do, the estate tells.

const config = new pulumi.Config();
const network = new pulumi.StackReference("network", { name: config.get("network") ?? "organization/network/dev" });

const group = new azure.resources.ResourceGroup("render");

const account = new azure.batch.BatchAccount("batchrender", { resourceGroupName: group.name });

new azure.batch.Pool("pool-render", {
  resourceGroupName: group.name,
  accountName: account.name,
  vmSize: "Standard_D16s_v5",
  targetNodeCommunicationMode: "Simplified",
  deploymentConfiguration: {
    virtualMachineConfiguration: {
      imageReference: { publisher: "canonical", offer: "ubuntu-24_04-lts", sku: "server", version: "latest" },
      nodeAgentSkuId: "batch.node.ubuntu 24.04",
    },
  },
  networkConfiguration: { subnetId: network.requireOutput("subnetId") },
  scaleSettings: { fixedScale: { targetDedicatedNodes: 10 } },
});

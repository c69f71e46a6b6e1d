package renderfarm;

import com.pulumi.Pulumi;
import com.pulumi.azurenative.batch.BatchAccount;
import com.pulumi.azurenative.batch.BatchAccountArgs;
import com.pulumi.azurenative.batch.Pool;
import com.pulumi.azurenative.batch.PoolArgs;
import com.pulumi.azurenative.batch.enums.NodeCommunicationMode;
import com.pulumi.azurenative.batch.inputs.DeploymentConfigurationArgs;
import com.pulumi.azurenative.batch.inputs.FixedScaleSettingsArgs;
import com.pulumi.azurenative.batch.inputs.ImageReferenceArgs;
import com.pulumi.azurenative.batch.inputs.NetworkConfigurationArgs;
import com.pulumi.azurenative.batch.inputs.ScaleSettingsArgs;
import com.pulumi.azurenative.batch.inputs.VirtualMachineConfigurationArgs;
import com.pulumi.azurenative.network.NetworkSecurityGroup;
import com.pulumi.azurenative.network.NetworkSecurityGroupArgs;
import com.pulumi.azurenative.network.Subnet;
import com.pulumi.azurenative.network.SubnetArgs;
import com.pulumi.azurenative.network.VirtualNetwork;
import com.pulumi.azurenative.network.VirtualNetworkArgs;
import com.pulumi.azurenative.network.inputs.AddressSpaceArgs;
import com.pulumi.azurenative.network.inputs.SecurityRuleArgs;
import com.pulumi.azurenative.resources.ResourceGroup;

/**
 * A render farm as it was built years ago. What worked then stops working when classic node communication is gone:
 * the Batch service no longer calls the nodes, the nodes have to call the service.
 */
public class App {
    public static void main(String[] args) {
        Pulumi.run(ctx -> {
            var group = new ResourceGroup("render");

            var nsg = new NetworkSecurityGroup("nsg-render", NetworkSecurityGroupArgs.builder()
                .resourceGroupName(group.name())
                .securityRules(
                    // Classic mode: the Batch service connects to every node.
                    SecurityRuleArgs.builder()
                        .name("AllowBatchNodeManagement")
                        .direction("Inbound")
                        .priority(100)
                        .access("Allow")
                        .protocol("Tcp")
                        .sourceAddressPrefix("BatchNodeManagement")
                        .sourcePortRange("*")
                        .destinationAddressPrefix("*")
                        .destinationPortRange("29876-29877")
                        .build(),
                    // Input and output files.
                    SecurityRuleArgs.builder()
                        .name("AllowStorage")
                        .direction("Outbound")
                        .priority(100)
                        .access("Allow")
                        .protocol("Tcp")
                        .sourceAddressPrefix("*")
                        .sourcePortRange("*")
                        .destinationAddressPrefix("Storage.WestEurope")
                        .destinationPortRange("443")
                        .build(),
                    // Render nodes have no business on the internet. In classic mode nothing else was needed.
                    SecurityRuleArgs.builder()
                        .name("DenyInternet")
                        .direction("Outbound")
                        .priority(4000)
                        .access("Deny")
                        .protocol("*")
                        .sourceAddressPrefix("*")
                        .sourcePortRange("*")
                        .destinationAddressPrefix("Internet")
                        .destinationPortRange("*")
                        .build())
                .build());

            var vnet = new VirtualNetwork("vnet-render", VirtualNetworkArgs.builder()
                .resourceGroupName(group.name())
                .addressSpace(AddressSpaceArgs.builder().addressPrefixes("10.20.0.0/16").build())
                .build());

            var subnet = new Subnet("snet-render", SubnetArgs.builder()
                .resourceGroupName(group.name())
                .virtualNetworkName(vnet.name())
                .addressPrefix("10.20.1.0/24")
                .networkSecurityGroup(com.pulumi.azurenative.network.inputs.NetworkSecurityGroupArgs.builder()
                    .id(nsg.id())
                    .build())
                .build());

            var account = new BatchAccount("batchrender", BatchAccountArgs.builder()
                .resourceGroupName(group.name())
                .build());

            var pool = new Pool("pool-render", PoolArgs.builder()
                .resourceGroupName(group.name())
                .accountName(account.name())
                .vmSize("Standard_D4s_v5")
                .targetNodeCommunicationMode(NodeCommunicationMode.Classic)
                .deploymentConfiguration(DeploymentConfigurationArgs.builder()
                    .virtualMachineConfiguration(VirtualMachineConfigurationArgs.builder()
                        .imageReference(ImageReferenceArgs.builder()
                            .publisher("microsoft-dsvm")
                            .offer("ubuntu-hpc")
                            .sku("2204")
                            .version("latest")
                            .build())
                        .nodeAgentSkuId("batch.node.ubuntu 22.04")
                        .build())
                    .build())
                .networkConfiguration(NetworkConfigurationArgs.builder().subnetId(subnet.id()).build())
                .scaleSettings(ScaleSettingsArgs.builder()
                    .fixedScale(FixedScaleSettingsArgs.builder().targetDedicatedNodes(8).build())
                    .build())
                .build());

            ctx.export("poolId", pool.id());
        });
    }
}

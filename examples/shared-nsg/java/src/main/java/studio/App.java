package studio;

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
import com.pulumi.resources.CustomResourceOptions;

/**
 * One NSG for everything in the studio. Its inbound rule was made for the web front end and is as wide as it gets, so it
 * also opens the old classic ports of the Batch nodes to the internet.
 */
public class App {
    public static void main(String[] args) {
        Pulumi.run(ctx -> {
            var group = new ResourceGroup("studio");

            var nsg = new NetworkSecurityGroup("nsg-studio", NetworkSecurityGroupArgs.builder()
                .resourceGroupName(group.name())
                .securityRules(
                    SecurityRuleArgs.builder()
                        .name("AllowAnyInbound")
                        .direction("Inbound")
                        .priority(300)
                        .access("Allow")
                        .protocol("*")
                        .sourceAddressPrefix("Internet")
                        .sourcePortRange("*")
                        .destinationAddressPrefix("*")
                        .destinationPortRange("1024-65535")
                        .build(),
                    SecurityRuleArgs.builder()
                        .name("AllowBatchOutbound")
                        .direction("Outbound")
                        .priority(300)
                        .access("Allow")
                        .protocol("Tcp")
                        .sourceAddressPrefix("*")
                        .sourcePortRange("*")
                        .destinationAddressPrefix("BatchNodeManagement.WestEurope")
                        .destinationPortRange("443")
                        .build())
                .build());
            // What a subnet takes of a group.
            var filtered = com.pulumi.azurenative.network.inputs.NetworkSecurityGroupArgs.builder().id(nsg.id()).build();

            var vnet = new VirtualNetwork("vnet-studio", VirtualNetworkArgs.builder()
                .resourceGroupName(group.name())
                .addressSpace(AddressSpaceArgs.builder().addressPrefixes("10.30.0.0/16").build())
                .build());

            var web = new Subnet("snet-web", SubnetArgs.builder()
                .resourceGroupName(group.name())
                .virtualNetworkName(vnet.name())
                .addressPrefix("10.30.0.0/24")
                .networkSecurityGroup(filtered)
                .build());

            var render = new Subnet("snet-render", SubnetArgs.builder()
                .resourceGroupName(group.name())
                .virtualNetworkName(vnet.name())
                .addressPrefix("10.30.1.0/24")
                .networkSecurityGroup(filtered)
                .build(), CustomResourceOptions.builder().dependsOn(web).build());

            var account = new BatchAccount("batchstudio", BatchAccountArgs.builder()
                .resourceGroupName(group.name())
                .build());

            new Pool("pool-studio", PoolArgs.builder()
                .resourceGroupName(group.name())
                .accountName(account.name())
                .vmSize("Standard_NC4as_T4_v3")
                .targetNodeCommunicationMode(NodeCommunicationMode.Simplified)
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
                .networkConfiguration(NetworkConfigurationArgs.builder().subnetId(render.id()).build())
                .scaleSettings(ScaleSettingsArgs.builder()
                    .fixedScale(FixedScaleSettingsArgs.builder().targetDedicatedNodes(2).build())
                    .build())
                .build());
        });
    }
}

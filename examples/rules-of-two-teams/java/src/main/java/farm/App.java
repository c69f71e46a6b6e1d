package farm;

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
import com.pulumi.azurenative.network.SecurityRule;
import com.pulumi.azurenative.network.SecurityRuleArgs;
import com.pulumi.azurenative.network.Subnet;
import com.pulumi.azurenative.network.SubnetArgs;
import com.pulumi.azurenative.network.VirtualNetwork;
import com.pulumi.azurenative.network.VirtualNetworkArgs;
import com.pulumi.azurenative.network.enums.SecurityRuleAccess;
import com.pulumi.azurenative.network.enums.SecurityRuleDirection;
import com.pulumi.azurenative.network.enums.SecurityRuleProtocol;
import com.pulumi.azurenative.network.inputs.AddressSpaceArgs;
import com.pulumi.azurenative.resources.ResourceGroup;
import com.pulumi.resources.CustomResourceOptions;

/**
 * The network team keeps a group that denies the internet. The team of the farm adds what its nodes need as a resource of
 * its own, which works as if it stood in the group.
 */
public class App {
    public static void main(String[] args) {
        Pulumi.run(ctx -> {
            var group = new ResourceGroup("farm");

            var nsg = new NetworkSecurityGroup("nsg-farm", NetworkSecurityGroupArgs.builder()
                .resourceGroupName(group.name())
                .securityRules(com.pulumi.azurenative.network.inputs.SecurityRuleArgs.builder()
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

            var toBatch = new SecurityRule("allow-batch", SecurityRuleArgs.builder()
                .resourceGroupName(group.name())
                .networkSecurityGroupName(nsg.name())
                .direction(SecurityRuleDirection.Outbound)
                .priority(200)
                .access(SecurityRuleAccess.Allow)
                .protocol(SecurityRuleProtocol.Tcp)
                .sourceAddressPrefix("*")
                .sourcePortRange("*")
                .destinationAddressPrefix("BatchNodeManagement.WestEurope")
                .destinationPortRange("443")
                .build());

            var vnet = new VirtualNetwork("vnet-farm", VirtualNetworkArgs.builder()
                .resourceGroupName(group.name())
                .addressSpace(AddressSpaceArgs.builder().addressPrefixes("172.16.0.0/16").build())
                .build());

            var subnet = new Subnet("snet-farm", SubnetArgs.builder()
                .resourceGroupName(group.name())
                .virtualNetworkName(vnet.name())
                .addressPrefix("172.16.4.0/24")
                .networkSecurityGroup(com.pulumi.azurenative.network.inputs.NetworkSecurityGroupArgs.builder()
                    .id(nsg.id())
                    .build())
                .build());

            var account = new BatchAccount("batchfarm", BatchAccountArgs.builder()
                .resourceGroupName(group.name())
                .accountName("batchfarm")
                .build());

            new Pool("pool-farm", PoolArgs.builder()
                .resourceGroupName(group.name())
                .accountName("batchfarm")
                .vmSize("Standard_D4s_v5")
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
                .networkConfiguration(NetworkConfigurationArgs.builder().subnetId(subnet.id()).build())
                .scaleSettings(ScaleSettingsArgs.builder()
                    .fixedScale(FixedScaleSettingsArgs.builder().targetDedicatedNodes(16).build())
                    .build())
                .build(), CustomResourceOptions.builder().dependsOn(account, toBatch).build());
        });
    }
}

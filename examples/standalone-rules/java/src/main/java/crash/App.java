package crash;

import com.pulumi.Pulumi;
import com.pulumi.azurenative.batch.BatchAccount;
import com.pulumi.azurenative.batch.BatchAccountArgs;
import com.pulumi.azurenative.batch.Pool;
import com.pulumi.azurenative.batch.PoolArgs;
import com.pulumi.azurenative.batch.enums.InterNodeCommunicationState;
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
 * Rules as resources of their own, so that each team adds its own. The one for classic node communication was copied
 * from an old wiki page, port by port.
 */
public class App {
    public static void main(String[] args) {
        Pulumi.run(ctx -> {
            var group = new ResourceGroup("crash");

            var nsg = new NetworkSecurityGroup("nsg-crash", NetworkSecurityGroupArgs.builder()
                .resourceGroupName(group.name())
                .build());

            var oldInbound = new SecurityRule("allow-batch-service", SecurityRuleArgs.builder()
                .resourceGroupName(group.name())
                .networkSecurityGroupName(nsg.name())
                .direction(SecurityRuleDirection.Inbound)
                .priority(210)
                .access(SecurityRuleAccess.Allow)
                .protocol(SecurityRuleProtocol.Tcp)
                .sourceAddressPrefix("BatchNodeManagement.NorthEurope")
                .sourcePortRange("*")
                .destinationAddressPrefix("*")
                .destinationPortRanges("29876", "29877")
                .build());

            var toBatch = new SecurityRule("allow-batch", SecurityRuleArgs.builder()
                .resourceGroupName(group.name())
                .networkSecurityGroupName(nsg.name())
                .direction(SecurityRuleDirection.Outbound)
                .priority(200)
                .access(SecurityRuleAccess.Allow)
                .protocol(SecurityRuleProtocol.Tcp)
                .sourceAddressPrefix("VirtualNetwork")
                .sourcePortRange("*")
                .destinationAddressPrefix("BatchNodeManagement.NorthEurope")
                .destinationPortRange("443")
                .build());

            var denyInternet = new SecurityRule("deny-internet", SecurityRuleArgs.builder()
                .resourceGroupName(group.name())
                .networkSecurityGroupName(nsg.name())
                .direction(SecurityRuleDirection.Outbound)
                .priority(4000)
                .access(SecurityRuleAccess.Deny)
                .protocol(SecurityRuleProtocol.Asterisk)
                .sourceAddressPrefix("*")
                .sourcePortRange("*")
                .destinationAddressPrefix("Internet")
                .destinationPortRange("*")
                .build());

            var vnet = new VirtualNetwork("vnet-crash", VirtualNetworkArgs.builder()
                .resourceGroupName(group.name())
                .addressSpace(AddressSpaceArgs.builder().addressPrefixes("172.16.0.0/16").build())
                .build());

            var subnet = new Subnet("snet-crash", SubnetArgs.builder()
                .resourceGroupName(group.name())
                .virtualNetworkName(vnet.name())
                .addressPrefix("172.16.4.0/24")
                .networkSecurityGroup(com.pulumi.azurenative.network.inputs.NetworkSecurityGroupArgs.builder()
                    .id(nsg.id())
                    .build())
                .build());

            var account = new BatchAccount("batchcrash", BatchAccountArgs.builder()
                .resourceGroupName(group.name())
                .build());

            // The nodes need the rules when they start, and nothing else here refers to them.
            new Pool("pool-crash", PoolArgs.builder()
                .resourceGroupName(group.name())
                .accountName(account.name())
                .vmSize("Standard_HB120rs_v3")
                .targetNodeCommunicationMode(NodeCommunicationMode.Simplified)
                .interNodeCommunication(InterNodeCommunicationState.Enabled)
                .taskSlotsPerNode(1)
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
                .build(), CustomResourceOptions.builder().dependsOn(oldInbound, toBatch, denyInternet).build());
        });
    }
}

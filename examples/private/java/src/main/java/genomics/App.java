package genomics;

import com.pulumi.Pulumi;
import com.pulumi.azurenative.batch.BatchAccount;
import com.pulumi.azurenative.batch.BatchAccountArgs;
import com.pulumi.azurenative.batch.Pool;
import com.pulumi.azurenative.batch.PoolArgs;
import com.pulumi.azurenative.batch.enums.IPAddressProvisioningType;
import com.pulumi.azurenative.batch.enums.NodeCommunicationMode;
import com.pulumi.azurenative.batch.enums.PublicNetworkAccessType;
import com.pulumi.azurenative.batch.inputs.DeploymentConfigurationArgs;
import com.pulumi.azurenative.batch.inputs.FixedScaleSettingsArgs;
import com.pulumi.azurenative.batch.inputs.ImageReferenceArgs;
import com.pulumi.azurenative.batch.inputs.NetworkConfigurationArgs;
import com.pulumi.azurenative.batch.inputs.PublicIPAddressConfigurationArgs;
import com.pulumi.azurenative.batch.inputs.ScaleSettingsArgs;
import com.pulumi.azurenative.batch.inputs.VirtualMachineConfigurationArgs;
import com.pulumi.azurenative.network.NetworkSecurityGroup;
import com.pulumi.azurenative.network.NetworkSecurityGroupArgs;
import com.pulumi.azurenative.network.PrivateDnsZoneGroup;
import com.pulumi.azurenative.network.PrivateDnsZoneGroupArgs;
import com.pulumi.azurenative.network.PrivateEndpoint;
import com.pulumi.azurenative.network.PrivateEndpointArgs;
import com.pulumi.azurenative.network.PrivateZone;
import com.pulumi.azurenative.network.PrivateZoneArgs;
import com.pulumi.azurenative.network.Subnet;
import com.pulumi.azurenative.network.SubnetArgs;
import com.pulumi.azurenative.network.VirtualNetwork;
import com.pulumi.azurenative.network.VirtualNetworkArgs;
import com.pulumi.azurenative.network.VirtualNetworkLink;
import com.pulumi.azurenative.network.VirtualNetworkLinkArgs;
import com.pulumi.azurenative.network.inputs.AddressSpaceArgs;
import com.pulumi.azurenative.network.inputs.PrivateDnsZoneConfigArgs;
import com.pulumi.azurenative.network.inputs.PrivateLinkServiceConnectionArgs;
import com.pulumi.azurenative.network.inputs.SecurityRuleArgs;
import com.pulumi.azurenative.network.inputs.SubResourceArgs;
import com.pulumi.azurenative.resources.ResourceGroup;
import com.pulumi.resources.CustomResourceOptions;

/**
 * Nodes without public addresses, and an NSG that denies all of the internet: they reach the Batch service through a
 * private endpoint for node management, in the same virtual network.
 * https://learn.microsoft.com/azure/batch/simplified-node-communication-pool-no-public-ip
 */
public class App {
    public static void main(String[] args) {
        Pulumi.run(ctx -> {
            var group = new ResourceGroup("genomics");

            var nsg = new NetworkSecurityGroup("nsg-nodes", NetworkSecurityGroupArgs.builder()
                .resourceGroupName(group.name())
                .securityRules(
                    // Patient data: nothing leaves the virtual network.
                    SecurityRuleArgs.builder()
                        .name("DenyInternet")
                        .direction("Outbound")
                        .priority(4096)
                        .access("Deny")
                        .protocol("*")
                        .sourceAddressPrefix("*")
                        .sourcePortRange("*")
                        .destinationAddressPrefix("Internet")
                        .destinationPortRange("*")
                        .build())
                .build());

            var vnet = new VirtualNetwork("vnet-genomics", VirtualNetworkArgs.builder()
                .resourceGroupName(group.name())
                .addressSpace(AddressSpaceArgs.builder().addressPrefixes("10.60.0.0/16").build())
                .build());

            var nodes = new Subnet("snet-nodes", SubnetArgs.builder()
                .resourceGroupName(group.name())
                .virtualNetworkName(vnet.name())
                .addressPrefix("10.60.0.0/22")
                .networkSecurityGroup(com.pulumi.azurenative.network.inputs.NetworkSecurityGroupArgs.builder()
                    .id(nsg.id())
                    .build())
                .build());

            // Azure changes one subnet of a virtual network at a time.
            var endpoints = new Subnet("snet-endpoints", SubnetArgs.builder()
                .resourceGroupName(group.name())
                .virtualNetworkName(vnet.name())
                .addressPrefix("10.60.4.0/27")
                .build(), CustomResourceOptions.builder().dependsOn(nodes).build());

            var account = new BatchAccount("batchgenomics", BatchAccountArgs.builder()
                .resourceGroupName(group.name())
                .publicNetworkAccess(PublicNetworkAccessType.Disabled)
                .build());

            var endpoint = new PrivateEndpoint("pe-node-management", PrivateEndpointArgs.builder()
                .resourceGroupName(group.name())
                .subnet(com.pulumi.azurenative.network.inputs.SubnetArgs.builder().id(endpoints.id()).build())
                .privateLinkServiceConnections(PrivateLinkServiceConnectionArgs.builder()
                    .name("node-management")
                    .privateLinkServiceId(account.id())
                    .groupIds("nodeManagement")
                    .build())
                .build());

            // The nodes look up the account's node management host name; this zone answers with the endpoint's private
            // address.
            var zone = new PrivateZone("zone-batch", PrivateZoneArgs.builder()
                .resourceGroupName(group.name())
                .privateZoneName("privatelink.batch.azure.com")
                .location("global")
                .build());

            var link = new VirtualNetworkLink("link-genomics", VirtualNetworkLinkArgs.builder()
                .resourceGroupName(group.name())
                .privateZoneName(zone.name())
                .location("global")
                .registrationEnabled(false)
                .virtualNetwork(SubResourceArgs.builder().id(vnet.id()).build())
                .build());

            var records = new PrivateDnsZoneGroup("records", PrivateDnsZoneGroupArgs.builder()
                .resourceGroupName(group.name())
                .privateEndpointName(endpoint.name())
                .privateDnsZoneConfigs(PrivateDnsZoneConfigArgs.builder()
                    .name("batch")
                    .privateDnsZoneId(zone.id())
                    .build())
                .build());

            // The first node asks for its host name as soon as it starts.
            var pool = new Pool("pool-genomics", PoolArgs.builder()
                .resourceGroupName(group.name())
                .accountName(account.name())
                .vmSize("Standard_E16s_v5")
                .targetNodeCommunicationMode(NodeCommunicationMode.Simplified)
                .deploymentConfiguration(DeploymentConfigurationArgs.builder()
                    .virtualMachineConfiguration(VirtualMachineConfigurationArgs.builder()
                        .imageReference(ImageReferenceArgs.builder()
                            .publisher("canonical")
                            .offer("ubuntu-24_04-lts")
                            .sku("server")
                            .version("latest")
                            .build())
                        .nodeAgentSkuId("batch.node.ubuntu 24.04")
                        .build())
                    .build())
                .networkConfiguration(NetworkConfigurationArgs.builder()
                    .subnetId(nodes.id())
                    .publicIPAddressConfiguration(PublicIPAddressConfigurationArgs.builder()
                        .provision(IPAddressProvisioningType.NoPublicIPAddresses)
                        .build())
                    .build())
                .scaleSettings(ScaleSettingsArgs.builder()
                    .fixedScale(FixedScaleSettingsArgs.builder().targetDedicatedNodes(4).build())
                    .build())
                .build(), CustomResourceOptions.builder().dependsOn(link, records).build());

            ctx.export("poolName", pool.name());
        });
    }
}

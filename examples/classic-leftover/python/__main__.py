import pulumi
from pulumi_azure_native import batch, network, resources

# A render farm as it was built years ago. What worked then stops working when classic node communication is gone:
# the Batch service no longer calls the nodes, the nodes have to call the service.

group = resources.ResourceGroup("render")

nsg = network.NetworkSecurityGroup(
    "nsg-render",
    resource_group_name=group.name,
    security_rules=[
        # Classic mode: the Batch service connects to every node.
        network.SecurityRuleArgs(
            name="AllowBatchNodeManagement",
            direction="Inbound",
            priority=100,
            access="Allow",
            protocol="Tcp",
            source_address_prefix="BatchNodeManagement",
            source_port_range="*",
            destination_address_prefix="*",
            destination_port_range="29876-29877",
        ),
        # Input and output files.
        network.SecurityRuleArgs(
            name="AllowStorage",
            direction="Outbound",
            priority=100,
            access="Allow",
            protocol="Tcp",
            source_address_prefix="*",
            source_port_range="*",
            destination_address_prefix="Storage.WestEurope",
            destination_port_range="443",
        ),
        # Render nodes have no business on the internet. In classic mode nothing else was needed.
        network.SecurityRuleArgs(
            name="DenyInternet",
            direction="Outbound",
            priority=4000,
            access="Deny",
            protocol="*",
            source_address_prefix="*",
            source_port_range="*",
            destination_address_prefix="Internet",
            destination_port_range="*",
        ),
    ],
)

vnet = network.VirtualNetwork(
    "vnet-render",
    resource_group_name=group.name,
    address_space=network.AddressSpaceArgs(address_prefixes=["10.20.0.0/16"]),
)

subnet = network.Subnet(
    "snet-render",
    resource_group_name=group.name,
    virtual_network_name=vnet.name,
    address_prefix="10.20.1.0/24",
    network_security_group=network.NetworkSecurityGroupArgs(id=nsg.id),
)

account = batch.BatchAccount("batchrender", resource_group_name=group.name)

pool = batch.Pool(
    "pool-render",
    resource_group_name=group.name,
    account_name=account.name,
    vm_size="Standard_D4s_v5",
    target_node_communication_mode=batch.NodeCommunicationMode.CLASSIC,
    deployment_configuration=batch.DeploymentConfigurationArgs(
        virtual_machine_configuration=batch.VirtualMachineConfigurationArgs(
            image_reference=batch.ImageReferenceArgs(
                publisher="microsoft-dsvm",
                offer="ubuntu-hpc",
                sku="2204",
                version="latest",
            ),
            node_agent_sku_id="batch.node.ubuntu 22.04",
        ),
    ),
    network_configuration=batch.NetworkConfigurationArgs(subnet_id=subnet.id),
    scale_settings=batch.ScaleSettingsArgs(
        fixed_scale=batch.FixedScaleSettingsArgs(target_dedicated_nodes=8),
    ),
)

pulumi.export("poolId", pool.id)

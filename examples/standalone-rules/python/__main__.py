import pulumi
from pulumi_azure_native import batch, network, resources

# Rules as resources of their own, so that each team adds its own. The one for classic node communication was copied
# from an old wiki page, port by port.

group = resources.ResourceGroup("crash")

nsg = network.NetworkSecurityGroup("nsg-crash", resource_group_name=group.name)


def rule(name, **arguments):
    return network.SecurityRule(
        name,
        resource_group_name=group.name,
        network_security_group_name=nsg.name,
        source_port_range="*",
        **arguments,
    )


old_inbound = rule(
    "allow-batch-service",
    direction=network.SecurityRuleDirection.INBOUND,
    priority=210,
    access=network.SecurityRuleAccess.ALLOW,
    protocol=network.SecurityRuleProtocol.TCP,
    source_address_prefix="BatchNodeManagement.NorthEurope",
    destination_address_prefix="*",
    destination_port_ranges=["29876", "29877"],
)

to_batch = rule(
    "allow-batch",
    direction=network.SecurityRuleDirection.OUTBOUND,
    priority=200,
    access=network.SecurityRuleAccess.ALLOW,
    protocol=network.SecurityRuleProtocol.TCP,
    source_address_prefix="VirtualNetwork",
    destination_address_prefix="BatchNodeManagement.NorthEurope",
    destination_port_range="443",
)

deny_internet = rule(
    "deny-internet",
    direction=network.SecurityRuleDirection.OUTBOUND,
    priority=4000,
    access=network.SecurityRuleAccess.DENY,
    protocol=network.SecurityRuleProtocol.ASTERISK,
    source_address_prefix="*",
    destination_address_prefix="Internet",
    destination_port_range="*",
)

vnet = network.VirtualNetwork(
    "vnet-crash",
    resource_group_name=group.name,
    address_space=network.AddressSpaceArgs(address_prefixes=["172.16.0.0/16"]),
)

subnet = network.Subnet(
    "snet-crash",
    resource_group_name=group.name,
    virtual_network_name=vnet.name,
    address_prefix="172.16.4.0/24",
    network_security_group=network.NetworkSecurityGroupArgs(id=nsg.id),
)

account = batch.BatchAccount("batchcrash", resource_group_name=group.name)

batch.Pool(
    "pool-crash",
    resource_group_name=group.name,
    account_name=account.name,
    vm_size="Standard_HB120rs_v3",
    target_node_communication_mode=batch.NodeCommunicationMode.SIMPLIFIED,
    inter_node_communication=batch.InterNodeCommunicationState.ENABLED,
    task_slots_per_node=1,
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
        fixed_scale=batch.FixedScaleSettingsArgs(target_dedicated_nodes=16),
    ),
    # The nodes need the rules when they start, and nothing else here refers to them.
    opts=pulumi.ResourceOptions(depends_on=[old_inbound, to_batch, deny_internet]),
)

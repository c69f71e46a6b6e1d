import pulumi
from pulumi_azure_native import batch, network, resources

# One NSG for everything in the studio. Its inbound rule was made for the web front end and is as wide as it gets, so it
# also opens the old classic ports of the Batch nodes to the internet.

group = resources.ResourceGroup("studio")

nsg = network.NetworkSecurityGroup(
    "nsg-studio",
    resource_group_name=group.name,
    security_rules=[
        {
            "name": "AllowAnyInbound",
            "direction": "Inbound",
            "priority": 300,
            "access": "Allow",
            "protocol": "*",
            "source_address_prefix": "Internet",
            "source_port_range": "*",
            "destination_address_prefix": "*",
            "destination_port_range": "1024-65535",
        },
        {
            "name": "AllowBatchOutbound",
            "direction": "Outbound",
            "priority": 300,
            "access": "Allow",
            "protocol": "Tcp",
            "source_address_prefix": "*",
            "source_port_range": "*",
            "destination_address_prefix": "BatchNodeManagement.WestEurope",
            "destination_port_range": "443",
        },
    ],
)

vnet = network.VirtualNetwork(
    "vnet-studio",
    resource_group_name=group.name,
    address_space={"address_prefixes": ["10.30.0.0/16"]},
)

web = network.Subnet(
    "snet-web",
    resource_group_name=group.name,
    virtual_network_name=vnet.name,
    address_prefix="10.30.0.0/24",
    network_security_group={"id": nsg.id},
)

render = network.Subnet(
    "snet-render",
    resource_group_name=group.name,
    virtual_network_name=vnet.name,
    address_prefix="10.30.1.0/24",
    network_security_group={"id": nsg.id},
    opts=pulumi.ResourceOptions(depends_on=[web]),
)

account = batch.BatchAccount("batchstudio", resource_group_name=group.name)

batch.Pool(
    "pool-studio",
    resource_group_name=group.name,
    account_name=account.name,
    vm_size="Standard_NC4as_T4_v3",
    target_node_communication_mode="Simplified",
    deployment_configuration={
        "virtual_machine_configuration": {
            "image_reference": {
                "publisher": "microsoft-dsvm",
                "offer": "ubuntu-hpc",
                "sku": "2204",
                "version": "latest",
            },
            "node_agent_sku_id": "batch.node.ubuntu 22.04",
        },
    },
    network_configuration={"subnet_id": render.id},
    scale_settings={"fixed_scale": {"target_dedicated_nodes": 2}},
)

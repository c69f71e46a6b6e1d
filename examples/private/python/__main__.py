import pulumi
from pulumi_azure_native import batch, network, privatedns, resources

# Nodes without public addresses, and an NSG that denies all of the internet: they reach the Batch service through a
# private endpoint for node management, in the same virtual network.
# https://learn.microsoft.com/azure/batch/simplified-node-communication-pool-no-public-ip

group = resources.ResourceGroup("genomics")

nsg = network.NetworkSecurityGroup(
    "nsg-nodes",
    resource_group_name=group.name,
    security_rules=[
        # Patient data: nothing leaves the virtual network.
        {
            "name": "DenyInternet",
            "direction": "Outbound",
            "priority": 4096,
            "access": "Deny",
            "protocol": "*",
            "source_address_prefix": "*",
            "source_port_range": "*",
            "destination_address_prefix": "Internet",
            "destination_port_range": "*",
        }
    ],
)

vnet = network.VirtualNetwork(
    "vnet-genomics",
    resource_group_name=group.name,
    address_space={"address_prefixes": ["10.60.0.0/16"]},
)

nodes = network.Subnet(
    "snet-nodes",
    resource_group_name=group.name,
    virtual_network_name=vnet.name,
    address_prefix="10.60.0.0/22",
    network_security_group={"id": nsg.id},
)

endpoints = network.Subnet(
    "snet-endpoints",
    resource_group_name=group.name,
    virtual_network_name=vnet.name,
    address_prefix="10.60.4.0/27",
    # Azure changes one subnet of a virtual network at a time.
    opts=pulumi.ResourceOptions(depends_on=[nodes]),
)

account = batch.BatchAccount(
    "batchgenomics",
    resource_group_name=group.name,
    public_network_access="Disabled",
)

endpoint = network.PrivateEndpoint(
    "pe-node-management",
    resource_group_name=group.name,
    subnet={"id": endpoints.id},
    private_link_service_connections=[
        {
            "name": "node-management",
            "private_link_service_id": account.id,
            "group_ids": ["nodeManagement"],
        }
    ],
)

# The nodes look up the account's node management host name; this zone answers with the endpoint's private address.
zone = privatedns.PrivateZone(
    "zone-batch",
    resource_group_name=group.name,
    private_zone_name="privatelink.batch.azure.com",
    location="global",
)

link = privatedns.VirtualNetworkLink(
    "link-genomics",
    resource_group_name=group.name,
    private_zone_name=zone.name,
    location="global",
    registration_enabled=False,
    virtual_network={"id": vnet.id},
)

records = network.PrivateDnsZoneGroup(
    "records",
    resource_group_name=group.name,
    private_endpoint_name=endpoint.name,
    private_dns_zone_configs=[{"name": "batch", "private_dns_zone_id": zone.id}],
)

pool = batch.Pool(
    "pool-genomics",
    resource_group_name=group.name,
    account_name=account.name,
    vm_size="Standard_E16s_v5",
    target_node_communication_mode="Simplified",
    deployment_configuration={
        "virtual_machine_configuration": {
            "image_reference": {
                "publisher": "canonical",
                "offer": "ubuntu-24_04-lts",
                "sku": "server",
                "version": "latest",
            },
            "node_agent_sku_id": "batch.node.ubuntu 24.04",
        },
    },
    network_configuration={
        "subnet_id": nodes.id,
        "public_ip_address_configuration": {"provision": "NoPublicIPAddresses"},
    },
    scale_settings={"fixed_scale": {"target_dedicated_nodes": 4}},
    # The first node asks for its host name as soon as it starts.
    opts=pulumi.ResourceOptions(depends_on=[link, records]),
)

pulumi.export("poolName", pool.name)

// Over 200 lines: one resource of a Terraform state for each type, next to its ARM form.

import { describe, expect, test } from "vitest";
import { readTerraform } from "../../../cli/snapshot/terraform";
import { AZURERM_TYPES, classicToken } from "../../../cli/snapshot/terraform-types";
import { CLASSIC_KINDS } from "../../../policies/topology/kinds";
import { parseTypeToken } from "../../../policies/topology/type-token";

const NETWORK = "/subscriptions/s-1/resourceGroups/rg/providers/Microsoft.Network";
const subnetId = `${NETWORK}/virtualNetworks/hub/subnets/batch`;
const accountId = "/subscriptions/s-1/resourceGroups/rg/providers/Microsoft.Batch/batchAccounts/render";

interface Written {
  readonly type: string;
  readonly values: object;
  readonly mode?: string;
  readonly sensitive_values?: object;
}

const read = (...resources: readonly Written[]) => readTerraform({ resources: resources.map(written) });
const written = ({ type, values, mode = "managed", sensitive_values = {} }: Written) => {
  return {
    address: `${type}.x`,
    mode,
    type,
    name: "x",
    provider_name: "azurerm",
    schema_version: 1,
    values,
    sensitive_values,
  };
};

const RULE = {
  access: "Deny",
  description: "",
  destination_address_prefix: "*",
  destination_address_prefixes: [],
  destination_application_security_group_ids: [],
  destination_port_range: "",
  destination_port_ranges: ["443"],
  direction: "Outbound",
  name: "DenyAll",
  priority: 4000,
  protocol: "*",
  source_address_prefix: "*",
  source_port_range: "*",
};

test.each<[string, string, object, string, object]>([
  [
    "a group with its rules",
    "azurerm_network_security_group",
    {
      id: `${NETWORK}/networkSecurityGroups/nsg`,
      name: "nsg",
      location: "westeurope",
      tags: { a: "b" },
      timeouts: null,
      security_rule: [RULE],
    },
    "azure:network/networkSecurityGroup:NetworkSecurityGroup",
    {
      name: "nsg",
      location: "westeurope",
      securityRules: [
        {
          name: "DenyAll",
          access: "Deny",
          direction: "Outbound",
          priority: 4000,
          protocol: "*",
          sourceAddressPrefix: "*",
          sourcePortRange: "*",
          destinationAddressPrefix: "*",
          destinationAddressPrefixes: [],
          destinationApplicationSecurityGroupIds: [],
          destinationPortRanges: ["443"],
        },
      ],
    },
  ],
  [
    "a network with subnets in it",
    "azurerm_virtual_network",
    {
      id: `${NETWORK}/virtualNetworks/hub`,
      name: "hub",
      location: "westeurope",
      address_space: ["10.0.0.0/16"],
      dns_servers: [],
      ip_address_pool: [],
      subnet: [
        {
          id: subnetId,
          name: "batch",
          address_prefixes: ["10.0.1.0/24"],
          security_group: "",
          route_table_id: `${NETWORK}/routeTables/rt`,
          delegation: [],
        },
        {
          id: `${NETWORK}/virtualNetworks/hub/subnets/web`,
          name: "web",
          delegation: [{ name: "d", service_delegation: [{ name: "Microsoft.Web/serverFarms", actions: [] }] }],
        },
      ],
    },
    "azure:network/virtualNetwork:VirtualNetwork",
    {
      name: "hub",
      location: "westeurope",
      addressSpaces: ["10.0.0.0/16"],
      dnsServers: [],
      ipAddressPools: [],
      subnets: [
        {
          id: subnetId,
          name: "batch",
          addressPrefixes: ["10.0.1.0/24"],
          routeTableId: `${NETWORK}/routeTables/rt`,
        },
        {
          id: `${NETWORK}/virtualNetworks/hub/subnets/web`,
          name: "web",
          delegation: { name: "d", serviceDelegation: { name: "Microsoft.Web/serverFarms" } },
        },
      ],
    },
  ],
  [
    "a subnet with a delegation",
    "azurerm_subnet",
    {
      id: subnetId,
      name: "batch",
      virtual_network_name: "hub",
      resource_group_name: "rg",
      address_prefixes: ["10.0.1.0/24"],
      default_outbound_access_enabled: true,
      private_endpoint_network_policies: "Enabled",
      service_endpoints: ["Microsoft.Storage"],
      delegation: [{ name: "d", service_delegation: [{ name: "Microsoft.Web/serverFarms", actions: [] }] }],
    },
    "azure:network/subnet:Subnet",
    {
      name: "batch",
      virtualNetworkName: "hub",
      addressPrefixes: ["10.0.1.0/24"],
      privateEndpointNetworkPolicies: "Enabled",
      serviceEndpoints: ["Microsoft.Storage"],
      delegations: [{ name: "d", serviceDelegation: { name: "Microsoft.Web/serverFarms" } }],
    },
  ],
  [
    "a subnet of version 5",
    "azurerm_subnet",
    {
      id: subnetId,
      name: "batch",
      virtual_network_name: "hub",
      address_prefixes: ["10.0.1.0/24"],
      service_endpoint: [{ service: "Microsoft.Storage", network_identifier: "" }],
      network_security_group_id: `${NETWORK}/networkSecurityGroups/nsg`,
      network_security_group_id_wo: null,
      network_security_group_id_wo_version: 1,
      route_table_id: "",
      route_table_id_wo_version: 0,
    },
    "azure:network/subnet:Subnet",
    {
      name: "batch",
      virtualNetworkName: "hub",
      addressPrefixes: ["10.0.1.0/24"],
      networkSecurityGroupId: `${NETWORK}/networkSecurityGroups/nsg`,
      networkSecurityGroupIdWoVersion: 1,
      routeTableIdWoVersion: 0,
      serviceEndpoints: [{ service: "Microsoft.Storage" }],
    },
  ],
  [
    "a network of version 5",
    "azurerm_virtual_network",
    {
      id: `${NETWORK}/virtualNetworks/hub`,
      name: "hub",
      subnet: [{ name: "batch", service_endpoint: [{ service: "Microsoft.Storage", network_identifier: null }] }],
    },
    "azure:network/virtualNetwork:VirtualNetwork",
    { name: "hub", subnets: [{ name: "batch", serviceEndpoints: [{ service: "Microsoft.Storage" }] }] },
  ],
  [
    "a record of version 5, whose id tells its zone",
    "azurerm_private_dns_a_record",
    {
      id: `${NETWORK}/privateDnsZones/privatelink.batch.azure.com/A/render`,
      name: "render",
      private_dns_zone_id: `${NETWORK}/privateDnsZones/privatelink.batch.azure.com`,
      records: ["10.0.1.7"],
      ttl: 300,
    },
    "azure:privatedns/aRecord:ARecord",
    { name: "render", records: ["10.0.1.7"] },
  ],
  [
    "a subnet of version 3",
    "azurerm_subnet",
    { id: subnetId, name: "batch", address_prefixes: ["10.0.1.0/24"], private_endpoint_network_policies_enabled: true },
    "azure:network/subnet:Subnet",
    { name: "batch", addressPrefixes: ["10.0.1.0/24"], privateEndpointNetworkPoliciesEnabled: true },
  ],
  [
    "a subnet of version 3.0",
    "azurerm_subnet",
    { id: subnetId, name: "batch", enforce_private_link_endpoint_network_policies: false },
    "azure:network/subnet:Subnet",
    { name: "batch", enforcePrivateLinkEndpointNetworkPolicies: false },
  ],
  [
    "a table of version 3",
    "azurerm_route_table",
    {
      id: `${NETWORK}/routeTables/rt`,
      name: "rt",
      disable_bgp_route_propagation: true,
      route: [
        {
          name: "default",
          address_prefix: "0.0.0.0/0",
          next_hop_type: "VirtualAppliance",
          next_hop_in_ip_address: "10.0.0.4",
        },
      ],
    },
    "azure:network/routeTable:RouteTable",
    {
      name: "rt",
      disableBgpRoutePropagation: true,
      routes: [
        {
          name: "default",
          addressPrefix: "0.0.0.0/0",
          nextHopType: "VirtualAppliance",
          nextHopInIpAddress: "10.0.0.4",
        },
      ],
    },
  ],
  [
    "a network of version 3",
    "azurerm_virtual_network",
    {
      id: `${NETWORK}/virtualNetworks/hub`,
      name: "hub",
      subnet: [{ name: "batch", address_prefix: "10.0.1.0/24", security_group: "" }],
    },
    "azure:network/virtualNetwork:VirtualNetwork",
    { name: "hub", subnets: [{ name: "batch", addressPrefix: "10.0.1.0/24" }] },
  ],
  [
    "a pool",
    "azurerm_batch_pool",
    {
      id: `${accountId}/pools/nodes`,
      name: "nodes",
      account_name: "render",
      vm_size: "STANDARD_D2",
      target_node_communication_mode: "Simplified",
      auto_scale: [],
      fixed_scale: [{ target_dedicated_nodes: 2, target_low_priority_nodes: 0, resize_timeout: "PT15M" }],
      network_configuration: [
        {
          subnet_id: subnetId,
          public_address_provisioning_type: "NoPublicIPAddresses",
          public_ips: [],
          endpoint_configuration: [
            {
              name: "ssh",
              backend_port: 22,
              protocol: "TCP",
              frontend_port_range: "4000-4100",
              network_security_group_rules: [
                { access: "Deny", priority: 1001, source_address_prefix: "*", source_port_ranges: ["*"] },
              ],
            },
          ],
        },
      ],
      mount: [
        {
          azure_blob_file_system: [{ account_name: "a", account_key: "k" }],
          nfs_mount: [{ source: "10.0.0.4:/x", mount_options: "" }],
        },
        { azure_blob_file_system: [], cifs_mount: [{ source: "//server/share", password: "p" }], nfs_mount: [] },
      ],
      container_configuration: [
        {
          container_image_names: ["a.azurecr.io/b"],
          container_registries: [{ registry_server: "a.azurecr.io", password: "p" }],
        },
      ],
      start_task: [
        { command_line: "x", resource_file: [{ http_url: "https://a.blob.core.windows.net/b?sig=1", file_path: "b" }] },
      ],
    },
    "azure:batch/pool:Pool",
    {
      name: "nodes",
      accountName: "render",
      targetNodeCommunicationMode: "Simplified",
      fixedScale: { targetDedicatedNodes: 2, targetLowPriorityNodes: 0 },
      networkConfiguration: {
        subnetId,
        publicAddressProvisioningType: "NoPublicIPAddresses",
        publicIps: [],
        endpointConfigurations: [
          {
            name: "ssh",
            backendPort: 22,
            protocol: "TCP",
            frontendPortRange: "4000-4100",
            networkSecurityGroupRules: [
              { access: "Deny", priority: 1001, sourceAddressPrefix: "*", sourcePortRanges: ["*"] },
            ],
          },
        ],
      },
      mounts: [
        { azureBlobFileSystem: {}, nfsMounts: [{ source: "//10.0.0.4/" }] },
        { cifsMounts: [{ source: "//server/" }], nfsMounts: [] },
      ],
      containerConfiguration: {
        containerImageNames: ["a.azurecr.io/b"],
        containerRegistries: [{ registryServer: "a.azurecr.io" }],
      },
      startTask: { resourceFiles: [{ httpUrl: "https://a.blob.core.windows.net/" }] },
    },
  ],
  [
    "an account",
    "azurerm_batch_account",
    {
      id: accountId,
      name: "render",
      location: "westeurope",
      public_network_access_enabled: true,
      primary_access_key: "key",
      network_profile: [
        {
          account_access: [],
          node_management_access: [{ default_action: "Deny", ip_rule: [{ ip_range: "20.0.0.0/24", action: "Allow" }] }],
        },
      ],
      allowed_authentication_modes: ["AAD"],
    },
    "azure:batch/account:Account",
    {
      name: "render",
      location: "westeurope",
      publicNetworkAccessEnabled: true,
      networkProfile: {
        nodeManagementAccess: { defaultAction: "Deny", ipRules: [{ ipRange: "20.0.0.0/24", action: "Allow" }] },
      },
      allowedAuthenticationModes: ["AAD"],
    },
  ],
  [
    "an association with a perimeter",
    "azurerm_network_security_perimeter_association",
    {
      id: `${NETWORK}/networkSecurityPerimeters/nsp/resourceAssociations/batch`,
      name: "batch",
      access_mode: "Enforced",
      network_security_perimeter_profile_id: `${NETWORK}/networkSecurityPerimeters/nsp/profiles/default`,
      resource_id: accountId,
    },
    "azure:network/networkSecurityPerimeterAssociation:NetworkSecurityPerimeterAssociation",
    { name: "batch", accessMode: "Enforced", resourceId: accountId },
  ],
  [
    "an endpoint",
    "azurerm_private_endpoint",
    {
      id: `${NETWORK}/privateEndpoints/pe`,
      name: "pe",
      subnet_id: subnetId,
      custom_dns_configs: [{ fqdn: "x.westeurope.service.batch.azure.com", ip_addresses: ["10.0.1.7"] }],
      ip_configuration: [],
      private_dns_zone_group: [{ id: "g", name: "default", private_dns_zone_ids: [`${NETWORK}/privateDnsZones/z`] }],
      private_service_connection: [
        {
          name: "c",
          is_manual_connection: false,
          private_connection_resource_id: accountId,
          private_ip_address: "10.0.1.7",
          subresource_names: ["nodeManagement"],
        },
      ],
    },
    "azure:privatelink/endpoint:Endpoint",
    {
      name: "pe",
      subnetId,
      customDnsConfigs: [{ fqdn: "x.westeurope.service.batch.azure.com", ipAddresses: ["10.0.1.7"] }],
      ipConfigurations: [],
      privateDnsZoneGroup: { name: "default", privateDnsZoneIds: [`${NETWORK}/privateDnsZones/z`] },
      privateServiceConnection: {
        name: "c",
        isManualConnection: false,
        privateConnectionResourceId: accountId,
        privateIpAddress: "10.0.1.7",
        subresourceNames: ["nodeManagement"],
      },
    },
  ],
  [
    "a firewall of a hub",
    "azurerm_firewall",
    {
      id: `${NETWORK}/azureFirewalls/fw`,
      name: "fw",
      firewall_policy_id: `${NETWORK}/firewallPolicies/p`,
      virtual_hub: [
        {
          virtual_hub_id: `${NETWORK}/virtualHubs/h`,
          private_ip_address: "10.9.0.4",
          public_ip_addresses: ["20.0.0.1"],
          public_ip_count: 1,
        },
      ],
    },
    "azure:network/firewall:Firewall",
    {
      name: "fw",
      firewallPolicyId: `${NETWORK}/firewallPolicies/p`,
      virtualHub: {
        virtualHubId: `${NETWORK}/virtualHubs/h`,
        privateIpAddress: "10.9.0.4",
        publicIpAddresses: ["20.0.0.1"],
      },
    },
  ],
  [
    "rules of a firewall's policy",
    "azurerm_firewall_policy_rule_collection_group",
    {
      id: `${NETWORK}/firewallPolicies/p/ruleCollectionGroups/g`,
      name: "g",
      priority: 100,
      firewall_policy_id: `${NETWORK}/firewallPolicies/p`,
      network_rule_collection: [
        {
          name: "n",
          priority: 200,
          action: "Allow",
          rule: [
            {
              name: "batch",
              protocols: ["TCP"],
              source_addresses: ["*"],
              destination_addresses: ["BatchNodeManagement.westeurope"],
              destination_ports: ["443"],
            },
          ],
        },
      ],
      application_rule_collection: [
        {
          name: "a",
          priority: 300,
          action: "Allow",
          rule: [
            {
              name: "web",
              protocols: [{ type: "Https", port: 443 }],
              destination_fqdns: ["*.batch.azure.com"],
              terminate_tls: false,
              http_headers: [],
            },
          ],
        },
      ],
    },
    "azure:network/firewallPolicyRuleCollectionGroup:FirewallPolicyRuleCollectionGroup",
    {
      name: "g",
      priority: 100,
      firewallPolicyId: `${NETWORK}/firewallPolicies/p`,
      networkRuleCollections: [
        {
          name: "n",
          priority: 200,
          action: "Allow",
          rules: [
            {
              name: "batch",
              protocols: ["TCP"],
              sourceAddresses: ["*"],
              destinationAddresses: ["BatchNodeManagement.westeurope"],
              destinationPorts: ["443"],
            },
          ],
        },
      ],
      applicationRuleCollections: [
        {
          name: "a",
          priority: 300,
          action: "Allow",
          rules: [
            {
              name: "web",
              protocols: [{ type: "Https", port: 443 }],
              destinationFqdns: ["*.batch.azure.com"],
              terminateTls: false,
            },
          ],
        },
      ],
    },
  ],
  [
    "a NAT gateway of version 2",
    "azurerm_nat_gateway",
    {
      id: `${NETWORK}/natGateways/nat`,
      name: "nat",
      sku_name: "Standard",
      public_ip_address_ids: [`${NETWORK}/publicIPAddresses/ip`],
      public_ip_prefix_ids: [],
    },
    "azure:network/natGateway:NatGateway",
    { name: "nat", publicIpAddressIds: [`${NETWORK}/publicIPAddresses/ip`], publicIpPrefixIds: [] },
  ],
  [
    "a routing intent",
    "azurerm_virtual_hub_routing_intent",
    {
      id: `${NETWORK}/virtualHubs/h/routingIntent/i`,
      name: "i",
      virtual_hub_id: `${NETWORK}/virtualHubs/h`,
      routing_policy: [{ name: "internet", destinations: ["Internet"], next_hop: `${NETWORK}/azureFirewalls/fw` }],
    },
    "azure:network/routingIntent:RoutingIntent",
    {
      name: "i",
      virtualHubId: `${NETWORK}/virtualHubs/h`,
      routingPolicies: [{ name: "internet", destinations: ["Internet"], nextHop: `${NETWORK}/azureFirewalls/fw` }],
    },
  ],
])("%s", (_what, type, values, token, properties) => {
  const { id } = values as { id: string };
  expect(read({ type, values })).toEqual([{ type: token, id, properties }]);
});

test("every kind of the classic provider is read, and its token is one", () => {
  expect(new Set(Object.values(AZURERM_TYPES))).toEqual(new Set(Object.keys(CLASSIC_KINDS)));
  for (const type of Object.values(AZURERM_TYPES)) {
    const [module, name] = type.split(":");
    expect(parseTypeToken(classicToken(type))).toMatchObject({ provider: "azure", module, type: name });
  }
});

test("all modules are read, at any depth", () => {
  const group = (name: string) =>
    written({ type: "azurerm_ip_group", values: { id: `${NETWORK}/ipGroups/${name}`, name, cidrs: [] } });
  const root = {
    resources: [group("a")],
    child_modules: [
      {
        address: "module.b",
        resources: [group("b")],
        child_modules: [{ address: "module.b.module.c", resources: [group("c")] }],
      },
    ],
  };
  expect(readTerraform(root).map(({ properties }) => properties.name)).toEqual(["a", "b", "c"]);
});

test.each([
  [undefined],
  [null],
  [{}],
  [{ resources: [null, 7, { values: {} }, { type: "azurerm_subnet", values: { id: null } }] }],
])("of %j nothing is read", (root) => expect(readTerraform(root)).toEqual([]));

describe("data sources", () => {
  test.each<[string, string[]]>([
    ["azurerm_batch_account", ["publicNetworkAccessEnabled", "networkProfile", "allowedAuthenticationModes"]],
    ["azurerm_batch_pool", ["targetNodeCommunicationMode"]],
    ["azurerm_virtual_network_peering", ["localSubnetNames", "remoteSubnetNames"]],
    ["azurerm_firewall", ["privateIpRanges"]],
    ["azurerm_firewall_policy", ["privateIpRanges", "autoLearnPrivateRangesEnabled"]],
    ["azurerm_network_security_group", []],
  ])("what %s does not tell is not known", (type, hidden) => {
    const values = { id: `${NETWORK}/things/x`, name: "x" };
    expect(new Set(read({ type, mode: "data", values })[0]?.hidden)).toEqual(new Set(hidden));
    expect(read({ type, values })[0]?.hidden).toBeUndefined();
  });

  test("of a subnet tell what is attached to it", () => {
    const values = {
      id: subnetId,
      name: "batch",
      virtual_network_name: "hub",
      address_prefixes: ["10.0.1.0/24"],
      network_security_group_id: `${NETWORK}/networkSecurityGroups/nsg`,
      route_table_id: "",
    };
    expect(read({ type: "azurerm_subnet", mode: "data", values })).toEqual([
      {
        type: "azure:network/subnet:Subnet",
        id: subnetId,
        read: true,
        properties: {
          name: "batch",
          virtualNetworkName: "hub",
          addressPrefixes: ["10.0.1.0/24"],
          networkSecurityGroupId: `${NETWORK}/networkSecurityGroups/nsg`,
        },
        hidden: ["delegations"],
      },
      {
        type: "azure:network/subnetNetworkSecurityGroupAssociation:SubnetNetworkSecurityGroupAssociation",
        id: subnetId,
        read: true,
        properties: { subnetId, networkSecurityGroupId: `${NETWORK}/networkSecurityGroups/nsg` },
      },
    ]);
  });

  test("of a network name its subnets, and nothing else of them", () => {
    const values = {
      id: `${NETWORK}/virtualNetworks/hub`,
      name: "hub",
      address_space: ["10.0.0.0/16"],
      subnets: ["batch"],
    };
    const [network] = read({ type: "azurerm_virtual_network", mode: "data", values });
    expect(network?.properties).toEqual({ name: "hub", addressSpaces: ["10.0.0.0/16"] });
    expect(network?.hidden).toEqual(["ipAddressPools", "subnets"]);
  });
});

describe("azapi_resource", () => {
  const id = `${NETWORK}/networkSecurityGroups/nsg`;
  const body = {
    properties: { securityRules: [{ name: "DenyAll", properties: { access: "Deny" } }] },
    tags: { a: "b" },
  };
  const expected = {
    type: "azure-native:network:NetworkSecurityGroup",
    id,
    properties: { name: "nsg", location: "westeurope", securityRules: [{ name: "DenyAll", access: "Deny" }] },
  };
  const values = {
    id,
    name: "nsg",
    location: "westeurope",
    type: "Microsoft.Network/networkSecurityGroups@2024-05-01",
  };

  test.each<[string, object]>([
    ["an object", body],
    ["JSON in a text", JSON.stringify(body) as unknown as object],
    ["a value with its type", { value: body, type: ["object", {}] }],
  ])("with a body that is %s", (_what, written) => {
    expect(read({ type: "azapi_resource", values: { ...values, body: written } })).toEqual([expected]);
  });

  test("as a data source, by what Azure answered", () => {
    expect(read({ type: "azapi_resource", mode: "data", values: { ...values, output: body } })).toEqual([
      { ...expected, read: true },
    ]);
  });

  test("of other types, or without a body that can be read, is passed by", () => {
    expect(read({ type: "azapi_resource", values: { ...values, body: "{" } })).toEqual([]);
    const other = { ...values, id: `${NETWORK}/loadBalancers/lb`, body };
    expect(read({ type: "azapi_resource", values: other })).toEqual([]);
  });
});

describe("what Terraform marks as sensitive is hidden", () => {
  const values = { id: `${NETWORK}/networkSecurityGroups/nsg`, name: "nsg", security_rule: [RULE, RULE] };
  const type = "azurerm_network_security_group";

  test.each<[object, string[]]>([
    [{ security_rule: true }, ["securityRules"]],
    [{ security_rule: [{ access: true }, {}] }, ["securityRules[0].access"]],
    [{ security_rule: [{}, true] }, ["securityRules[1]"]],
    [{ name: true }, ["name"]],
    [{ tags: true }, []],
  ])("%j", (sensitive_values, hidden) => {
    expect(read({ type, values, sensitive_values })[0]?.hidden ?? []).toEqual(hidden);
  });

  test("an element that is hidden keeps its place", () => {
    const [group] = read({ type, values, sensitive_values: { security_rule: [true, {}] } });
    expect(group?.properties.securityRules).toEqual([null, expect.objectContaining({ name: "DenyAll" })]);
  });

  test("an older name that is sensitive", () => {
    const table = { id: `${NETWORK}/routeTables/rt`, name: "rt", disable_bgp_route_propagation: true };
    const [read1] = read({
      type: "azurerm_route_table",
      values: table,
      sensitive_values: { disable_bgp_route_propagation: true },
    });
    expect(read1?.hidden).toEqual(["disableBgpRoutePropagation"]);
  });
});

import type { Properties } from "../../wire/properties";
import { firstAddress, guid, publicAddress } from "../service-values";

interface Created {
  readonly id: string;
  readonly inputs: Properties;
  /** The values that the program set, with Terraform's empty values for the rest. */
  readonly outputs: Properties;
  /** The outputs of a deployed subnet, by its id. */
  readonly findSubnet: (id: unknown) => Properties | undefined;
}

/** The values that Azure sets in a resource, by type token. */
export const serviceValues: { readonly [token: string]: (resource: Created) => Record<string, unknown> } = {
  "azure:network/virtualNetwork:VirtualNetwork": ({ id, outputs }) => ({
    guid: guid(id),
    subnets: elements(outputs.subnets).map((subnet) => ({ ...subnet, id: `${id}/subnets/${subnet.name}` })),
  }),
  "azure:network/publicIp:PublicIp": ({ id }) => ({ ipAddress: publicAddress(id) }),
  "azure:network/natGateway:NatGateway": ({ id }) => ({ resourceGuid: guid(id) }),
  "azure:network/firewall:Firewall": ({ outputs, findSubnet }) => ({
    threatIntelMode: outputs.threatIntelMode || "Alert",
    ipConfigurations: elements(outputs.ipConfigurations).map((each) => {
      return { ...each, privateIpAddress: firstAddress(findSubnet(each.subnetId)) ?? "" };
    }),
  }),
  "azure:privatelink/endpoint:Endpoint": ({ id, outputs, findSubnet }) => {
    const connection = outputs.privateServiceConnection as Properties;
    const privateIpAddress = firstAddress(findSubnet(outputs.subnetId)) ?? "";
    const nic = `${id.split("/").at(-1)}.nic.${guid(id)}`;
    return {
      networkInterfaces: [{ id: id.replace(/\/privateEndpoints\/.*$/, `/networkInterfaces/${nic}`), name: nic }],
      privateServiceConnection: { ...connection, privateIpAddress },
    };
  },
  "azure:privatedns/zone:Zone": () => ({ maxNumberOfRecordSets: 25_000, maxNumberOfVirtualNetworkLinks: 1000 }),
  "azure:privatedns/zoneVirtualNetworkLink:ZoneVirtualNetworkLink": () => ({ resolutionPolicy: "Default" }),
  "azure:batch/account:Account": ({ id, inputs }) => ({
    accountEndpoint: `${inputs.name}.${inputs.location}.batch.azure.com`,
    allowedAuthenticationModes: inputs.allowedAuthenticationModes ?? ["AAD", "SharedKey", "TaskAuthenticationToken"],
    primaryAccessKey: { $secret: guid(`${id}#primary`) },
    secondaryAccessKey: { $secret: guid(`${id}#secondary`) },
  }),
  "azure:batch/pool:Pool": ({ inputs, outputs }) => ({
    taskSchedulingPolicies: inputs.taskSchedulingPolicies ?? [{ nodeFillType: "Spread" }],
    networkConfiguration: withAddresses(outputs.networkConfiguration as Properties | null),
  }),
};

/** Batch manages the public addresses of nodes by default. */
function withAddresses(network: Properties | null): Properties | null {
  return (
    network && { ...network, publicAddressProvisioningType: network.publicAddressProvisioningType || "BatchManaged" }
  );
}

function elements(list: unknown): Properties[] {
  return Array.isArray(list) ? list : [];
}

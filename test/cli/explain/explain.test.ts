import { describe, expect, it } from "vitest";
import { explain } from "../../../cli/explain/explain";
import { formatStatements } from "../../../cli/explain/statement";
import { buildTopology } from "../../../policies/topology/topology";
import { PROGRAMS } from "../../programs/all";
import { network, peering, pool, subnet } from "../../programs/parts";
import { denyOut, farm, inbound, toBatch } from "../../rules/parts";
import { networkId, planned } from "../../support/planned";
import { type Args, GROUP, later, native, type Program, ref, SUBSCRIPTION } from "../../support/program/language";
import { SHAPES } from "../../support/program/shapes";

const VNET = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/spoke`;

const gatewayIn = (place: string) =>
  native("network:VirtualNetworkGateway", { ipConfigurations: [{ name: "edge", subnet: { id: ref(place) } }] });

/** The output of `explain` for a program in one of the shapes. */
function explained(program: Program, shapeName: string): string {
  const shape = SHAPES.find(({ name }) => name === shapeName);
  if (!shape) throw new Error(`There is no shape ${shapeName}.`);
  return formatStatements(explain(buildTopology(shape.show(program, (type) => type))));
}

function programOf(title: string): Program {
  const found = PROGRAMS.find((each) => each.title === title);
  if (!found) throw new Error(`There is no program "${title}".`);
  return found.program;
}

describe("what is explained", () => {
  it("of a pool behind a firewall, at the first preview of a Node program", () => {
    const program = programOf("hub and spoke, with a firewall that lets Batch through");
    expect(explained(program, "first preview in Node")).toBe(
      `pool: render
  communication mode: Simplified
  public addresses: unknown before deployment: networkConfiguration.publicIPAddressConfiguration.provision of render
  region: westeurope
  account: batch (linked by dependency)
    region: westeurope
    public network access: Enabled
    private endpoints: none
  subnet: snet (linked by dependency)
    addresses: 10.0.1.0/24
    virtual network: spoke (linked by dependency)
      addresses: 10.0.0.0/16
      gateway: no
      virtual hub: no
      peerings: hub
        to: hub (linked by dependency)
    security group: nsg (linked by dependency)
      rules: AllowBatch
        AllowBatch: priority 100, outbound Allow, protocol Tcp, source *, source port *, destination BatchNodeManagement.WestEurope, port 443
    route table: rt (linked by dependency)
      routes: everywhere
        everywhere: 0.0.0.0/0 to VirtualAppliance unknown before deployment
          firewall: fw (linked by dependency)
    NAT gateway: none
`,
    );
  });

  it("of a subnet that may be one of several: each with what is attached to it", () => {
    const program = programOf("a network with several subnets inside, of which a pool has the second");
    const lines = explained(program, "first preview").split("\n");
    expect(lines.filter((line) => /^ {2}(subnet| {2}perhaps)|security group/.test(line))).toEqual([
      "  subnet: one of back, front (linked by dependency)",
      "    perhaps: back",
      // The engine sends the dependencies of the list as a whole, not of each element.
      "      security group: one of closed, open (linked by dependency)",
      "    perhaps: front",
      "      security group: one of closed, open (linked by dependency)",
    ]);
  });

  it.each<[string, Args, Program, readonly string[]]>([
    ["none", {}, {}, ["gateway: no", "virtual hub: no"]],
    ["one of its own", {}, { gw: gatewayIn("edge") }, ["gateway: yes", "virtual hub: no"]],
    ["one of a peer", { useRemoteGateways: true }, {}, ["gateway: of a peer", "virtual hub: no"]],
    [
      "perhaps one of a peer",
      { useRemoteGateways: later(true as never) },
      {},
      ["gateway: unknown before deployment: useRemoteGateways of there", "virtual hub: no"],
    ],
  ])("of where a network leads: %s", (_, peered, more, expected) => {
    const program = farm({
      more: {
        edge: subnet("vnet", "10.0.250.0/24", { subnetName: "GatewaySubnet" }),
        hub: network("10.9.0.0/16"),
        there: peering("vnet", "hub", peered),
        ...more,
      },
    });
    const lines = explained(program, "first preview").split("\n");
    expect(lines.filter((line) => /^ +(gateway|virtual hub):/.test(line)).map((line) => line.trim())).toEqual(expected);
  });

  it("of a network that is connected to a virtual hub", () => {
    const id = networkId("virtualNetworks/spoke");
    const topology = buildTopology([
      planned("network:VirtualNetwork", "spoke", { inputs: { virtualNetworkName: "spoke" }, outputs: { id } }),
      planned("network:HubVirtualNetworkConnection", "hubbed", { inputs: { remoteVirtualNetwork: { id } } }),
      planned("batch:Pool", "render", {
        inputs: { poolName: "render", networkConfiguration: { subnetId: `${id}/subnets/batch` } },
      }),
      planned("network:Subnet", "batch", {
        inputs: { subnetName: "batch", virtualNetworkName: "spoke" },
        outputs: { id: `${id}/subnets/batch` },
      }),
    ]);
    expect(formatStatements(explain(topology))).toContain("      gateway: no\n      virtual hub: yes\n");
  });

  it.each([
    ["snet-batch", "malformed: no id of the form …/virtualNetworks/…/subnets/…"],
    [`/subscriptions/${SUBSCRIPTION}/resourceGroups/rg`, "malformed: no id of the form …/virtualNetworks/…/subnets/…"],
    [`${VNET}/Subnets/batch`, `outside this program: ${VNET}/Subnets/batch`],
  ])("of a pool in the subnet %s", (subnetId, says) => {
    const { batch } = programOf("an account without a pool beside one with two");
    const program = { ...GROUP, batch, render: pool({ subnetId }) } as Program;
    expect(explained(program, "first preview")).toContain(`\n  subnet: ${says}\n`);
  });

  it("of rules that are not written in the order in which Azure asks them", () => {
    const lines = explained(farm({ rules: [denyOut, toBatch, inbound(300, "Deny", "*", "*")] }), "first preview");
    expect(lines.match(/(?<= {8})\w+: priority \d+/g)).toEqual([
      "DenyInbound300: priority 300",
      "AllowOutbound100: priority 100",
      "DenyOutbound4000: priority 4000",
    ]);
  });

  it("of a value from another stack: whose property decides it", () => {
    const program = programOf("a subnet out of another stack, that is not there yet");
    expect(explained(program, "first preview")).toContain(
      "  subnet: unknown before deployment: networkConfiguration.subnetId of render\n",
    );
  });

  it("of an account that surely has no pool", () => {
    const { group, spare, batch } = programOf("an account without a pool beside one with two");
    const alone = { group, spare, batch } as Program;
    expect(explained(alone, "first preview")).toMatch(
      /^account without a pool: batch\n[\s\S]*^account without a pool: spare\n/m,
    );
  });

  it("not of accounts while a pool's is unknown", () => {
    const { group, batch, second } = programOf("an account without a pool beside one with two");
    const { args, ...written } = second as Program[string];
    const pool = {
      ...written,
      args: { ...args, accountName: later("batch"), resourceGroupName: ref("group", "name") },
    };
    expect(explained({ group, batch, pool } as Program, "first preview")).not.toContain("account without a pool");
  });

  it("is nothing of a program without Batch", () => {
    expect(explained({ group: programOf("a pool without any network").group } as Program, "first preview")).toBe("");
  });
});

import { expect } from "vitest";
import { inWords } from "../../../cli/picture/in-words";
import { networkPathsOf } from "../../../cli/picture/network-paths";
import { withDeclared } from "../../../policies/reach/declared-pools";
import { openReach } from "../../../policies/reach/reach";
import { readSettings } from "../../../policies/settings/settings";
import { buildTopology } from "../../../policies/topology/topology";
import { network, peering } from "../../programs/parts";
import { route } from "../../rules/firewall";
import { TODAY } from "../../support/exemptions";
import { type Args, native, type Program, ref } from "../../support/program/language";
import { SHAPES } from "../../support/program/shapes";

export function resourcesOf(program: Program, shape = SHAPES[0]?.name) {
  return SHAPES.find(({ name }) => name === shape)?.show(program, (type) => type) ?? [];
}

export function pathsIn(resources: ReturnType<typeof resourcesOf>, given: object = {}) {
  const settings = readSettings(given, { today: TODAY, policies: [], aliases: new Map() });
  expect(settings.problems).toEqual([]);
  return networkPathsOf(openReach(withDeclared(buildTopology(resources), settings), settings.trustedNextHops));
}

export const words = (program: Program, settings?: object, shape?: string) =>
  pathsIn(resourcesOf(program, shape), settings).map(inWords);

export const withoutAddresses: Args = { publicIPAddressConfiguration: { provision: "NoPublicIPAddresses" } };
export const denies = (value: string): Args => ({
  networkProfile: { nodeManagementAccess: { defaultAction: "Deny", ipRules: [{ action: "Allow", value }] } },
});
export const DENIES =
  "denies node management access from public addresses (networkProfile.nodeManagementAccess.defaultAction) except for 1 IP rule";
export const CLOSED = "denies all access from public addresses (publicNetworkAccess)";
export const NETWORK = "/subscriptions/0/resourceGroups/rg/providers/Microsoft.Network";
export const everywhere = (type: string, address?: unknown) => route("all", "0.0.0.0/0", type, address);
export const behindNat = { natGateway: { id: ref("nat") } };
export const nat = native("network:NatGateway", { sku: { name: "Standard" } });
export const lentGateway = {
  hub: network("10.100.0.0/16"),
  "to-hub": peering("vnet", "hub", { useRemoteGateways: true }),
};

export const withoutLearning = native("network:RouteTable", { disableBgpRoutePropagation: true });
export const denying = (program: Program): Program =>
  JSON.parse(JSON.stringify(program).replaceAll('"Allow"', '"Deny"'));

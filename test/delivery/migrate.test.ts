// Over 200 lines: three whole Pulumi programs, which the plan changes step by step.

import { readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { describe, expect, test } from "vitest";
import type { MigrationDocument } from "../../cli/migrate/document";
import { NOTHING } from "../../cli/migrate/markdown";
import { operations } from "../../policies/remedies/edits";
import { root } from "../../toolchain/checkout";
import { presetFile } from "../../toolchain/docs/presets";
import { readProject } from "../../toolchain/engine/project";
import { openWorkspace, type Workspace } from "../../toolchain/engine/workspace";
import { applySnippet } from "../support/apply-snippet";
import { requireCli } from "../support/cli";
import { touched } from "../support/engine-events";
import { migrate } from "../support/migrating";
import { usePrograms } from "../support/programs";

// The TypeScript snippets of each step are applied to the program as the plan shows them. The program is deployed after each step,
// and in the end the pack has no findings.
const cli = requireCli();
const { copyOf, program } = usePrograms();

/** Two pools in two subnets behind one group with standalone rules. */
const SHARED = `
import * as azure from "@pulumi/azure-native";

const group = new azure.resources.ResourceGroup("films");
const guard = new azure.network.NetworkSecurityGroup("nsg-films", { resourceGroupName: group.name });
const rule = { resourceGroupName: group.name, networkSecurityGroupName: guard.name, sourcePortRange: "*" };
const oldInbound = new azure.network.SecurityRule("old-inbound", {
  ...rule,
  direction: "Inbound", access: "Allow", priority: 100, protocol: "Tcp",
  sourceAddressPrefix: "BatchNodeManagement.WestEurope", destinationAddressPrefix: "*", destinationPortRange: "29876-29877",
});
new azure.network.SecurityRule("wide-inbound", {
  ...rule,
  direction: "Inbound", access: "Allow", priority: 110, protocol: "Tcp",
  sourceAddressPrefix: "Internet", destinationAddressPrefix: "*", destinationPortRange: "20000-30000",
}, { dependsOn: [oldInbound] });
new azure.network.SecurityRule("old-storage", {
  ...rule,
  direction: "Outbound", access: "Allow", priority: 100, protocol: "Tcp",
  sourceAddressPrefix: "*", destinationAddressPrefix: "Storage.WestEurope", destinationPortRange: "443",
});
new azure.network.SecurityRule("deny-internet", {
  ...rule,
  direction: "Outbound", access: "Deny", priority: 200, protocol: "*",
  sourceAddressPrefix: "*", destinationAddressPrefix: "Internet", destinationPortRange: "*",
});
const network = new azure.network.VirtualNetwork("vnet", {
  resourceGroupName: group.name,
  addressSpace: { addressPrefixes: ["10.20.0.0/16"] },
});
const account = new azure.batch.BatchAccount("batchfilms", { resourceGroupName: group.name });
const common = {
  resourceGroupName: group.name,
  accountName: account.name,
  vmSize: "Standard_D4s_v5",
  deploymentConfiguration: {
    virtualMachineConfiguration: {
      imageReference: { publisher: "canonical", offer: "ubuntu-24_04-lts", sku: "server", version: "latest" },
      nodeAgentSkuId: "batch.node.ubuntu 24.04",
    },
  },
};
const first = new azure.network.Subnet("first", {
  resourceGroupName: group.name, virtualNetworkName: network.name,
  addressPrefix: "10.20.1.0/24", networkSecurityGroup: { id: guard.id },
});
const second = new azure.network.Subnet("second", {
  resourceGroupName: group.name, virtualNetworkName: network.name,
  addressPrefix: "10.20.2.0/24", networkSecurityGroup: { id: guard.id },
}, { dependsOn: [first] });
new azure.batch.Pool("fixed", {
  ...common,
  targetNodeCommunicationMode: "Classic",
  networkConfiguration: { subnetId: first.id },
  scaleSettings: { fixedScale: { targetDedicatedNodes: 8, targetLowPriorityNodes: 2 } },
});
new azure.batch.Pool("formula", {
  ...common,
  targetNodeCommunicationMode: "Classic",
  networkConfiguration: { subnetId: second.id },
  scaleSettings: { autoScale: { formula: "$TargetDedicatedNodes = 5;", evaluationInterval: "PT5M" } },
});
`;

/** Inline rules, one of which also applies to other traffic than that of Batch, and one of which names another region. */
const INLINE = `
import * as azure from "@pulumi/azure-native";

const group = new azure.resources.ResourceGroup("studio");
const nsg = new azure.network.NetworkSecurityGroup("nsg-studio", {
  resourceGroupName: group.name,
  securityRules: [
    {
      name: "AllowWide", direction: "Inbound", priority: 300, access: "Allow", protocol: "*",
      sourceAddressPrefix: "Internet", sourcePortRange: "*", destinationAddressPrefix: "*", destinationPortRange: "1024-65535",
    },
    {
      name: "AllowBatch", direction: "Outbound", priority: 300, access: "Allow", protocol: "Tcp",
      sourceAddressPrefix: "*", sourcePortRange: "*", destinationAddressPrefix: "BatchNodeManagement.NorthEurope", destinationPortRange: "443",
    },
    {
      name: "DenyAll", direction: "Outbound", priority: 4000, access: "Deny", protocol: "*",
      sourceAddressPrefix: "*", sourcePortRange: "*", destinationAddressPrefix: "*", destinationPortRange: "*",
    },
  ],
});
const network = new azure.network.VirtualNetwork("vnet", {
  resourceGroupName: group.name,
  addressSpace: { addressPrefixes: ["10.30.0.0/16"] },
  subnets: [{ name: "batch", addressPrefix: "10.30.1.0/24", networkSecurityGroup: { id: nsg.id } }],
});
const account = new azure.batch.BatchAccount("batchstudio", { resourceGroupName: group.name });
new azure.batch.Pool("pool-studio", {
  resourceGroupName: group.name,
  accountName: account.name,
  vmSize: "Standard_NC4as_T4_v3",
  targetNodeCommunicationMode: "Classic",
  deploymentConfiguration: {
    virtualMachineConfiguration: {
      imageReference: { publisher: "canonical", offer: "ubuntu-24_04-lts", sku: "server", version: "latest" },
      nodeAgentSkuId: "batch.node.ubuntu 24.04",
    },
  },
  networkConfiguration: { subnetId: network.subnets.apply((all) => all?.[0]?.id ?? "") },
  scaleSettings: { fixedScale: { targetDedicatedNodes: 2 } },
});
`;

/** A pool whose route table drops all traffic, a closed account, and a second pool without outbound access. */
const SHUT = `
import * as azure from "@pulumi/azure-native";

const group = new azure.resources.ResourceGroup("shut");
const table = new azure.network.RouteTable("rt-shut", {
  resourceGroupName: group.name,
  routes: [{ name: "all", addressPrefix: "0.0.0.0/0", nextHopType: "None" }],
});
const network = new azure.network.VirtualNetwork("vnet", {
  resourceGroupName: group.name,
  addressSpace: { addressPrefixes: ["10.40.0.0/16"] },
});
const dropping = new azure.network.Subnet("dropping", {
  resourceGroupName: group.name, virtualNetworkName: network.name,
  addressPrefix: "10.40.1.0/24", routeTable: { id: table.id },
});
const lonely = new azure.network.Subnet("lonely", {
  resourceGroupName: group.name, virtualNetworkName: network.name, addressPrefix: "10.40.2.0/24",
}, { dependsOn: [dropping] });
const open = new azure.batch.BatchAccount("batchopen", { resourceGroupName: group.name });
const closed = new azure.batch.BatchAccount("batchclosed", { resourceGroupName: group.name, publicNetworkAccess: "Disabled" });
const common = {
  resourceGroupName: group.name,
  vmSize: "Standard_D4s_v5",
  targetNodeCommunicationMode: "Simplified",
  deploymentConfiguration: {
    virtualMachineConfiguration: {
      imageReference: { publisher: "canonical", offer: "ubuntu-24_04-lts", sku: "server", version: "latest" },
      nodeAgentSkuId: "batch.node.ubuntu 24.04",
    },
  },
  scaleSettings: { fixedScale: { targetDedicatedNodes: 1 } },
} as const;
new azure.batch.Pool("dropped", {
  ...common, accountName: open.name,
  networkConfiguration: {
    subnetId: dropping.id, publicIPAddressConfiguration: { provision: "NoPublicIPAddresses" },
  },
});
new azure.batch.Pool("refused", {
  ...common, accountName: closed.name, networkConfiguration: { subnetId: lonely.id },
});
`;

async function modes(workspace: Workspace): Promise<readonly unknown[]> {
  const { deployment } = JSON.parse(readFileSync(await workspace.exportState(), "utf8"));
  return deployment.resources
    .filter(({ type }: { type: string }) => type.endsWith(":batch:Pool"))
    .map(({ outputs }: { outputs: { currentNodeCommunicationMode: string } }) => outputs.currentNodeCommunicationMode);
}

describe.concurrent.each([
  [
    "classic-leftover",
    () => copyOf("classic-leftover"),
    ["open", "empty", "mode", "resize", "verify", "close", "storage"],
  ],
  [
    "pools that share a group",
    () => program(SHARED),
    ["open", "empty", "mode", "resize", "verify", "close", "storage"],
  ],
  ["rules in the group", () => program(INLINE), ["open", "empty", "mode", "resize", "verify", "close"]],
  ["routes, accounts and ways out", () => program(SHUT), ["obstacle", "obstacle", "verify"]],
] as const)("the plan for %s", (_title, make, kinds) => {
  test("leads step by step to a program in which the pack finds nothing", async () => {
    const directory = make();
    const file = path.join(directory, "index.ts");
    const workspace = await openWorkspace(cli, readProject(directory));
    try {
      const deployed = await workspace.up();
      expect(deployed.status, deployed.output).toBe(0);
      const before = await workspace.preview({ policyPacks: [root] });
      expect(before.findings.filter(({ level }) => level === "mandatory").length).toBeGreaterThan(1);

      const state = await workspace.exportState();
      const { steps, imports }: MigrationDocument = JSON.parse(await migrate(state, "--format", "json"));
      const text = await migrate(state);
      expect(steps.map(({ kind }) => kind)).toEqual(kinds);
      for (const { kind, edits, snippets } of steps) {
        // Nothing is closed before the nodes run in the new mode.
        if (kind === "close") expect(new Set(await modes(workspace))).toEqual(new Set(["Simplified"]));
        if (edits.length === 0) continue;
        // The applied snippet is the one that the plan shows.
        expect(text).toContain(snippets.typescript);
        writeFileSync(file, applySnippet(readFileSync(file, "utf8"), snippets.typescript, imports.typescript));
        const done = await workspace.up({
          policyPacks: [root],
          policyPackConfig: path.join(root, presetFile("audit")),
        });
        expect(done.status, done.output).toBe(0);
        expect(touched(done.log), kind).toEqual(
          operations(edits)
            .map(([what, { name }]) => `${what} ${name}`)
            .sort(),
        );
      }

      const after = await workspace.preview({ policyPacks: [root] });
      expect(after.findings).toEqual([]);
      expect(after.status, after.output).toBe(0);
      expect(touched(after.log)).toEqual([]);
      expect(await migrate(await workspace.exportState())).toBe(`${NOTHING}\n`);
    } finally {
      workspace.close();
    }
  });
});

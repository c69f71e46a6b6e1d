import { writeFileSync } from "node:fs";
import * as path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { root } from "../../toolchain/checkout";
import { presetFile } from "../../toolchain/docs/presets";
import { readProject } from "../../toolchain/engine/project";
import { type EngineRun, openWorkspace, type Workspace } from "../../toolchain/engine/workspace";
import { requireCli } from "../support/cli";
import { FULL } from "../support/full";
import { usePrograms } from "../support/programs";

// The effect of --policy-pack-config on the real engine, which validates the file before the pack receives it.
const cli = requireCli();
const { copyOf, empty, program } = usePrograms();

let workspace: Workspace;
let stack: string;
beforeAll(async () => {
  const project = readProject(copyOf("classic-leftover"));
  stack = project.stack;
  workspace = await openWorkspace(cli, project);
});
afterAll(() => workspace?.close());

function preview(configuration: object): Promise<EngineRun> {
  const file = path.join(empty(), "configuration.json");
  writeFileSync(file, JSON.stringify(configuration));
  return workspace.preview({ policyPacks: [root], policyPackConfig: file });
}

const inAYear = new Date(Date.now() + 365 * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
const accepted = { reason: "The farm is shut down in the summer.", expires: inAYear };

const levelsOf = ({ findings }: EngineRun, policy: string) =>
  findings.filter((finding) => finding.policy === policy).map(({ level }) => level);

test.concurrent("a typo, a wrong type and a wrong date are findings at the policy's level; everything else is judged", async () => {
  const settings = { retirmentDate: "2027-01-01", batchSubnets: "snet-render", retirementDate: "soon" };
  const run = await preview({ settings });
  expect(levelsOf(run, "settings")).toEqual(["mandatory", "mandatory", "mandatory"]);
  expect(run.output).toContain('Did you mean "retirementDate"?');
  expect(levelsOf(run, "pool-no-classic-communication")).toEqual(["mandatory"]);
  expect(run.status).not.toBe(0);
});

test.concurrent("an organisation may make the settings advisory: mistakes are reported and do not fail the run", {
  skip: !FULL,
}, async () => {
  const run = await preview({ all: "advisory", settings: { enforcementLevel: "advisory", retirementDate: 7 } });
  expect(levelsOf(run, "settings")).toEqual(["advisory"]);
  expect(run.findings.map(({ level }) => level)).not.toContain("mandatory");
  expect(run.status).toBe(0);
});

test.concurrent("exempted findings do not count, for one resource and for the stack, and are on record", async () => {
  const exemptions = [
    { policy: "pool-no-classic-communication", resource: "pool-render", stack, ...accepted },
    { policy: "nsg-no-classic-inbound", resource: "urn:pulumi:*::nsg-render", rule: "allowbatch*", ...accepted },
    { policy: "pool-node-management-outbound", resource: "*", ...accepted },
    { policy: "*", resource: "gone", stack, ...accepted },
  ];
  const run = await preview({ settings: { exemptions } });
  expect(run.findings.filter(({ level }) => level === "mandatory")).toEqual([]);
  expect(run.status).toBe(0);
  const [record] = run.findings.filter(({ policy }) => policy === "exemptions");
  expect(record?.message).toContain("3 exemptions exclude 3 findings from the result.");
  expect(record?.message).toContain("matches nothing in this stack: * on gone (exemptions[3])");
});

describe("one policy with findings of two levels", () => {
  // The classic rule applies to a pool in "nsg", and is left over in "old".
  const directory = program(`
    import { batch, network, resources } from "@pulumi/azure-native";
    const resourceGroupName = new resources.ResourceGroup("group").name;
    const anywhere = { sourcePortRange: "*", destinationAddressPrefix: "*" };
    const side = { sourceAddressPrefix: "BatchNodeManagement", destinationPortRange: "29876-29877" };
    const kind = { direction: "Inbound", access: "Allow", protocol: "Tcp", priority: 100 };
    const securityRules = [{ name: "AllowBatch", ...kind, ...side, ...anywhere }];
    const nsg = new network.NetworkSecurityGroup("nsg", { resourceGroupName, securityRules });
    new network.NetworkSecurityGroup("old", { resourceGroupName, securityRules });
    const addressSpace = { addressPrefixes: ["10.0.0.0/16"] };
    const vnet = new network.VirtualNetwork("vnet", { resourceGroupName, addressSpace });
    const subnet = new network.Subnet("snet", {
      ...{ resourceGroupName, virtualNetworkName: vnet.name, addressPrefix: "10.0.1.0/24" },
      networkSecurityGroup: { id: nsg.id },
    });
    const account = new batch.BatchAccount("batch", { resourceGroupName });
    new batch.Pool("render", {
      ...{ resourceGroupName, accountName: account.name, vmSize: "Standard_D4s_v5" },
      networkConfiguration: { subnetId: subnet.id },
    });
  `);
  let own: Workspace;
  beforeAll(async () => {
    own = await openWorkspace(cli, readProject(directory));
  });
  afterAll(() => own?.close());

  const found = ({ findings }: EngineRun) =>
    findings
      .filter(({ policy }) => policy === "nsg-no-classic-inbound")
      .map(({ level, resource }) => `${level} ${resource}`)
      .sort();

  test.concurrent("a finding is lowered below its policy, which stops the deployment; the preset strict sets the others", async () => {
    const run = await own.preview({ policyPacks: [root], policyPackConfig: path.join(root, presetFile("strict")) });
    expect(found(run)).toEqual(["advisory old", "mandatory nsg"]);
    expect(run.output).toMatch(/\[mandatory\] \[severity: medium\] {2}nsg-no-classic-inbound {2}\(.*: nsg\)/);
    expect(run.output).toMatch(/\[advisory\] \[severity: low\] {2}nsg-no-classic-inbound {2}\(.*: old\)/);
    expect(levelsOf(run, "nsg-explicit-node-management-rule")).toEqual(["mandatory"]);
    expect(levelsOf(run, "pool-explicit-communication-mode")).toEqual(["advisory"]);
    expect(levelsOf(run, "settings")).toEqual([]);
    expect(run.status).not.toBe(0);
  });

  test.concurrent("a policy that is made advisory stays so, and one that is disabled says nothing", {
    skip: !FULL,
  }, async () => {
    const file = path.join(empty(), "configuration.json");
    const configuration = { "nsg-no-classic-inbound": "advisory", "nsg-explicit-node-management-rule": "disabled" };
    writeFileSync(file, JSON.stringify(configuration));
    const run = await own.preview({ policyPacks: [root], policyPackConfig: file });
    expect(found(run)).toEqual(["advisory nsg", "advisory old"]);
    expect(levelsOf(run, "nsg-explicit-node-management-rule")).toEqual([]);
    expect(run.status).toBe(0);
  });
});

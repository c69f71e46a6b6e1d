import { writeFileSync } from "node:fs";
import * as path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { root } from "../../toolchain/checkout";
import { readProject } from "../../toolchain/engine/project";
import { type EngineRun, openWorkspace, type Workspace } from "../../toolchain/engine/workspace";
import { requireCli } from "../support/cli";
import { usePrograms } from "../support/programs";

// What --policy-pack-config does on the real engine, which validates it before the pack sees it.
const cli = requireCli();
const { copyOf, empty } = usePrograms();

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

test("a typo, a wrong type and a wrong date are findings at the policy's level; everything else is judged", async () => {
  const settings = { retirmentDate: "2027-01-01", batchSubnets: "snet-render", retirementDate: "soon" };
  const run = await preview({ settings });
  expect(levelsOf(run, "settings")).toEqual(["mandatory", "mandatory", "mandatory"]);
  expect(run.output).toContain('Did you mean "retirementDate"?');
  expect(levelsOf(run, "pool-no-classic-communication")).toEqual(["mandatory"]);
  expect(run.status).not.toBe(0);
});

test("an organisation may make the settings advisory: then they are told and stop nothing", async () => {
  const run = await preview({ all: "advisory", settings: { enforcementLevel: "advisory", retirementDate: 7 } });
  expect(levelsOf(run, "settings")).toEqual(["advisory"]);
  expect(run.findings.map(({ level }) => level)).not.toContain("mandatory");
  expect(run.status).toBe(0);
});

test("exempted findings do not count, for one resource and for the stack, and are on record", async () => {
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
  expect(record?.message).toContain("Because of 3 exemptions, 3 findings do not count.");
  expect(record?.message).toContain("matches nothing in this stack: * on gone (exemptions[3])");
});

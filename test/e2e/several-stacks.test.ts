import * as path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { root } from "../../toolchain/checkout";
import { readProject } from "../../toolchain/engine/project";
import { openWorkspace, type Workspace } from "../../toolchain/engine/workspace";
import { requireCli } from "../support/cli";
import { commandToday } from "../support/command";
import { useFiles } from "../support/files";
import { ALLOW_BATCH, batchStack, DENY_ALL, type Made, networkStack, stateOf, urnIn } from "../support/landing-zone";

// "pulumi policy analyze --file" takes one deployment, whose resources need not belong to one stack: the engine and the command judge
// two states in one list of resources as one estate.
const cli = requireCli();
const { write } = useFiles();

let workspace: Workspace;
beforeAll(async () => {
  workspace = await openWorkspace(cli, readProject(path.join(root, "examples", "simplified")));
});
afterAll(() => workspace?.close());

type State = { readonly deployment: { readonly resources: readonly object[] } };
const network = (rules: readonly object[]) => stateOf("network", networkStack(rules)) as State;
const batch = stateOf("batch", batchStack()) as State;

function inOneFile(name: string, ...states: readonly State[]): string {
  const resources = states.flatMap(({ deployment }) => deployment.resources);
  return write(name, { version: 3, deployment: { resources } });
}

async function bySides(file: string) {
  const engine = await workspace.analyze(file, { policyPacks: [root] });
  const own = await commandToday("check", file, "--format", "json");
  const of = (all: readonly { policy: string; level: string; urn: string; message: string }[]) =>
    all.map(({ policy, level, urn, message }) => ({ policy, level, urn, message }));
  return {
    engine: of(engine.findings),
    command: of(JSON.parse(own.output ?? "").files[0].findings),
    status: engine.status,
  };
}

const NSG = urnIn("network", networkStack().find(({ name }) => name === "nsg-corp") as Made);

test.each([
  ["the network's first", (rules: readonly object[]) => [network(rules), batch]],
  ["the pool's first", (rules: readonly object[]) => [batch, network(rules)]],
])("the states of two stacks in one file are judged as one estate: %s", async (title, states) => {
  const blocked = await bySides(inOneFile(`${title}-blocked.json`, ...states([DENY_ALL])));
  expect(blocked.engine).toMatchObject([{ policy: "pool-node-management-outbound", level: "mandatory", urn: NSG }]);
  expect(blocked.engine).toEqual(blocked.command);
  expect(blocked.status).not.toBe(0);

  const open = await bySides(inOneFile(`${title}-open.json`, ...states([ALLOW_BATCH, DENY_ALL])));
  expect(open).toEqual({ engine: [], command: [], status: 0 });
});

test("a list of states is refused by the CLI, and judged by the command file by file", async () => {
  const { output, status } = await workspace.analyze(write("list.json", [network([DENY_ALL]), batch]), {
    policyPacks: [root],
  });
  expect(status).not.toBe(0);
  expect(output).toContain("cannot unmarshal array");
});

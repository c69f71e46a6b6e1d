import { spawn } from "node:child_process";
import { once } from "node:events";
import * as path from "node:path";
import { expect, test } from "vitest";
import { root } from "../../toolchain/checkout";
import { failure } from "../../toolchain/engine/failure";
import { readProject } from "../../toolchain/engine/project";
import { openWorkspace } from "../../toolchain/engine/workspace";
import { requireCli } from "../support/cli";
import { FULL } from "../support/full";
import { usePrograms } from "../support/programs";
import { markProcesses } from "../support/run-command";

const cli = requireCli();
const { copyOf } = usePrograms();

test("a provider that dies gives one sentence and a failed preview", async () => {
  const mark = markProcesses();
  const project = readProject(copyOf("simplified"));
  const workspace = await openWorkspace(cli, project);
  try {
    workspace.provider.stop();
    const run = await workspace.preview({ policyPacks: [root], environment: mark.environment });
    expect(run.status).not.toBe(0);
    expect(failure(run, workspace, project)).toBe(
      "The stand-in for Azure ended before the preview did; nothing was judged.",
    );
  } finally {
    workspace.close();
  }
  expect(await mark.processesEnd()).toEqual([]);
});

test.each(FULL ? (["SIGINT", "SIGTERM", "SIGKILL"] as const) : (["SIGTERM"] as const))(
  "%s in the middle of a preview leaves no process behind",
  async (signal) => {
    const mark = markProcesses();
    const env = { ...process.env, ...mark.environment };
    const child = spawn(process.execPath, [path.join(root, "toolchain", "run.mjs"), "start"], { env, stdio: "ignore" });
    while (mark.processes().length === 0) await new Promise((resolve) => setTimeout(resolve, 50));
    child.kill(signal);
    await once(child, "close");
    expect(await mark.processesEnd(15)).toEqual([]);
  },
);

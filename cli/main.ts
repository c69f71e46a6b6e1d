#!/usr/bin/env node
import { refuse } from "./answer";
import { progressOn } from "./progress";
import { run } from "./run";

async function main(): Promise<void> {
  const { status, output, complaint } = await run(process.argv.slice(2), {
    today: new Date().toISOString().slice(0, 10),
    stdin: process.stdin,
    progress: progressOn(process.stderr),
  }).catch((fault) => refuse(`This is an error in azure-batch-guard: ${fault instanceof Error ? fault.stack : fault}`));
  process.stdout.write(output ?? "");
  process.stderr.write(complaint ? `${complaint.trimEnd()}\n` : "");
  process.exitCode = status;
}

// Who reads the output may have seen enough, as "head" does.
process.stdout.on("error", (fault: NodeJS.ErrnoException) => {
  if (fault.code !== "EPIPE") throw fault;
});
void main();

#!/usr/bin/env node
import { type BigIntStats, fstatSync } from "node:fs";
import { refuse } from "./answer";
import { fileFault } from "./fault";
import { identityOf } from "./overwritten";
import { progressOn } from "./progress";
import { run } from "./run";

async function main(): Promise<void> {
  const { status, output, complaint } = await run(process.argv.slice(2), {
    today: new Date().toISOString().slice(0, 10),
    stdin: process.stdin,
    stdinFile: () => identityOf(openFile(process.stdin.fd)),
    colours: process.stdout.isTTY && process.stdout.hasColors(),
    progress: progressOn(process.stderr, process.env.TERM !== "dumb"),
  }).catch((fault) => refuse(`This is an error in azure-batch-guard: ${fault instanceof Error ? fault.stack : fault}`));
  process.stdout.write(output ?? "");
  process.stderr.write(complaint ? `${complaint.trimEnd()}\n` : "");
  process.exitCode = status;
}

/** Standard input may be closed. */
function openFile(descriptor: number): BigIntStats | undefined {
  try {
    return fstatSync(descriptor, { bigint: true });
  } catch {
    return undefined;
  }
}

process.stdout.on("error", (fault: NodeJS.ErrnoException) => {
  // The reader of the output may close it early, as "head" does.
  if (fault.code === "EPIPE") return;
  process.stderr.write(`${fileFault("Standard output", "written", fault)}\n`);
  process.exitCode = 2;
});
void main();

#!/usr/bin/env node
import { run } from "./run";

const { status, output = "", complaint = "" } = run(process.argv.slice(2));
process.stdout.write(output);
process.stderr.write(complaint && `${complaint.trimEnd()}\n`);
process.exitCode = status;

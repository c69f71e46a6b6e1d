import { SNAPSHOT_FORMAT, type Snapshot } from "../../policies/estate/snapshot";
import { type Answer, refuse } from "../answer";
import type { Command, Given } from "../command";
import { toJson } from "../json";
import { overwritten } from "../overwritten";
import { withEstate } from "../snapshot/configuration";
import { queriesScript } from "../snapshot/queries-script";
import { readFiles } from "../snapshot/read-files";
import { sourcesIn } from "../snapshot/sources";
import { utc } from "../snapshot/time";
import { snapshotJson } from "../snapshot/write-snapshot";
import { visible } from "../visible";
import type { World } from "../world";
import { outputFault, writeOutputs } from "../write-output";

/** Writes a snapshot of resources that the program does not manage. */
export const snapshot: Command = {
  name: "snapshot",
  takes: "[SOURCE|FOLDER…]",
  count: [0, Number.POSITIVE_INFINITY],
  about: "write a snapshot of networks that other programs own, from stacks, Azure or Terraform",
  details: `A SOURCE is what "pulumi stack export" writes or a self-managed backend keeps; what "az graph query", "az rest", "az … list"
and "az … show" print; what "terraform show -json" prints of a state; or an older snapshot. A folder stands for the .json files
in it. The snapshot has only the kinds and properties that the policies read, and no tags or secrets. The command never logs in:
--queries prints the commands that query Azure.`,
  forms: [{ name: "json", about: "the snapshot" }],
  options: {
    queries: { about: "print a shell script of read-only commands that collect the data from Azure" },
    config: {
      value: "FILE",
      about: "add the snapshot to FILE, a file for --policy-pack-config; the rest of FILE stays",
    },
    "as-of": { value: "TIME", about: "when Azure or Terraform was read, in UTC (default: the time of each file)" },
    name: { value: "NAME", about: "the name of the source in messages, if there is only one source" },
  },
  run: async (given, world) => {
    if (given.options.has("queries")) return printQueries(given);
    try {
      return await writeSnapshot(given, world);
    } catch (fault) {
      return refuse(fault instanceof Error ? fault.message : String(fault));
    }
  },
};

async function printQueries({ files, outputs }: Given): Promise<Answer> {
  if (files.length > 0) return refuse("azure-batch-guard snapshot takes --queries without a SOURCE.");
  return writeOutputs(outputs, queriesScript, { status: 0 });
}

async function writeSnapshot(given: Given, world: World): Promise<Answer> {
  const { files, options, outputs } = given;
  if (files.length === 0)
    return refuse(
      'azure-batch-guard snapshot takes SOURCE|FOLDER…, or --queries: see "azure-batch-guard help snapshot".',
    );
  const written = options.get("as-of");
  const asOf = written === undefined ? undefined : utc(written);
  if (written !== undefined && asOf === undefined) {
    return refuse(`--as-of takes a time such as 2026-11-27T02:00:00Z, not ${visible(written)}.`);
  }
  const config = options.get("config");
  const named = outputs.map(({ file }) => file).filter((file) => file !== "-");
  if (config !== undefined) {
    const fault = (await overwritten(files, [...named, config], world)) ?? (await outputFault(config));
    if (fault !== undefined) return refuse(fault);
  }
  const read = await readFiles(files, world);
  const sources = sourcesIn(read.files, { name: options.get("name"), asOf });
  if (typeof sources === "string") return refuse(visible(sources));
  if (sources.length === 0) return refuse(visible(nothingIn(files, read.passedBy)));
  const estate: Snapshot = { format: SNAPSHOT_FORMAT, sources };
  const complaint = read.passedBy.map((why) => `Passed by: ${why}`).join("\n");
  // With a configuration, the snapshot itself is only written to a file, not printed.
  const own = config === undefined ? outputs : outputs.filter(({ file }) => file !== "-");
  const all = config === undefined ? own : [...own, { form: CONFIGURATION, file: config }];
  const texts = config === undefined ? undefined : toJson(await withEstate(config, estate));
  return writeOutputs(all, ({ form }) => (form === CONFIGURATION ? (texts ?? "") : snapshotJson(estate)), {
    status: 0,
    ...(complaint ? { complaint } : {}),
  });
}

const CONFIGURATION = "configuration";

function nothingIn(files: readonly string[], passedBy: readonly string[]): string {
  return `${files.join(", ")} ${files.length === 1 ? "has" : "have"} nothing in ${files.length === 1 ? "it" : "them"} that a snapshot is made from${passedBy.length > 0 ? `: ${passedBy[0]}` : "."}`;
}

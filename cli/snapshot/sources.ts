import * as path from "node:path";
import type { SnapshotSource } from "../../policies/estate/snapshot";
import { compare } from "../../policies/known/order";
import type { Claim, ReadFile } from "./document";
import { mergeResources } from "./merge";
import { missingPages, pagesTogether } from "./pages";

/** The user's options about the sources. */
export interface SourceOptions {
  readonly name?: string | undefined;
  /** The time when they were read. */
  readonly asOf?: string | undefined;
}

/**
 * The sources in files: each stack, each Terraform state, each folder of Azure responses that declares its coverage, the pages of each
 * query, and each other response. Sorted, and each once; or one sentence on what is wrong.
 */
export function sourcesIn(files: readonly ReadFile[], options: SourceOptions): readonly SnapshotSource[] | string {
  const fault = missingPages(files);
  if (fault !== undefined) return fault;
  const made: SnapshotSource[] = [];
  for (const group of grouped(files)) {
    for (const source of toSources(group, options)) {
      if (typeof source === "string") return source;
      made.push(source);
    }
  }
  if (options.name !== undefined && made.length !== 1) {
    return `--name names one source, and there are ${made.length}: ${made.map(({ name }) => name).join(", ")}.`;
  }
  const named = options.name === undefined ? made : made.map((source) => ({ ...source, name: options.name as string }));
  const once = new Map(named.map((source) => [JSON.stringify(source), source]));
  return [...once].sort(([one], [other]) => compare(one, other)).map(([, source]) => source);
}

interface Group {
  readonly files: readonly ReadFile[];
  readonly claim?: Claim;
  /** The folder of the claim. */
  readonly folder?: string;
}

/** A claim applies to the Azure responses in its folder. */
function grouped(files: readonly ReadFile[]): readonly Group[] {
  const claims = new Map<string, Claim>();
  for (const { file, document } of files)
    if (document.is === "coverage") claims.set(path.dirname(file), document.claim);
  const azure = files.filter(({ document }) => document.is === "azure");
  const claimed = [...claims].map(([folder, claim]): Group => {
    return { folder, claim, files: azure.filter(({ file }) => path.dirname(file) === folder) };
  });
  const others = files.filter(({ file, document }) => {
    return document.is !== "coverage" && !(document.is === "azure" && claims.has(path.dirname(file)));
  });
  return [...claimed, ...pagesTogether(others).map((group): Group => ({ files: group }))];
}

function* toSources({ files, claim, folder }: Group, options: SourceOptions): Generator<SnapshotSource | string> {
  const [first] = files;
  if (!first && !claim) return;
  if (first?.document.is === "snapshot") {
    yield* first.document.sources;
    return;
  }
  const kind = first && first.document.is !== "coverage" ? first.document.is : "azure";
  const own = first?.document.is === "stack" ? first.document : undefined;
  const name = own?.stack ?? claim?.name ?? (folder === undefined ? fileName(first?.file ?? "") : baseName(folder));
  const time = own ? own.time : (options.asOf ?? claim?.time ?? oldest(files));
  const resources = mergeResources(resourcesOf(files));
  if ("path" in resources) {
    yield `${name} contradicts itself about ${resources.id}: ${resources.path} has two different values. ${kind === "azure" ? "Collect it again, and in a folder of its own." : "Refresh it."}`;
    return;
  }
  yield { name, kind, ...(time ? { time } : {}), coverage: claim?.coverage ?? [], resources };
}

function* resourcesOf(files: readonly ReadFile[]) {
  for (const { document } of files) if ("resources" in document) yield* document.resources;
}

/** The age of several files is that of the oldest one. */
function oldest(files: readonly ReadFile[]): string | undefined {
  const times = files.map(({ modified }) => modified).filter((time) => time !== undefined);
  return times.length === files.length ? times.sort()[0] : undefined;
}

function fileName(file: string): string {
  return path.basename(file);
}

function baseName(folder: string): string {
  return path.basename(path.resolve(folder));
}

import { findCli } from "../toolchain/engine/find-cli";
import { readProject } from "../toolchain/engine/project";
import { openWorkspace } from "../toolchain/engine/workspace";
import { readExamples } from "../toolchain/examples";
import { inTurn, timed } from "./measure";
import { environment, folderOf, type Pack } from "./packs";

/** The duration of a real `pulumi preview` of one example without a pack and with each of `packs`, in milliseconds. */
export interface Previews {
  readonly example: string;
  readonly without: readonly number[];
  readonly with: Readonly<Partial<Record<Pack, readonly number[]>>>;
}

/** Previews `example` on the real engine; `undefined` without a Pulumi CLI. */
export async function previews(name: string, packs: readonly Pack[], rounds: number): Promise<Previews | undefined> {
  const { cli } = findCli();
  const example = readExamples().find((each) => each.name === name);
  if (!cli || !example) return undefined;
  const workspace = await openWorkspace(cli, readProject(example.directory));
  const preview = (policyPacks: readonly string[]) => () =>
    timed(() => workspace.preview({ policyPacks, environment }));
  try {
    // The first preview fills the caches.
    await preview([])();
    const candidates = Object.fromEntries(packs.map((pack) => [pack, preview([folderOf(pack)])]));
    const { "": without = [], ...rest } = await inTurn({ "": preview([]), ...candidates }, rounds);
    return { example: name, without, with: rest };
  } finally {
    workspace.close();
  }
}

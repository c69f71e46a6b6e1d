import { mkdirSync, renameSync, rmSync } from "node:fs";
import * as path from "node:path";
import { root } from "../checkout";
import { goBuild, type Say } from "../engine/run-tool";
import { actFile, actVersion, findAct } from "./find-act";

/** Builds act into the cache, unless it is there. Throws one error that names the missing tool on failure. */
export async function getAct(say: Say): Promise<void> {
  const file = actFile();
  if (findAct().file === undefined) {
    say(`Building act ${actVersion} from Go modules: about a minute on two cores the first time …`);
    mkdirSync(path.dirname(file), { recursive: true });
    const unfinished = `${file}.${process.pid}`;
    const failed = await goBuild({
      modules: path.join(root, "toolchain", "runner"),
      packages: "github.com/nektos/act",
      file: unfinished,
      flags: ["-ldflags", "-s -w"],
      say,
    });
    if (failed) {
      rmSync(unfinished, { force: true });
      throw new Error(`No act: ${failed}`);
    }
    renameSync(unfinished, file);
  }
  say(`act ${actVersion}: ${file}`);
}

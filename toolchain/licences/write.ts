import { writeFileSync } from "node:fs";
import * as path from "node:path";
import { root } from "../checkout";
import { bundledPackages } from "./bundled";
import { noticesFile, noticesOf } from "./notices";
import { sbomOf } from "./sbom";

/** Writes the notices into the build, or, with `--sbom FILE`, a bill of materials. */
async function main([option, file]: readonly string[]): Promise<void> {
  const packages = await bundledPackages();
  if (option === "--sbom" && file !== undefined) {
    writeFileSync(file, `${JSON.stringify(sbomOf(packages), undefined, 2)}\n`);
  } else {
    writeFileSync(path.join(root, noticesFile), noticesOf(packages));
  }
}

void main(process.argv.slice(2));

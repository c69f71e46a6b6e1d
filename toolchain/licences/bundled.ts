import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { build } from "esbuild";
import { root } from "../checkout";

/** A package that is bundled into the published package. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  /** Its SPDX identifier. */
  readonly license: string;
  readonly author: string;
  /** The text of its licence, and its notices; `""` if the package has none. */
  readonly text: string;
}

/** The options of "npm run build:cli"; a test compares them. */
const BUNDLE = {
  entryPoints: ["cli/main.ts", "cli/fleet/worker.ts", "node_modules/piscina/dist/worker.js"],
  external: ["@napi-rs/nice"],
} as const;

/** The packages in the bundles of the command, by name. Nothing is bundled into the pack itself. */
export async function bundledPackages(): Promise<readonly BundledPackage[]> {
  const { metafile } = await build({
    ...BUNDLE,
    entryPoints: [...BUNDLE.entryPoints],
    external: [...BUNDLE.external],
    absWorkingDir: root,
    bundle: true,
    platform: "node",
    target: "node20",
    outdir: "unused",
    write: false,
    metafile: true,
    logLevel: "error",
  });
  const folders = Object.keys(metafile.inputs).flatMap(
    (file) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? [],
  );
  return [...new Set(folders)].sort().map(read);
}

function read(folder: string): BundledPackage {
  const place = path.join(root, folder);
  const { name, version, license, author } = JSON.parse(readFileSync(path.join(place, "package.json"), "utf8"));
  if (typeof license !== "string") throw new Error(`${folder} does not say in package.json what its licence is.`);
  const texts = readdirSync(place).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file));
  const text = texts.sort().map((file) => readFileSync(path.join(place, file), "utf8").trim());
  return {
    name,
    version,
    license,
    author: typeof author === "string" ? author : (author?.name ?? ""),
    text: text.join("\n\n"),
  };
}

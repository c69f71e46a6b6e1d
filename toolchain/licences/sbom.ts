import { execFileSync } from "node:child_process";
import { root } from "../checkout";
import type { BundledPackage } from "./bundled";

/** A bill of materials in CycloneDX's format, as far as it is written here. */
export interface Sbom {
  readonly bomFormat: string;
  readonly components: readonly { readonly name: string; readonly version: string; readonly purl: string }[];
}

/** What comes with the package: what npm installs beside it, and what is bundled into its command. */
export function sbomOf(packages: readonly BundledPackage[]): Sbom {
  const installed: Sbom = JSON.parse(
    execFileSync("npm", ["sbom", "--sbom-format", "cyclonedx", "--omit", "dev"], { cwd: root, encoding: "utf8" }),
  );
  const known = new Set(installed.components.map(({ purl }) => purl));
  const bundled = packages.map(({ name, version, license }) => {
    const purl = `pkg:npm/${name.replace("@", "%40")}@${version}`;
    return {
      "bom-ref": `bundled:${name}@${version}`,
      type: "library",
      name,
      version,
      purl,
      licenses: [{ license: { id: license } }],
      properties: [{ name: "bundled", value: "dist/cli" }],
    };
  });
  return { ...installed, components: [...installed.components, ...bundled.filter(({ purl }) => !known.has(purl))] };
}

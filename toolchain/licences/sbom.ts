import { readFileSync } from "node:fs";
import * as path from "node:path";
import { root } from "../checkout";
import type { BundledPackage } from "./bundled";

/** A package in a bill of materials. */
interface Component {
  readonly "bom-ref": string;
  readonly type: "library";
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly licenses: readonly { readonly license: { readonly name: string } }[];
  readonly properties: readonly { readonly name: string; readonly value: string }[];
}

interface Locked {
  readonly version: string;
  readonly license?: string;
  readonly dev?: boolean;
}

/**
 * A bill of materials of the package in CycloneDX's format: the packages that npm installs with it, and those that are bundled into
 * its command. The lock file has the former; "npm sbom --omit dev" would also leave out packages that development tools need.
 */
export function sbomOf(bundled: readonly BundledPackage[]) {
  const { packages, name, version } = JSON.parse(readFileSync(path.join(root, "package-lock.json"), "utf8"));
  const installed = Object.entries(packages as Readonly<Record<string, Locked>>)
    .filter(([folder, { dev }]) => folder !== "" && !dev)
    .map(([folder, locked]) => ({ ...locked, name: folder.replace(/^.*node_modules\//, "") }));
  return {
    bomFormat: "CycloneDX",
    specVersion: "1.5",
    version: 1,
    metadata: { component: { type: "application", name, version, purl: purlOf({ name, version }) } },
    components: [
      ...new Map(installed.map((each) => [purlOf(each), componentOf(each, "installed")])).values(),
      ...bundled.map((each) => componentOf(each, "bundled")),
    ],
  } as const;
}

function componentOf(
  { name, version, license = "unknown" }: { name: string; version: string; license?: string },
  how: "installed" | "bundled",
): Component {
  const purl = purlOf({ name, version });
  return {
    "bom-ref": `${how}:${purl}`,
    type: "library",
    name,
    version,
    purl,
    licenses: [{ license: { name: license } }],
    properties: [{ name: "azure-batch-guard:how", value: how }],
  };
}

/** https://github.com/package-url/purl-spec */
function purlOf({ name, version }: { readonly name: string; readonly version: string }): string {
  return `pkg:npm/${name.replace("@", "%40")}@${version}`;
}

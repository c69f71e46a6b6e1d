import { action } from "./ci-files";

/** The part of an action's metadata that describes its use. */
export interface KnownAction {
  readonly name: string;
  readonly description: string;
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly required?: boolean }>>;
}

/** The actions that the files here use, each pinned to the commit of its version. */
export const PINNED = {
  "actions/checkout@v6": "actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd",
  "actions/setup-node@v6": "actions/setup-node@53b83947a5a98c8d113130e565377fae1a50d02f",
  "pulumi/actions@v6": "pulumi/actions@8582a9e8cc630786854029b4e09281acd6794b58",
  "actions/cache@v5": "actions/cache@9255dc7a253b0ccc959486e2bca901246202afeb",
  "actions/upload-artifact@v6": "actions/upload-artifact@b7c566a772e6b6bfb58ed0dc250532a479d7789f",
  "actions/download-artifact@v7": "actions/download-artifact@37930b1c2abaa49bbe596cd826c3c89aef350131",
  "github/codeql-action/upload-sarif@v4": "github/codeql-action/upload-sarif@cdefb33c0f6224e58673d9004f47f7cb3e328b89",
} as const;

/** The inputs of actions that the files here use, from the `action.yml` of each version; `*` marks required ones. */
const INPUTS: Readonly<Record<string, readonly string[]>> = {
  [PINNED["actions/checkout@v6"]]: ["fetch-depth"],
  [PINNED["actions/setup-node@v6"]]: ["node-version", "cache"],
  [PINNED["pulumi/actions@v6"]]: ["pulumi-version"],
  [PINNED["actions/cache@v5"]]: ["path *", "key *", "restore-keys"],
  [PINNED["actions/upload-artifact@v6"]]: ["name", "path *", "if-no-files-found", "retention-days"],
  [PINNED["actions/download-artifact@v7"]]: ["name", "path", "pattern", "merge-multiple"],
  [PINNED["github/codeql-action/upload-sarif@v4"]]: ["sarif_file", "category"],
};

/**
 * The metadata of an action that a file uses, e.g. `actions/cache@v5`; that of this project's own action for
 * `OWNER/azure-batch-guard@v0`. `undefined` for other actions and versions.
 */
export function knownAction(uses: string): KnownAction | undefined {
  if (uses === "OWNER/azure-batch-guard@v0") {
    const { inputs } = action();
    return { name: uses, description: uses, inputs };
  }
  const inputs = INPUTS[uses]?.map((input) => {
    const [name = "", required] = input.split(" ");
    return [name, { description: name, required: required === "*" }] as const;
  });
  return inputs && { name: uses, description: uses, inputs: Object.fromEntries(inputs) };
}

import { action } from "./ci-files";

/** What of an action's metadata says how it is used. */
export interface KnownAction {
  readonly name: string;
  readonly description: string;
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly required?: boolean }>>;
}

/** The inputs of actions, as far as the files here use them, out of the `action.yml` of each version. */
const INPUTS: Readonly<Record<string, readonly string[]>> = {
  "actions/checkout@v6": ["fetch-depth"],
  "actions/setup-node@v6": ["node-version", "cache"],
  "pulumi/actions@v6": ["pulumi-version"],
  "actions/cache@v5": ["path *", "key *", "restore-keys"],
  "actions/upload-artifact@v6": ["name", "path *", "if-no-files-found", "retention-days"],
  "actions/download-artifact@v7": ["name", "path", "pattern", "merge-multiple"],
  "github/codeql-action/upload-sarif@v4": ["sarif_file", "category"],
};

/**
 * The metadata of an action that a file uses, e.g. `actions/cache@v5`; that of this project's own action for
 * `OWNER/azure-batch-guard@v0`. `undefined` for an action or a version that nobody has looked up.
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

import { readFileSync } from "node:fs";
import * as path from "node:path";
import { RULES } from "../../policies/rules";
import { SETTINGS } from "../../policies/settings/settings";
import { root } from "../checkout";
import { formatPolicies } from "../commands/report";
import { readExamples, recordingFile } from "../examples";
import { parseRecording } from "../recording/recording";
import { replay } from "../recording/replay";
import { table, withSections } from "./sections";

/** The folder of the pack in the examples of the pages. */
const packFolder = "node_modules/azure-batch-guard";

/** The pages with generated parts, and the function that generates each part. */
const PARTS = {
  "README.md": {
    "classic-leftover": () => previewOf("classic-leftover"),
    configuration: () => block("json", readFileSync(path.join(root, "examples/policy-config.json"), "utf8").trim()),
    policies: policyTable,
  },
  "CHANGELOG.md": { policies: policiesByPreset },
  "docs/configuration.md": { settings: settingsTable },
  "docs/limits.md": { "existing-subnet": () => previewOf("existing-subnet") },
} satisfies { readonly [page: string]: Parts };

type Parts = { readonly [part: string]: () => string | Promise<string> };
type Page = keyof typeof PARTS;

/** The pages with generated parts, by their names. */
export const pages = Object.keys(PARTS) as Page[];

/** A page with its generated parts renewed. Runs the built pack. */
export async function renewed(page: Page): Promise<string> {
  const text = readFileSync(path.join(root, page), "utf8");
  // The change log of the first version lists its policies; later ones list changes: "npm run changes".
  if (page === "CHANGELOG.md" && !text.includes("<!-- policies: ")) return text;
  const parts = Object.entries<Parts[string]>(PARTS[page]).map(async ([part, make]) => [part, await make()] as const);
  return withSections(text, Object.fromEntries(await Promise.all(parts)));
}

/** The Pulumi CLI's output under "Policies" for the first preview of an example, with the pack in `node_modules`. */
async function previewOf(name: string): Promise<string> {
  const example = readExamples().find((each) => each.name === name);
  if (!example) throw new Error(`There is no example ${name}.`);
  const file = recordingFile(example, "first-preview");
  const { pack, findings } = await replay(root, parseRecording(readFileSync(file, "utf8"), file));
  const text = formatPolicies(pack, findings).replace(/(azure-batch-guard@v\S+)/, `$1 (local: ${packFolder})`);
  return block("text", text);
}

function block(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}

/** The page of a policy, from the project's folder. */
export function policyPage(name: string): string {
  return `policies/rules/${name}.md`;
}

/** Every policy with its levels. */
function policyTable(): string {
  const rows = RULES.map(({ name, title, levels }) => [
    `[\`${name}\`](${policyPage(name)})`,
    title,
    levels.recommended,
    levels.strict,
  ]);
  return table(["Policy", "What it requires", "`recommended`", "`strict`"], rows);
}

function settingsTable(): string {
  const rows = Object.entries(SETTINGS).map(([name, { about, kind, default: value }]) => [
    `\`${name}\``,
    about,
    kind.accepts,
    typeof value === "object" || value === undefined ? "none" : `\`${value}\``,
  ]);
  return table(["Setting", "What it is for", "Accepts", "Default"], rows);
}

/** The policies by their level in each preset. */
function policiesByPreset(): string {
  const lines = (["recommended", "strict"] as const).flatMap((preset) =>
    (["mandatory", "advisory"] as const).map((level) => {
      const names = RULES.filter(({ levels }) => levels[preset] === level).map(({ name }) => `\`${name}\``);
      return `- \`${preset}\`, ${level}: ${names.join(", ")}.`;
    }),
  );
  return lines.join("\n");
}

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { root } from "../checkout";

const NAME = /^(account|endpoint|nsg|pool|subnet|batch)(-[a-z0-9]+)+$/;
const LIST = "policies/rules/index.ts";

/** `npm run new-policy -- NAME`: writes the rule, its test and its entry, all of which fail until they are filled in. */
export async function newPolicy(given: readonly string[]): Promise<number> {
  const [name = "", ...more] = given;
  if (more.length > 0 || !NAME.test(name)) {
    throw new Error(
      '"npm run new-policy" needs one name: what the policy is about, then the requirement, such as pool-no-public-ip.',
    );
  }
  const files = writePolicy(name, root);
  process.stdout.write(`${files.map((file) => `${file} is written.`).join("\n")}\n`);
  process.stdout.write(`Next: npx vitest run --project unit test/rules/${name}.test.ts says what to write.\n`);
  return 0;
}

/** Writes the files of a policy below `folder`, or nothing if one of them exists. Returns their names. */
export function writePolicy(name: string, folder: string): readonly string[] {
  const constant = name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  const files = {
    [`policies/rules/${name}.ts`]: rule(name, constant),
    [`test/rules/${name}.test.ts`]: test(name, constant),
  };
  for (const file of Object.keys(files)) {
    if (existsSync(path.join(folder, file))) throw new Error(`${file} is there already.`);
  }
  const list = path.join(folder, LIST);
  const entries = withEntry(readFileSync(list, "utf8"), name, constant);
  for (const [file, text] of Object.entries({ ...files, [LIST]: entries }))
    writeFileSync(path.join(folder, file), text);
  return [...Object.keys(files), LIST];
}

/** The list with the import in its order, and the policy before those that summarize the others. */
function withEntry(list: string, name: string, constant: string): string {
  const lines = list.split("\n");
  const line = `import { ${constant} } from "./${name}";`;
  const from = (text: string) => /from "(.*)"/.exec(text)?.[1] ?? "";
  const after = lines.findIndex((other) => other.startsWith("import ") && from(other) > `./${name}`);
  lines.splice(after, 0, line);
  lines.splice(lines.indexOf("  undecided,"), 0, `  ${constant},`);
  return lines.join("\n");
}

function rule(name: string, constant: string): string {
  return `import { checkPool } from "./lib/check-pool";
import type { Rule } from "./rule";

export const ${constant}: Rule = {
  name: "${name}",
  title: "TODO: the requirement as one sentence, such as: A Batch pool does not use classic node communication.",
  severity: "medium",
  levels: { recommended: "advisory", strict: "mandatory" },
  link: "TODO: Microsoft's page on the requirement",
  // checkEntity reads one resource, checkReach the traces of the pools, checkTopology everything else. Keep one.
  checkEntity: checkPool((_pool, _context) => {
    throw new Error("TODO: return a finding({ … }) for each property at fault, and [] for a pool that is right.");
  }),
};
`;
}

function test(name: string, constant: string): string {
  return `import { ${constant} } from "../../policies/rules/${name}";
import { testRule } from "../support/rule-tester";

// Programs come from farm({}) in ./parts and from ../programs/parts.
testRule(${constant}, {
  // TODO: { title: "…", program: farm({}) }
  valid: [],
  // TODO: { title: "…", program: farm({ … }), finds: [{ on: "render", at: "property", says: ["what is wrong", "Fix: …"] }] }
  invalid: [],
  // TODO: { title: "…", program: …, asks: [{ on: "render", whether: "whether …", by: ["resource path"] }] }, or why there is no such case
  undecided: "",
});
`;
}

import { type Edit, type Operation, operations } from "../../policies/remedies/edits";
import { isRetired, timeLeft } from "../../policies/settings/retirement";
import { inText } from "../report/markdown";
import { visible } from "../visible";
import { editsOf, typesIn } from "./document";
import { isBlock, type Migration } from "./migration";
import type { Phrase } from "./phrase";
import type { Block, Step } from "./plan";
import { importsFor, LANGUAGES } from "./snippets/languages";
import type { LanguageName } from "./snippets/literals";
import { statementsOf } from "./snippets/statements";

const GUIDE =
  "https://learn.microsoft.com/azure/batch/batch-pools-to-simplified-compute-node-communication-model-migration-guide";

/** The text if there is nothing to migrate. */
export const NOTHING =
  "No pool depends on classic communication, and nothing is left of it in a network or an account.";

/** The text if nothing certainly needs migration, but something is undecided. */
const NOTHING_CERTAIN = "Nothing in this file certainly depends on classic communication. Some of it is undecided:";

/** A migration as Markdown, with its snippets in some languages. */
export function toMarkdown(migration: Migration, languages: readonly LanguageName[]): string {
  const { project, stack, pools, steps } = migration;
  const name = inText(project === "" ? "this stack" : `${project}/${stack}`);
  if (pools.length === 0) {
    const paragraphs = migration.open.length > 0 ? [NOTHING_CERTAIN, ...unknowns(migration)] : [NOTHING];
    return paragraphs.join("\n\n").concat("\n");
  }
  return [
    `# Migrate ${name} to simplified node communication`,
    `${deadline(migration)} The steps are those of [Microsoft's migration guide](${GUIDE}).`,
    ["| Pool | Why it has to be migrated |", "| --- | --- |", ...pools.map(row)].join("\n"),
    "Do the steps in this order, and run `pulumi up` after each one that changes the program. Until the last one is done the policy pack finds what this plan fixes: up to then, run it with `presets/audit.json`, which stops nothing.",
    ...unknowns(migration),
    ...reading(steps, languages),
    ...steps.flatMap((step, index) => section(step, index + 1, steps, languages)),
  ]
    .join("\n\n")
    .concat("\n");
}

function deadline({ context }: Migration): string {
  const { retirementDate } = context.settings;
  return isRetired(context)
    ? `Azure Batch stopped supporting classic node communication after ${retirementDate}: a pool that depends on it fails as soon as it needs a new node.`
    : `Azure Batch stops supporting classic node communication after ${retirementDate}, ${timeLeft(context)}: from then on a pool that depends on it fails as soon as it needs a new node.`;
}

function row({ pool, because }: Migration["pools"][number]): string {
  const name = pool.declared ? "the pools declared in settings" : inText(pool.entity.resource.name);
  return `| ${name} | ${because.map(toText).join("; ")} |`;
}

function unknowns({ open }: Migration): readonly string[] {
  if (open.length === 0) return [];
  return ["Unknown from this file:", open.map((each) => `- ${toText(each)}`).join("\n")];
}

/** How to read the snippets. */
function reading(steps: readonly Step[], languages: readonly LanguageName[]): readonly string[] {
  const types = typesIn(steps);
  if (types.length === 0) return [];
  const imports = importsFor(types);
  const blocks = languages.flatMap((name) =>
    imports[name].length > 0 ? [fenced(name, imports[name].join("\n"))] : [],
  );
  const untried = languages.flatMap((name) => (LANGUAGES[name].untried ? [LANGUAGES[name].title] : []));
  const caution = untried.length > 0 ? ` Those in ${untried.join(" and ")} have been neither compiled nor run.` : "";
  const rest = `In the snippets, \`…\` means that everything else stays the same.${caution}`;
  return blocks.length > 0 ? [`${rest} They use`, ...blocks] : [rest];
}

function section(
  step: Step,
  number: number,
  steps: readonly Step[],
  languages: readonly LanguageName[],
): readonly string[] {
  const { title, text, edits, commands } = step;
  const statements = statementsOf(edits, editsOf(steps));
  const snippets = languages.map((name) => fenced(name, LANGUAGES[name].write(statements).trimEnd()));
  return [
    `## ${number}. ${toText(title)}`,
    ...text.map(paragraph),
    ...(statements.length > 0 ? [...snippets, expected(edits)] : []),
    ...(commands.length > 0 ? [fenced("sh", commands.join("\n"))] : []),
  ];
}

function paragraph(text: Phrase | Block): string {
  return isBlock(text) ? fenced("text", text.block.map(visible).join("\n")) : toText(text);
}

const SIGNS: Readonly<Record<Operation, string>> = { create: "`+` create", update: "`~` update", delete: "`-` delete" };

/** The operations that `pulumi up` must show: anything else is a mistake. */
function expected(edits: readonly Edit[]): string {
  const shown = operations(edits).map(([what, { type, name }]) => {
    return `${SIGNS[what]} of ${inText(type.split(":").at(-1) ?? type)} ${inText(name)}`;
  });
  return `\`pulumi up\` has to show ${shown.join(", ")}; nothing else, and above all no replacement (\`+-\`).`;
}

function toText(phrase: Phrase): string {
  return phrase.map((part) => (typeof part === "string" ? part : inText(part.quoted))).join("");
}

/** A code block with a fence that is longer than any fence in the code. */
function fenced(language: string, code: string): string {
  const longest = Math.max(2, ...(code.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${code}\n${fence}`;
}

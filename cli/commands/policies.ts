import { readFile } from "node:fs/promises";
import * as path from "node:path";
import { RULES } from "../../policies/rules";
import type { Rule } from "../../policies/rules/rule";
import { refuse } from "../answer";
import { CONFIG, type Command } from "../command";
import { givenConfiguration } from "../configuration/load";
import { levelIn, type PackConfiguration } from "../configuration/pack-configuration";
import { fileFault } from "../fault";
import { toJson } from "../json";
import { type Paint, PLAIN, paintFor } from "../paint";
import { policyNameFault } from "../policy-name";
import { writeOutputs } from "../write-output";

/** The pages of the policies, which are part of the package. The relative path is the same from this module and from the built command. */
const PAGES = path.join(__dirname, "..", "..", "policies", "rules");

/** Shows the policies of the pack, without a browser. */
export const policies: Command = {
  name: "policies",
  takes: "[NAME]",
  count: [0, 1],
  words: RULES.map(({ name }) => name),
  about: "list the policies with their levels, or show the page of one, with examples",
  details: "With --config, the levels are those of the file.",
  forms: [
    { name: "text", about: "for people" },
    { name: "json", about: "name, title, severity, levels and link of each" },
  ],
  options: { config: CONFIG },
  run: async (given, world) => {
    const [name] = given.files;
    const configuration = await givenConfiguration(given).catch((fault: Error) => fault);
    if (configuration instanceof Error) return refuse(configuration.message);
    const fault = name === undefined ? undefined : policyNameFault(name);
    if (fault !== undefined) return refuse(fault);
    const rules = name === undefined ? RULES : RULES.filter((rule) => rule.name === name);
    const page = name === undefined ? "" : await pageOf(name).catch((fault: Error) => fault);
    if (page instanceof Error) return refuse(page.message);
    const render = ({ form, file }: (typeof given.outputs)[number]) => {
      if (form === "json") return toJson(rules.map((rule) => described(rule, configuration)));
      const paint = file === "-" ? paintFor(world) : PLAIN;
      return name === undefined ? listed(configuration, paint) : shown(page, paint);
    };
    return writeOutputs(given.outputs, render, { status: 0 });
  },
};

function described(rule: Rule, configuration: PackConfiguration) {
  const { name, title, severity, levels, link } = rule;
  return { name, title, severity, level: levelOf(rule, configuration), levels, link };
}

function levelOf({ name, levels }: Rule, configuration: PackConfiguration) {
  return levelIn(configuration, name, levels.recommended);
}

const COLOURS = { mandatory: "bad", advisory: "odd", disabled: "aside" } as const;

function listed(configuration: PackConfiguration, paint: Paint): string {
  const width = Math.max(...RULES.map(({ name }) => name.length));
  const rows = RULES.map((rule) => {
    const level = levelOf(rule, configuration);
    const mark = paint(COLOURS[level], level.padEnd(9));
    return `${paint("title", rule.name.padEnd(width))}  ${mark}  ${rule.severity.padEnd(8)}  ${rule.title}\n`;
  });
  return rows.join("");
}

async function pageOf(name: string): Promise<string> {
  const file = path.join(PAGES, `${name}.md`);
  return readFile(file, "utf8").catch((fault) => {
    throw new Error(fileFault(file, "read", fault));
  });
}

/** The page without the comment that says which tool generated it. */
function shown(page: string, paint: Paint): string {
  const text = page.replace(/^<!--[^\n]*-->\n+/, "");
  return text
    .replace(/^#+ .*$/gm, (heading) => paint("title", heading))
    .replace(/^```.*$/gm, (fence) => paint("aside", fence));
}

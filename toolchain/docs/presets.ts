import { RULES } from "../../policies/rules";
import type { Level, Rule } from "../../policies/rules/rule";
import { settings as settingsPolicy } from "../../policies/rules/settings";
import { SETTINGS } from "../../policies/settings/settings";

/** The level of a policy in each preset. */
const LEVELS: Readonly<Record<string, (rule: Rule) => Level>> = {
  recommended: ({ levels }) => levels.recommended,
  strict: ({ levels }) => levels.strict,
  audit: ({ levels }) => (levels.strict === "disabled" ? "disabled" : "advisory"),
};

/** The names of the presets. */
export const presetNames: readonly string[] = Object.keys(LEVELS);

/** The level of a policy in a preset. Throws for an unknown preset. */
export function levelIn(preset: string, rule: Rule): Level {
  const levelOf = LEVELS[preset];
  if (!levelOf) throw new Error(`There is no preset "${preset}".`);
  return levelOf(rule);
}

/** The file of a preset, from the project's folder. */
export function presetFile(name: string): string {
  return `presets/${name}.json`;
}

/** The text of a preset: a complete file for `--policy-pack-config`, with every policy, and every setting at its default. */
export function presetText(name: string): string {
  const settings = Object.entries(SETTINGS).map(([key, setting]) => [key, setting.default]);
  const entries = RULES.map((rule) => {
    const enforcementLevel = levelIn(name, rule);
    const isSettings = rule.name === settingsPolicy.name;
    return [rule.name, isSettings ? { enforcementLevel, ...Object.fromEntries(settings) } : enforcementLevel];
  });
  return `${JSON.stringify(Object.fromEntries(entries), undefined, 2)}\n`;
}

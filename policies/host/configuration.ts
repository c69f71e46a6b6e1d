import type { PolicyNames } from "../settings/kind";
import { readSettings, type Settings } from "../settings/settings";

/** Reads the configuration that Pulumi passes to the policy `settings`. */
export type SettingsReader = (config: object, today: string) => Settings;

/**
 * Makes a settings reader for these names of policies. Each call of the engine uses it, nearly always with the same
 * configuration, so it caches the last result.
 */
export function settingsReader(names: PolicyNames): SettingsReader {
  let last: { readonly config: object; readonly today: string; readonly settings: Settings } | undefined;
  return (config, today) => {
    if (!last || last.today !== today || !sameValues(last.config, config)) {
      last = { config, today, settings: readSettings(config, { ...names, today }) };
    }
    return last.settings;
  };
}

/** The SDK makes a new object for each policy from values that it receives once. */
function sameValues(one: object, other: object): boolean {
  const values = new Map<string, unknown>(Object.entries(other));
  const entries = Object.entries(one);
  return (
    entries.length === values.size && entries.every(([key, value]) => values.has(key) && values.get(key) === value)
  );
}

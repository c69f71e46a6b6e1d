import { settings as settingsPolicy } from "../../policies/rules/settings";
import type { Given } from "../command";
import { visible } from "../visible";
import { faultsIn } from "./faults";
import { loadConfiguration } from "./load";

/**
 * Notes, one line each, on what the engine silently ignores in the file of `--config`: levels of policies that do not exist. Faults
 * in the settings are not listed here: they are findings.
 */
export async function configurationNotes(
  { options }: Pick<Given, "options">,
  today: string,
): Promise<readonly string[]> {
  const file = options.get("config");
  if (file === undefined) return [];
  return faultsIn(await loadConfiguration(file), today)
    .filter(({ message }) => !message.startsWith(`${settingsPolicy.name}.`))
    .map(({ line, column, message }) => visible(`${file}:${line}:${column}: ${message}`));
}

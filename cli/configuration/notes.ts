import { settings as settingsPolicy } from "../../policies/rules/settings";
import type { Given } from "../command";
import { visible } from "../visible";
import { faultsIn } from "./faults";
import { loadConfiguration } from "./load";

/**
 * What the engine passes over in silence in the file of `--config`, a line each: levels of policies that there are none of have
 * no effect. What is wrong in the settings is a finding, and not told here.
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

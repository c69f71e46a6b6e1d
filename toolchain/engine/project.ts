import { existsSync, readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { languages } from "../languages/find-languages";

/** A Pulumi project in a folder. */
export interface Project {
  readonly directory: string;
  readonly name: string;
  /** The runtime of its programs: one of {@link runtimes}. */
  readonly runtime: string;
  /** The stack whose configuration is used. */
  readonly stack: string;
  /** The text of that stack's configuration file without anything secret, or `""`. */
  readonly configuration: string;
}

/** The languages of programs that can be previewed without a cloud, by the runtime in Pulumi.yaml. */
const runtimes = ["nodejs", ...languages.map(({ name }) => name)];

/**
 * Reads the project in `directory`. `stack` selects one of several configuration files; without it there must be at most
 * one, or one for `dev`. Throws one sentence if the project cannot be previewed here.
 */
export function readProject(directory: string, stack?: string): Project {
  const file = path.join(directory, "Pulumi.yaml");
  if (!existsSync(file)) throw new Error(`There is no Pulumi.yaml in ${directory}.`);
  const text = readFileSync(file, "utf8");
  const name = topLevelValue(text, "name");
  if (!name) throw new Error(`${file} does not say the project's name.`);
  const runtime = topLevelValue(text, "runtime") || /^runtime:\s*\n(?:\s+.*\n)*?\s+name:\s*(\S+)/m.exec(text)?.[1];
  if (!runtime || !runtimes.includes(runtime)) {
    const known = ["Node.js", ...languages.map(({ title }) => title)].join(", ").replace(/, (\w+)$/, " and $1");
    throw new Error(`${file} says "runtime: ${runtime}", and only ${known} programs can be previewed without a cloud.`);
  }
  const chosen = stack ?? chooseStack(directory);
  const configurationFile = path.join(directory, `Pulumi.${chosen}.yaml`);
  if (stack && !existsSync(configurationFile)) throw new Error(`There is no Pulumi.${stack}.yaml in ${directory}.`);
  const configuration = existsSync(configurationFile) ? readFileSync(configurationFile, "utf8") : "";
  return { directory, name, runtime, stack: chosen, configuration: withoutSecrets(configuration) };
}

/**
 * A stack's configuration with `[secret]` for every encrypted value, and without the keys to decrypt them: the toolchain must not have
 * them, and no policy reads them.
 */
export function withoutSecrets(configuration: string): string {
  return configuration
    .replaceAll(/^(?:encryptionsalt|encryptedkey|secretsprovider):.*\n?/gm, "")
    .replaceAll(/:[ \t]*\n[ \t]+secure:.*$/gm, ': "[secret]"');
}

function topLevelValue(yaml: string, key: string): string | undefined {
  const value = new RegExp(`^${key}:[ \\t]*(.*)$`, "m").exec(yaml)?.[1];
  return value
    ?.replace(/\s#.*$/, "")
    .trim()
    .replace(/^(["'])(.*)\1$/, "$2");
}

function chooseStack(directory: string): string {
  const stacks = readdirSync(directory).flatMap((name) => /^Pulumi\.(.+)\.yaml$/.exec(name)?.[1] ?? []);
  if (stacks.length === 0 || stacks.includes("dev")) return "dev";
  if (stacks.length === 1) return stacks[0] as string;
  throw new Error(`${directory} has the stacks ${stacks.join(", ")}: choose one with --stack NAME.`);
}

import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { root } from "../checkout";
import { type LanguageHost, startLanguageHost } from "../language-host/attached";
import { findLanguage, languageOf } from "../languages/find-languages";
import { type StandIns, startStandIns } from "../provider/stand-ins";
import { type EngineEvents, readEvents } from "./events";
import type { Cli } from "./find-cli";
import { languageHostScript, languageHostVariable } from "./language-host-script";
import { runProcess } from "./process";
import type { Project } from "./project";

/** How one command of the engine ended. */
export interface EngineRun extends EngineEvents {
  readonly status: number;
  /** Everything that the CLI printed. */
  readonly output: string;
  /** The engine's events, one per line, as they were written. */
  readonly log: string;
}

/** What to run besides the program. */
export interface RunOptions {
  /** Folders of policy packs. */
  readonly policyPacks?: readonly string[];
  /** A file for `--policy-pack-config`, for the first pack. */
  readonly policyPackConfig?: string;
  readonly environment?: NodeJS.ProcessEnv;
  /** Whether a preview prints its events instead of writing them into a file in addition to its text output. */
  readonly json?: boolean;
  /** Shows what the CLI prints while it runs. */
  readonly onOutput?: (text: string) => void;
}

/**
 * A separate stack for one project: backend, home and configuration in a temporary folder, and a stand-in for Azure.
 * Nothing is written into the project.
 */
export interface Workspace {
  readonly preview: (options?: RunOptions) => Promise<EngineRun>;
  readonly up: (options?: RunOptions) => Promise<EngineRun>;
  readonly refresh: () => Promise<EngineRun>;
  /** Exports the stack's state; returns the path of the file. */
  readonly exportState: () => Promise<string>;
  /** Judges an exported state, without program and provider. */
  readonly analyze: (stateFile: string, options: RunOptions) => Promise<EngineRun>;
  /** The environment of the CLI, for tests that start it themselves, as a user does. */
  readonly environment: NodeJS.ProcessEnv;
  /** The stack's configuration file. */
  readonly configuration: string;
  /** The stand-in providers, with the requests that they could not answer. */
  readonly provider: StandIns;
  /** Ends the running processes and removes the temporary folder. */
  readonly close: () => void;
}

/**
 * Creates a workspace for `project`. Throws if its language is missing, or if the CLI cannot create a stack.
 *
 * @param beside the workspace in whose backend the stack is created, so that one stack can refer to the other.
 */
export async function openWorkspace(cli: Cli, project: Project, beside?: Workspace): Promise<Workspace> {
  const folder = mkdtempSync(path.join(tmpdir(), "azure-batch-guard-"));
  const provider = await startStandIns();
  const language = await languageFor(project);
  const close = () => {
    process.off("exit", close);
    provider.stop();
    language.host?.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  };
  process.once("exit", close);

  const { PULUMI_BACKEND_URL } = beside?.environment ?? {};
  const environment = {
    ...engineEnvironment(folder, cli, provider.attach, language),
    ...(PULUMI_BACKEND_URL === undefined ? {} : { PULUMI_BACKEND_URL }),
  };
  // The CLI would write a new stack's configuration next to Pulumi.yaml; this file replaces the project's own.
  writeFileSync(path.join(folder, "Pulumi.yaml"), `name: ${JSON.stringify(project.name)}\nruntime: nodejs\n`);
  const configuration = path.join(folder, `Pulumi.${project.stack}.yaml`);

  let runs = 0;
  const run = async (command: readonly string[], options: RunOptions = {}, logged = false): Promise<EngineRun> => {
    // Each run has its own log, so that several can run at the same time.
    runs += 1;
    const log = path.join(folder, `events-${runs}.json`);
    const { status, stdout, stderr } = await runProcess(
      cli.file,
      [
        ...command,
        ...(logged ? ["--event-log", log, "--suppress-progress"] : []),
        "--non-interactive",
        "--color",
        "never",
      ],
      {
        environment: { ...environment, ...options.environment },
        ...(options.onOutput ? { onOutput: options.onOutput } : {}),
      },
    );
    const events = existsSync(log) ? readFileSync(log, "utf8") : stdout;
    return { status, output: stdout + stderr, log: events, ...readEvents(events) };
  };
  const program = ["-C", project.directory, "--stack", project.stack, "--config-file", configuration];
  const packs = ({ policyPacks = [], policyPackConfig }: RunOptions) => [
    ...policyPacks.flatMap((pack) => ["--policy-pack", pack]),
    ...(policyPackConfig ? ["--policy-pack-config", policyPackConfig] : []),
  ];

  try {
    for (const name of ["state", "temporary"]) mkdirSync(path.join(folder, name));
    const made = await run(["stack", "init", project.stack, "-C", folder]);
    if (made.status !== 0) throw new Error(`The Pulumi CLI could not make a stack: ${made.output.trim()}`);
    appendFileSync(configuration, project.configuration);
  } catch (error) {
    close();
    throw error;
  }
  return {
    preview: (options = {}) =>
      run(["preview", ...program, ...(options.json ? ["--json"] : []), ...packs(options)], options, !options.json),
    up: (options = {}) => run(["up", "--yes", "--skip-preview", ...program, ...packs(options)], options, true),
    refresh: () => run(["refresh", "--yes", "--skip-preview", ...program], {}, true),
    exportState: async () => {
      const file = path.join(folder, "state.json");
      const exported = await run(["stack", "export", "-C", folder, "--stack", project.stack, "--file", file]);
      if (exported.status !== 0) throw new Error(`The state could not be exported: ${exported.output.trim()}`);
      return file;
    },
    analyze: (file, options) => run(["policy", "analyze", "--json", "--file", file, ...packs(options)], options),
    environment,
    configuration,
    provider,
    close,
  };
}

/** The language host for programs that are not in TypeScript: one to attach to, or a folder with one. */
interface LanguageTools {
  readonly host?: LanguageHost;
  readonly attach?: string;
  readonly folder?: string;
}

async function languageFor({ runtime }: Project): Promise<LanguageTools> {
  const language = languageOf(runtime);
  if (!language) return {};
  const search = findLanguage(language);
  if (search.folder === undefined) throw new Error(search.why);
  if (!language.runtime) return { folder: search.folder };
  const host = await startLanguageHost(language.runtime(search.folder));
  return { host, attach: `${runtime}:${host.port}` };
}

/** The environment of the CLI: without the user's own Pulumi settings, and with a language host only if the CLI has none. */
function engineEnvironment(
  folder: string,
  cli: Cli,
  providers: string,
  { attach, folder: languageFolder }: LanguageTools,
): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith("PULUMI_"));
  const hostFolder = path.join(folder, "language-host");
  const hasHost = [path.dirname(cli.file), ...(process.env.PATH ?? "").split(path.delimiter)].some((directory) =>
    [languageHostScript.name, `${languageHostScript.name}.exe`].some((name) => existsSync(path.join(directory, name))),
  );
  if (!hasHost) {
    mkdirSync(hostFolder);
    writeFileSync(path.join(hostFolder, languageHostScript.name), languageHostScript.text, { mode: 0o755 });
  }
  return {
    ...Object.fromEntries(inherited),
    PATH: [path.dirname(cli.file), languageFolder, process.env.PATH, ...(hasHost ? [] : [hostFolder])]
      .filter(Boolean)
      .join(path.delimiter),
    [languageHostVariable]: path.join(root, "dist", "toolchain", "language-host", "main.js"),
    // ts-node, among others, leaves files in the temporary folder.
    ...Object.fromEntries(["TMPDIR", "TEMP", "TMP"].map((name) => [name, path.join(folder, "temporary")])),
    PULUMI_HOME: path.join(folder, "home"),
    PULUMI_BACKEND_URL: `file://${path.join(folder, "state")}`,
    PULUMI_CONFIG_PASSPHRASE: "no secret: this stack lives for one run",
    PULUMI_DEBUG_PROVIDERS: providers,
    ...(attach ? { PULUMI_DEBUG_LANGUAGES: attach } : {}),
    // The engine must reject other providers by name, and not download them.
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PULUMI_NODEJS_TRANSPILE_ONLY: "true",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DEBUG_COMMANDS: "true",
    NO_COLOR: "1",
    FORCE_COLOR: "0",
  };
}

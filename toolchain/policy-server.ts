import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import * as path from "node:path";
import { credentials, type ServiceError } from "@grpc/grpc-js";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/analyzer_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { endWithParentFlags } from "./end-with-parent";
import {
  analyzeRequest,
  analyzeStackRequest,
  configureRequest,
  type PolicyConfiguration,
  type SentResource,
} from "./wire/analyzer";
import { type Diagnostic, describe, diagnostics, type PackDescription } from "./wire/analyzer-answers";

/** A policy pack in its own process, as the engine runs it. */
export interface PolicyServer {
  /** The port on which it listens, on this machine. */
  readonly port: number;
  readonly pid: number;
  readonly describe: () => Promise<PackDescription>;
  /** Configures the pack. Omitted policies keep their defaults; call it once with all settings. */
  readonly configure: (policies: { readonly [policy: string]: PolicyConfiguration }) => Promise<void>;
  readonly configureStack: (stack: { project: string; stack: string; tags?: Record<string, string> }) => Promise<void>;
  /** Judges one resource by its inputs. */
  readonly analyze: (resource: SentResource) => Promise<Diagnostic[]>;
  /** Judges all resources by their outputs. */
  readonly analyzeStack: (resources: readonly SentResource[]) => Promise<Diagnostic[]>;
  /** The whole output of the pack on stdout so far, the port line first. */
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Ends the process; resolves when it has ended. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts the policy pack in `packDirectory` (the folder of its `PulumiPolicy.yaml`) and waits for its port.
 * Rejects with the output of the pack if it ends, or prints something else, before the port.
 */
export async function startPolicyServer(
  packDirectory: string,
  environment: NodeJS.ProcessEnv = {},
): Promise<PolicyServer> {
  const runner = createRequire(path.resolve(packDirectory, "package.json")).resolve(
    "@pulumi/pulumi/cmd/run-policy-pack",
  );
  // In place of the engine's address: the pack never calls it, and nothing listens on port 1.
  const child = spawn(process.execPath, [...endWithParentFlags, runner, "127.0.0.1:1", "."], {
    cwd: packDirectory,
    // The runner always loads ts-node, whose cache would remain in the temporary folder.
    env: { ...process.env, TS_NODE_CACHE: "false", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill);
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const printed = { stdout: "", stderr: "" };
  child.stderr.on("data", (chunk) => {
    printed.stderr += chunk;
  });
  const port = await readPort(child, printed).catch((error) => {
    kill();
    process.off("exit", kill);
    throw error;
  });
  const client = new AnalyzerClient(`127.0.0.1:${port}`, credentials.createInsecure(), {
    "grpc.max_receive_message_length": -1,
    "grpc.max_send_message_length": -1,
  });
  return {
    port,
    pid: child.pid ?? 0,
    describe: async () => describe(await call<proto.AnalyzerInfo>((done) => client.getAnalyzerInfo(new Empty(), done))),
    configure: async (policies) => {
      const request = configureRequest(policies);
      await call((done) => client.configure(request, done));
    },
    configureStack: async ({ project, stack, tags = {} }) => {
      const request = new proto.AnalyzerStackConfigureRequest();
      request.setProject(project);
      request.setStack(stack);
      request.setDryRun(true);
      for (const [name, value] of Object.entries(tags)) request.getTagsMap().set(name, value);
      await call((done) => client.configureStack(request, done));
    },
    analyze: async (resource) => {
      const request = analyzeRequest(resource);
      const found = diagnostics(await call<proto.AnalyzeResponse>((done) => client.analyze(request, done)));
      // Like the engine: a finding without a resource is about the resource that was sent.
      return found.map((diagnostic) => ({ ...diagnostic, urn: diagnostic.urn || resource.urn }));
    },
    analyzeStack: async (resources) => {
      const request = analyzeStackRequest(resources);
      return diagnostics(await call<proto.AnalyzeResponse>((done) => client.analyzeStack(request, done)));
    },
    stdout: () => printed.stdout,
    stderr: () => printed.stderr,
    stop: async () => {
      client.close();
      kill();
      process.off("exit", kill);
      await gone;
    },
  };
}

function readPort(child: ChildProcess, printed: { stdout: string; stderr: string }): Promise<number> {
  return new Promise((resolve, reject) => {
    const fail = () =>
      reject(new Error(`The policy pack did not start.\n${printed.stdout}${printed.stderr}`.trimEnd()));
    child.once("error", reject);
    child.once("exit", fail);
    child.stdout?.on("data", (chunk) => {
      printed.stdout += chunk;
      const [firstLine, rest] = printed.stdout.split("\n");
      if (rest === undefined) return;
      child.off("exit", fail);
      if (/^\d+$/.test(firstLine ?? "")) resolve(Number(firstLine));
      else fail();
    });
  });
}

function call<Response>(start: (done: (error: ServiceError | null, response: Response) => void) => void) {
  return new Promise<Response>((resolve, reject) => {
    start((error, response) => (error ? reject(error) : resolve(response)));
  });
}

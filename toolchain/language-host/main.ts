/**
 * A small `pulumi-language-nodejs`, with which the engine runs Node.js programs and policy packs: a Pulumi CLI that was built from
 * source lacks the language host that every release of Pulumi includes.
 *
 * Started by the engine as `pulumi-language-nodejs [flags] ENGINE-ADDRESS`; prints its port and serves `LanguageRuntime`.
 */
import { once } from "node:events";
import { type handleServerStreamingCall, type handleUnaryCall, Server, status } from "@grpc/grpc-js";
import { LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb";
import * as language from "@pulumi/pulumi/proto/language_pb";
import { endWithParent } from "../end-with-parent";
import { listenOnLoopback, unlimitedMessages } from "../wire/loopback";
import { startSdkScript } from "./children";
import { getPluginInfo, getRequiredPackages } from "./fixed-answers";

// The SDK has reported the error; another message would be noise.
// (nodeJSProcessExitedAfterLoggingUserActionableMessage in @pulumi/pulumi/cmd/run)
const errorReported = 32;

const engineAddress = process.argv.slice(2).find((argument) => !argument.startsWith("-")) ?? "";

const run: handleUnaryCall<language.RunRequest, language.RunResponse> = async (call, done) => {
  const request = call.request;
  const response = new language.RunResponse();
  try {
    const child = startSdkScript({
      script: "run",
      directory: request.getInfo()?.getProgramDirectory() || request.getPwd(),
      workingDirectory: request.getPwd(),
      arguments: programArguments(request),
      environment: {
        ...runtimeOptions(request),
        PULUMI_CONFIG: JSON.stringify(Object.fromEntries(request.getConfigMap().entries())),
        PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
      },
    });
    call.on("cancelled", () => child.kill());
    // The engine shows the output of a language host as diagnostics of the stack.
    child.stdout?.pipe(process.stdout, { end: false });
    child.stderr?.pipe(process.stderr, { end: false });
    const [code, signal] = await once(child, "close");
    if (code === errorReported) response.setBail(true);
    else if (code !== 0) response.setError(`The program ended with ${signal ?? `exit status ${code}`}.`);
  } catch (error) {
    response.setError(error instanceof Error ? error.message : String(error));
  }
  done(null, response);
};

/** The `options` of `runtime` in Pulumi.yaml; TypeScript is on by default. */
function runtimeOptions(request: language.RunRequest): NodeJS.ProcessEnv {
  const options = request.getInfo()?.getOptions()?.toJavaScript() ?? {};
  return {
    PULUMI_NODEJS_TYPESCRIPT: options.typescript === false ? "false" : "true",
    ...(typeof options.tsconfig === "string" ? { PULUMI_NODEJS_TSCONFIG_PATH: options.tsconfig } : {}),
  };
}

function programArguments(request: language.RunRequest): string[] {
  const flags: [name: string, value: string | number][] = [
    ["monitor", request.getMonitorAddress()],
    ["engine", engineAddress],
    ["organization", request.getOrganization()],
    ["project", request.getProject()],
    ["stack", request.getStack()],
    ["root-directory", request.getInfo()?.getRootDirectory() ?? ""],
    ["pwd", request.getPwd()],
    ["parallel", request.getParallel()],
  ];
  const given = flags.filter(([, value]) => value !== "" && value !== 0).map(([name, value]) => `--${name}=${value}`);
  const program = request.getInfo()?.getEntryPoint() || request.getProgram() || ".";
  return [...given, ...(request.getDryrun() ? ["--dry-run"] : []), program, ...request.getArgsList()];
}

const runPlugin: handleServerStreamingCall<language.RunPluginRequest, language.RunPluginResponse> = (call) => {
  const request = call.request;
  if (request.getKind() !== "analyzer") {
    const kind = request.getKind() || "unnamed";
    call.destroy(
      Object.assign(new Error(`This language host runs programs and policy packs; it cannot run a ${kind} plugin.`), {
        code: status.UNIMPLEMENTED,
      }),
    );
    return;
  }
  const send = (fill: (response: language.RunPluginResponse) => void) => {
    const response = new language.RunPluginResponse();
    fill(response);
    call.write(response);
  };
  const directory = request.getInfo()?.getProgramDirectory() || request.getPwd();
  try {
    const child = startSdkScript({
      script: "run-policy-pack",
      directory,
      // The policy SDK reads the version of a pack from package.json in the working directory.
      workingDirectory: directory,
      arguments: [...request.getArgsList(), directory],
      environment: Object.fromEntries(request.getEnvList().map(splitVariable)),
    });
    call.on("cancelled", () => child.kill());
    child.stdout?.on("data", (chunk: Buffer) => send((response) => response.setStdout(chunk)));
    child.stderr?.on("data", (chunk: Buffer) => send((response) => response.setStderr(chunk)));
    child.once("close", (code) => {
      send((response) => response.setExitcode(code ?? 1));
      call.end();
    });
  } catch (error) {
    send((response) => response.setStderr(Buffer.from(`${error instanceof Error ? error.message : error}\n`)));
    send((response) => response.setExitcode(1));
    call.end();
  }
};

function splitVariable(variable: string): [name: string, value: string] {
  const equals = variable.indexOf("=");
  return [variable.slice(0, equals), variable.slice(equals + 1)];
}

async function main(): Promise<void> {
  endWithParent();
  const server = new Server(unlimitedMessages);
  // Other methods answer UNIMPLEMENTED, which the engine treats as "not offered".
  server.addService(LanguageRuntimeService, { run, runPlugin, getPluginInfo, getRequiredPackages });
  process.stdout.write(`${await listenOnLoopback(server)}\n`);
}

void main();

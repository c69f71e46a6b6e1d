import { credentials, type handleUnaryCall, Server } from "@grpc/grpc-js";
import { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";
import { LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb";
import * as language from "@pulumi/pulumi/proto/language_pb";
import { runProcess } from "../engine/process";
import { listenOnLoopback, unlimitedMessages } from "../wire/loopback";
import { getPluginInfo, getRequiredPackages } from "./fixed-answers";
import { programEnvironment } from "./program-environment";
import type { ProgramRuntime } from "./runtime";

/** A language host inside of this process. */
export interface LanguageHost {
  readonly port: number;
  /** Stops at once; running programs end. */
  readonly stop: () => void;
}

// The SDK has reported the error; another message would be noise.
const failedAndSaidSo = 32;

/**
 * Starts a language host for the engine to attach to, by `PULUMI_DEBUG_LANGUAGES=NAME:PORT`. The engine prefers it even where a
 * release of Pulumi has its own host, which needs SDKs installed for each program.
 */
export async function startLanguageHost(runtime: ProgramRuntime): Promise<LanguageHost> {
  const server = new Server(unlimitedMessages);
  const stopping = new AbortController();
  let engineAddress = "";

  const handshake: handleUnaryCall<language.LanguageHandshakeRequest, language.LanguageHandshakeResponse> = (
    call,
    done,
  ) => {
    engineAddress = call.request.getEngineAddress();
    done(null, new language.LanguageHandshakeResponse());
  };

  const run: handleUnaryCall<language.RunRequest, language.RunResponse> = async (call, done) => {
    const { request } = call;
    const response = new language.RunResponse();
    const engine = engineLog(engineAddress);
    try {
      const directory = request.getInfo()?.getProgramDirectory() || request.getPwd();
      const { command, args, environment } = await runtime.commandFor(directory);
      const cancelled = new AbortController();
      call.on("cancelled", () => cancelled.abort());
      const { status, stdout, stderr } = await runProcess(command, args, {
        directory: request.getPwd(),
        environment: { ...process.env, ...environment, ...programEnvironment(request, engineAddress) },
        signal: AbortSignal.any([stopping.signal, cancelled.signal]),
      });
      for (const text of [stdout, stderr]) if (text.trim() !== "") await engine.tell(text.trimEnd());
      if (status === failedAndSaidSo) response.setBail(true);
      else if (status !== 0) response.setError(`The program ended with exit status ${status}.`);
    } catch (error) {
      response.setError(error instanceof Error ? error.message : String(error));
    } finally {
      engine.close();
    }
    done(null, response);
  };

  server.addService(LanguageRuntimeService, { handshake, run, getPluginInfo, getRequiredPackages });
  const port = await listenOnLoopback(server);
  return {
    port,
    stop: () => {
      stopping.abort();
      server.forceShutdown();
    },
  };
}

/** Shows text as a diagnostic of the stack, as the engine does with the output of a host that it starts itself. */
function engineLog(address: string): { readonly tell: (text: string) => Promise<void>; readonly close: () => void } {
  const client = new EngineClient(address, credentials.createInsecure());
  return {
    tell: (text) => {
      const request = new LogRequest();
      request.setSeverity(LogSeverity.INFO);
      request.setMessage(text);
      // The engine has ended; there is no output to show it in.
      return new Promise((resolve) => client.log(request, () => resolve()));
    },
    close: () => client.close(),
  };
}

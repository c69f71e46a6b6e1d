import { credentials, type ServiceError } from "@grpc/grpc-js";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import { AnalyzeResponse } from "@pulumi/pulumi/proto/analyzer_pb";
import type { Sent } from "../toolchain/recording/recording";
import { analyzeRequest, analyzeStackRequest } from "../toolchain/wire/analyzer";
import { timed } from "./measure";
import { type Pack, peakMemory, processorTime, start } from "./packs";

/** The cost of judging one stack in a new process. Times in milliseconds, memory in megabytes. */
export interface Judging {
  /** From the first `Analyze` to the last, all resources. */
  readonly analyze: number;
  readonly analyzeStack: number;
  readonly memory: number | undefined;
  /** Of all processors, from the first request to the last. */
  readonly processor: number | undefined;
  readonly findings: number;
  /** Of all processors, to read the configuration; 0 if there is none. */
  readonly configure: number | undefined;
}

/** The configuration in `--policy-pack-config`, by policy. */
export type Configuration = Parameters<Awaited<ReturnType<typeof start>>["configure"]>[0];

/** Requests in wire format, so that only the pack's work is measured. */
export interface Requests {
  readonly analyze: readonly Uint8Array[];
  readonly analyzeStack: Uint8Array;
}

export function requestsFor({ inputs, outputs }: Sent): Requests {
  return {
    analyze: inputs.map((resource) => analyzeRequest(resource).serializeBinary()),
    analyzeStack: analyzeStackRequest(outputs).serializeBinary(),
  };
}

/** The engine's default number of parallel requests. */
const AT_ONCE = 16;

export async function judge(pack: Pack, requests: Requests, configuration?: Configuration): Promise<Judging> {
  const server = await start(pack);
  const client = new AnalyzerClient(`127.0.0.1:${server.port}`, credentials.createInsecure(), {
    "grpc.max_receive_message_length": -1,
    "grpc.max_send_message_length": -1,
  });
  let findings = 0;
  const call = async (method: "Analyze" | "AnalyzeStack", request: Uint8Array) => {
    const response = await send(client, method, request);
    findings += response.getDiagnosticsList().length;
  };
  try {
    const started = processorTime(server.pid);
    if (configuration) await server.configure(configuration);
    const before = processorTime(server.pid);
    const queue = requests.analyze.values();
    const worker = async () => {
      for (const request of queue) await call("Analyze", request);
    };
    const analyze = await timed(() => Promise.all(Array.from({ length: AT_ONCE }, worker)));
    const analyzeStack = await timed(() => call("AnalyzeStack", requests.analyzeStack));
    return {
      analyze,
      analyzeStack,
      memory: peakMemory(server.pid),
      processor: since(before, processorTime(server.pid)),
      findings,
      configure: since(started, before),
    };
  } finally {
    client.close();
    await server.stop();
  }
}

function since(before: number | undefined, after: number | undefined): number | undefined {
  return before === undefined || after === undefined ? undefined : after - before;
}

function send(client: AnalyzerClient, method: string, request: Uint8Array): Promise<AnalyzeResponse> {
  return new Promise((resolve, reject) => {
    const done = (error: ServiceError | null, response?: AnalyzeResponse) =>
      error ? reject(error) : resolve(response as AnalyzeResponse);
    const asItIs = (bytes: Uint8Array) => Buffer.from(bytes);
    client.makeUnaryRequest(
      `/pulumirpc.Analyzer/${method}`,
      asItIs,
      (bytes) => AnalyzeResponse.deserializeBinary(bytes),
      request,
      done,
    );
  });
}

/**
 * A policy pack without policies that writes the engine's requests into the file in `AZURE_BATCH_GUARD_RECORDING`. It runs next to the
 * real pack, so that both receive the same requests.
 */
import { writeFileSync } from "node:fs";
import { type handleUnaryCall, Server } from "@grpc/grpc-js";
import { AnalyzerService } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/analyzer_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { listenOnLoopback, unlimitedMessages } from "../wire/loopback";
import { formatRecording, record } from "./recording";
import { recordingVariable } from "./recording-file";

const file = process.env[recordingVariable];
const inputs: proto.AnalyzeRequest[] = [];

const server = new Server(unlimitedMessages);
server.addService(AnalyzerService, {
  analyze: answer<proto.AnalyzeRequest, proto.AnalyzeResponse>((request) => {
    inputs.push(request);
    return new proto.AnalyzeResponse();
  }),
  analyzeStack: answer<proto.AnalyzeStackRequest, proto.AnalyzeResponse>((request) => {
    if (file) writeFileSync(file, formatRecording(record(inputs, request.getResourcesList())));
    return new proto.AnalyzeResponse();
  }),
  remediate: answer(() => new proto.RemediateResponse()),
  getAnalyzerInfo: answer(() => {
    const info = new proto.AnalyzerInfo();
    info.setName("recorder");
    info.setVersion("1.0.0");
    return info;
  }),
  getPluginInfo: answer(() => new PluginInfo()),
  configure: answer(() => new Empty()),
  configureStack: answer(() => new proto.AnalyzerStackConfigureResponse()),
});
void listenOnLoopback(server).then((port) => process.stdout.write(`${port}\n`));

function answer<Request, Response>(respond: (request: Request) => Response): handleUnaryCall<Request, Response> {
  return (call, done) => done(null, respond(call.request));
}

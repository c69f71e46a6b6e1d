import { type handleUnaryCall, Server, type ServiceError, status } from "@grpc/grpc-js";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as provider from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { listenOnLoopback, unlimitedMessages } from "../wire/loopback";
import { fromWire, type Properties, toWire } from "../wire/properties";
import { emptyAzure } from "./azure";
import { check, checkFailures } from "./check";
import { diffInputs } from "./diff";
import { previewOutputs, previewUpdate } from "./preview";
import { knownTokens, type ResourceType, resourceType } from "./resource-types";
import { schema } from "./schema";

/** A running stand-in for the azure-native provider. */
export interface StandInProvider {
  readonly port: number;
  /** What it was asked for and cannot do as the real provider does, one sentence each. */
  readonly refusals: () => readonly string[];
  /** Stops at once; calls under way end with an error. */
  readonly stop: () => void;
}

const version = "3.28.0";

/** The configuration of one provider instance. */
interface Configuration {
  readonly location?: string | undefined;
  readonly subscription: string;
}

const unconfigured: Configuration = { subscription: "00000000-0000-0000-0000-000000000000" };

/**
 * Starts a provider that answers the engine as azure-native does, with no Azure behind it. What was deployed through it
 * lives as long as it does. The engine finds it by `PULUMI_DEBUG_PROVIDERS=azure-native:PORT`.
 */
export async function startStandInProvider(): Promise<StandInProvider> {
  const refusals: string[] = [];
  const server = new Server(unlimitedMessages);
  server.addService(ResourceProviderService, operations(refusals));
  const port = await listenOnLoopback(server);
  return { port, refusals: () => refusals, stop: () => server.forceShutdown() };
}

function operations(refusals: string[]) {
  const azure = emptyAzure();
  // All instances that a program makes end up here, each over a connection of its own.
  const configurations = new Map<string, Configuration>();
  const configuration = (peer: string) => configurations.get(peer) ?? unconfigured;

  const refuse = (sentence: string): never => {
    if (!refusals.includes(sentence)) refusals.push(sentence);
    throw Object.assign(new Error(sentence), { code: status.UNIMPLEMENTED });
  };
  const known = (urn: string): ResourceType => {
    const token = urn.split("::")[2]?.split("$").at(-1) ?? "";
    return resourceType(token) ?? refuse(unknownType(token));
  };

  return {
    getPluginInfo: answer<Empty, PluginInfo>(() => fill(new PluginInfo(), (info) => info.setVersion(version))),
    // Programs in YAML are read with it.
    getSchema: answer<provider.GetSchemaRequest, provider.GetSchemaResponse>(() =>
      fill(new provider.GetSchemaResponse(), (response) => response.setSchema(schema(version))),
    ),
    attach: answer(() => new Empty()),
    cancel: answer(() => new Empty()),
    checkConfig: answer<provider.CheckRequest, provider.CheckResponse>((request) =>
      fill(new provider.CheckResponse(), (response) => response.setInputs(request.getNews())),
    ),
    diffConfig: answer(() => new provider.DiffResponse()),
    configure: answer<provider.ConfigureRequest, provider.ConfigureResponse>((request, peer) => {
      const setting = (name: string) => request.getVariablesMap().get(`azure-native:config:${name}`);
      const subscription = setting("subscriptionId") ?? unconfigured.subscription;
      configurations.set(peer, { location: setting("location"), subscription });
      return fill(new provider.ConfigureResponse(), (response) => response.setSupportspreview(true));
    }),
    invoke: answer<provider.InvokeRequest, provider.InvokeResponse>((request) =>
      refuse(
        `${request.getTok()} asks Azure, and no Azure is behind this preview: give the program the value itself, ` +
          "or use your own Pulumi login and the real provider.",
      ),
    ),
    call: answer<provider.CallRequest, provider.CallResponse>((request) =>
      refuse(`The stand-in for azure-native has no method ${request.getTok()}.`),
    ),
    construct: answer<provider.ConstructRequest, provider.ConstructResponse>((request) =>
      refuse(`The stand-in for azure-native has no component ${request.getType()}.`),
    ),
    check: answer<provider.CheckRequest, provider.CheckResponse>((request, peer) => {
      const type = known(request.getUrn());
      const inputs = check({
        urn: request.getUrn(),
        type,
        inputs: fromWire(request.getNews()),
        previousInputs: fromWire(request.getOlds()),
        defaultLocation: configuration(peer).location,
        groupLocation: (name) => azure.groupLocation(name, configuration(peer).subscription),
      });
      const response = new provider.CheckResponse();
      response.setInputs(toWire(inputs));
      for (const { property, reason } of checkFailures(type, inputs)) {
        response.addFailures(
          fill(new provider.CheckFailure(), (failure) => {
            failure.setProperty(property);
            failure.setReason(reason);
          }),
        );
      }
      return response;
    }),
    diff: answer<provider.DiffRequest, provider.DiffResponse>((request) => {
      const before = fromWire(request.getOldInputs());
      const diff = diffInputs(known(request.getUrn()), before, fromWire(request.getNews()));
      return fill(new provider.DiffResponse(), (response) => {
        const { DIFF_NONE, DIFF_SOME } = provider.DiffResponse.DiffChanges;
        response.setChanges(diff.changed.length === 0 ? DIFF_NONE : DIFF_SOME);
        response.setDiffsList([...diff.changed]);
        response.setReplacesList([...diff.replacing]);
        response.setDeletebeforereplace(diff.deleteFirst);
      });
    }),
    create: answer<provider.CreateRequest, provider.CreateResponse>((request, peer) => {
      const type = known(request.getUrn());
      const inputs = fromWire(request.getProperties());
      const response = new provider.CreateResponse();
      if (request.getPreview()) {
        response.setProperties(toWire(previewOutputs(inputs, type.response)));
        return response;
      }
      const resource = azure.put(type, inputs, configuration(peer).subscription);
      response.setId(resource.id);
      response.setProperties(toWire(withInputs(resource.outputs, inputs)));
      return response;
    }),
    update: answer<provider.UpdateRequest, provider.UpdateResponse>((request, peer) => {
      const type = known(request.getUrn());
      const inputs = fromWire(request.getNews());
      const outputs = request.getPreview()
        ? previewUpdate(inputs, type.response, fromWire(request.getOlds()))
        : withInputs(azure.put(type, inputs, configuration(peer).subscription).outputs, inputs);
      return fill(new provider.UpdateResponse(), (response) => response.setProperties(toWire(outputs)));
    }),
    read: answer<provider.ReadRequest, provider.ReadResponse>((request) => {
      known(request.getUrn());
      const resource = azure.read(request.getId());
      if (!resource) {
        return refuse(
          `${request.getId()} was not deployed in this run, and no Azure is behind this preview to read it from.`,
        );
      }
      return fill(new provider.ReadResponse(), (response) => {
        response.setId(resource.id);
        response.setProperties(toWire(withInputs(resource.outputs, resource.inputs)));
        response.setInputs(toWire(resource.inputs));
      });
    }),
    delete: answer<provider.DeleteRequest, Empty>((request) => {
      azure.remove(request.getId());
      return new Empty();
    }),
  };
}

/** Like azure-native up to version 2 (and states that it left behind): the inputs, as a secret, among the outputs. */
function withInputs(outputs: Properties, inputs: Properties): Properties {
  return { ...outputs, __inputs: { $secret: inputs } };
}

function unknownType(token: string): string {
  return (
    `${token} is none of the ${knownTokens.length} resource types that the stand-in for azure-native knows: ` +
    "preview this program with your own Pulumi login and the real provider."
  );
}

function answer<Request, Response>(
  respond: (request: Request, peer: string) => Response,
): handleUnaryCall<Request, Response> {
  return (call, done) => {
    try {
      done(null, respond(call.request, call.getPeer()));
    } catch (error) {
      const { code = status.INTERNAL, message } = error as ServiceError;
      done({ code, message });
    }
  };
}

function fill<Message>(message: Message, set: (message: Message) => void): Message {
  set(message);
  return message;
}

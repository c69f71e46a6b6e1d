import { type handleUnaryCall, Server, type ServiceError, status } from "@grpc/grpc-js";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as provider from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { listenOnLoopback, unlimitedMessages } from "../wire/loopback";
import { fromWire, toWire } from "../wire/properties";
import type { Configuration, ProviderModel } from "./model";

/** A running stand-in for a provider. */
export interface StandInProvider {
  readonly port: number;
  /** The requests that it cannot answer as the real provider does, one sentence each. */
  readonly refusals: () => readonly string[];
  /** Stops at once; calls in progress end with an error. */
  readonly stop: () => void;
}

const unconfigured: Configuration = { subscription: "00000000-0000-0000-0000-000000000000" };

/**
 * Starts a provider that answers the engine as the real one does, without Azure. Its deployed resources exist only in its process. The
 * engine finds it by `PULUMI_DEBUG_PROVIDERS=NAME:PORT`.
 */
export async function startStandInProvider(model: ProviderModel): Promise<StandInProvider> {
  const refusals: string[] = [];
  const server = new Server(unlimitedMessages);
  server.addService(ResourceProviderService, operations(model, refusals));
  const port = await listenOnLoopback(server);
  return { port, refusals: () => refusals, stop: () => server.forceShutdown() };
}

function operations(model: ProviderModel, refusals: string[]) {
  const { name } = model;
  // All provider instances of a program connect here, each over its own connection.
  const configurations = new Map<string, Configuration>();
  const configuration = (peer: string) => configurations.get(peer) ?? unconfigured;

  const refuse = (sentence: string): never => {
    if (!refusals.includes(sentence)) refusals.push(sentence);
    throw Object.assign(new Error(sentence), { code: status.UNIMPLEMENTED });
  };
  const known = (urn: string): string => {
    const token = urn.split("::")[2]?.split("$").at(-1) ?? "";
    return model.knows(token) ? token : refuse(unknownType(model, token));
  };

  return {
    getPluginInfo: answer<Empty, PluginInfo>(() => fill(new PluginInfo(), (info) => info.setVersion(model.version))),
    // The engine needs it for programs in YAML.
    getSchema: answer<provider.GetSchemaRequest, provider.GetSchemaResponse>(() =>
      fill(new provider.GetSchemaResponse(), (response) => response.setSchema(model.schema())),
    ),
    attach: answer(() => new Empty()),
    cancel: answer(() => new Empty()),
    checkConfig: answer<provider.CheckRequest, provider.CheckResponse>((request) =>
      fill(new provider.CheckResponse(), (response) => response.setInputs(request.getNews())),
    ),
    diffConfig: answer(() => new provider.DiffResponse()),
    configure: answer<provider.ConfigureRequest, provider.ConfigureResponse>((request, peer) => {
      const setting = (key: string) => request.getVariablesMap().get(`${name}:config:${key}`);
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
      refuse(`The stand-in for ${name} has no method ${request.getTok()}.`),
    ),
    construct: answer<provider.ConstructRequest, provider.ConstructResponse>((request) =>
      refuse(`The stand-in for ${name} has no component ${request.getType()}.`),
    ),
    check: answer<provider.CheckRequest, provider.CheckResponse>((request, peer) => {
      const checked = model.check({
        urn: request.getUrn(),
        token: known(request.getUrn()),
        inputs: fromWire(request.getNews()),
        previousInputs: fromWire(request.getOlds()),
        configuration: configuration(peer),
      });
      const response = new provider.CheckResponse();
      response.setInputs(toWire(checked.inputs));
      for (const { property, reason } of checked.failures) {
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
      const diff = model.diff(known(request.getUrn()), before, fromWire(request.getNews()));
      return fill(new provider.DiffResponse(), (response) => {
        const { DIFF_NONE, DIFF_SOME } = provider.DiffResponse.DiffChanges;
        response.setChanges(diff.changed.length === 0 ? DIFF_NONE : DIFF_SOME);
        response.setDiffsList([...diff.changed]);
        response.setReplacesList([...diff.replacing]);
        response.setDeletebeforereplace(diff.deleteFirst);
      });
    }),
    create: answer<provider.CreateRequest, provider.CreateResponse>((request, peer) => {
      const token = known(request.getUrn());
      const inputs = fromWire(request.getProperties());
      const response = new provider.CreateResponse();
      if (request.getPreview()) {
        response.setProperties(toWire(model.preview(token, inputs)));
        return response;
      }
      const resource = model.put(token, inputs, configuration(peer));
      response.setId(resource.id);
      response.setProperties(toWire(resource.outputs));
      return response;
    }),
    update: answer<provider.UpdateRequest, provider.UpdateResponse>((request, peer) => {
      const token = known(request.getUrn());
      const inputs = fromWire(request.getNews());
      const outputs = request.getPreview()
        ? model.preview(token, inputs, fromWire(request.getOlds()))
        : model.put(token, inputs, configuration(peer)).outputs;
      return fill(new provider.UpdateResponse(), (response) => response.setProperties(toWire(outputs)));
    }),
    read: answer<provider.ReadRequest, provider.ReadResponse>((request) => {
      const resource = model.read(known(request.getUrn()), request.getId());
      if (!resource) {
        return refuse(
          `${request.getId()} was not deployed in this run, and no Azure is behind this preview to read it from.`,
        );
      }
      return fill(new provider.ReadResponse(), (response) => {
        response.setId(resource.id);
        response.setProperties(toWire(resource.outputs));
        response.setInputs(toWire(resource.inputs));
      });
    }),
    delete: answer<provider.DeleteRequest, Empty>((request) => {
      model.remove(known(request.getUrn()), request.getId());
      return new Empty();
    }),
  };
}

function unknownType({ name, tokens }: ProviderModel, token: string): string {
  return (
    `${token} is none of the ${tokens.length} resource types that the stand-in for ${name} knows: ` +
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

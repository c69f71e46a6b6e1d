import * as proto from "@pulumi/pulumi/proto/analyzer_pb";
import { type Level, levels } from "./analyzer-answers";
import { fromWire, type Properties, toWire } from "./properties";

/** One resource as the engine sends it to a pack: its inputs in `Analyze`, its outputs and dependencies in `AnalyzeStack`. */
export interface SentResource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly properties: Properties;
  readonly options?: ResourceOptions;
  readonly provider?: ProviderResource;
  /** Only in `AnalyzeStack`: the URN of the parent. */
  readonly parent?: string;
  /** Only in `AnalyzeStack`: URNs of the resources that this one depends on. */
  readonly dependencies?: readonly string[];
  /** Only in `AnalyzeStack`: property name → URNs of the resources that its value depends on. */
  readonly propertyDependencies?: { readonly [property: string]: readonly string[] };
}

/** The resource options that a pack receives; omitted ones have the engine's default. */
export interface ResourceOptions {
  readonly protect?: boolean;
  readonly ignoreChanges?: readonly string[];
  readonly deleteBeforeReplace?: boolean;
  readonly aliases?: readonly string[];
  readonly additionalSecretOutputs?: readonly string[];
  readonly parent?: string;
}

/** The explicit or default provider of a resource. */
export interface ProviderResource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly properties: Properties;
}

/** The configuration of one policy in `--policy-pack-config`. */
export type PolicyConfiguration = { readonly enforcementLevel?: Level } & Properties;

/** The engine's `Analyze` request for one resource. */
export function analyzeRequest(resource: SentResource): proto.AnalyzeRequest {
  return fillResource(new proto.AnalyzeRequest(), resource);
}

/** The engine's `AnalyzeStack` request for all resources. */
export function analyzeStackRequest(resources: readonly SentResource[]): proto.AnalyzeStackRequest {
  const request = new proto.AnalyzeStackRequest();
  for (const resource of resources) {
    const sent = fillResource(new proto.AnalyzerResource(), resource);
    sent.setParent(resource.parent ?? "");
    sent.setDependenciesList([...(resource.dependencies ?? [])]);
    for (const [property, urns] of Object.entries(resource.propertyDependencies ?? {})) {
      const dependencies = new proto.AnalyzerPropertyDependencies();
      dependencies.setUrnsList([...urns]);
      sent.getPropertydependenciesMap().set(property, dependencies);
    }
    request.addResources(sent);
  }
  return request;
}

/** The engine's `Configure` request: the content of `--policy-pack-config`, by policy. */
export function configureRequest(policies: {
  readonly [policy: string]: PolicyConfiguration;
}): proto.ConfigureAnalyzerRequest {
  const request = new proto.ConfigureAnalyzerRequest();
  for (const [policy, { enforcementLevel, ...properties }] of Object.entries(policies)) {
    const config = new proto.PolicyConfig();
    config.setEnforcementlevel(levels.indexOf(enforcementLevel ?? "advisory"));
    config.setProperties(toWire(properties));
    request.getPolicyconfigMap().set(policy, config);
  }
  return request;
}

function fillResource<Message extends proto.AnalyzeRequest | proto.AnalyzerResource>(
  message: Message,
  resource: SentResource,
): Message {
  message.setUrn(resource.urn);
  message.setType(resource.type);
  message.setName(resource.name);
  message.setProperties(toWire(resource.properties));
  message.setOptions(resourceOptions(resource.options ?? {}));
  if (resource.provider) {
    const provider = new proto.AnalyzerProviderResource();
    provider.setUrn(resource.provider.urn);
    provider.setType(resource.provider.type);
    provider.setName(resource.provider.name);
    provider.setProperties(toWire(resource.provider.properties));
    message.setProvider(provider);
  }
  return message;
}

/** A resource from either request of the engine, without properties that have their default value. */
export function receivedResource(message: proto.AnalyzeRequest | proto.AnalyzerResource): SentResource {
  const provider = message.getProvider();
  const sent = {
    urn: message.getUrn(),
    type: message.getType(),
    name: message.getName(),
    properties: fromWire(message.getProperties()),
    options: receivedOptions(message.getOptions()),
    provider: provider && {
      urn: provider.getUrn(),
      type: provider.getType(),
      name: provider.getName(),
      properties: fromWire(provider.getProperties()),
    },
    ...(message instanceof proto.AnalyzerResource && {
      parent: message.getParent() || undefined,
      dependencies: message.getDependenciesList(),
      propertyDependencies: Object.fromEntries(
        [...message.getPropertydependenciesMap().entries()].map(([property, urns]) => [property, urns.getUrnsList()]),
      ),
    }),
  };
  return withoutUndefined(sent) as unknown as SentResource;
}

function receivedOptions(message: proto.AnalyzerResourceOptions | undefined): ResourceOptions | undefined {
  if (!message) return undefined;
  const list = (values: string[]) => (values.length > 0 ? values : undefined);
  const options = withoutUndefined({
    protect: message.getProtect() || undefined,
    ignoreChanges: list(message.getIgnorechangesList()),
    deleteBeforeReplace: message.getDeletebeforereplacedefined() ? message.getDeletebeforereplace() : undefined,
    aliases: list(message.getAliasesList()),
    additionalSecretOutputs: list(message.getAdditionalsecretoutputsList()),
    parent: message.getParent() || undefined,
  });
  return Object.keys(options).length > 0 ? options : undefined;
}

function withoutUndefined(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function resourceOptions(options: ResourceOptions): proto.AnalyzerResourceOptions {
  const message = new proto.AnalyzerResourceOptions();
  message.setProtect(options.protect ?? false);
  message.setIgnorechangesList([...(options.ignoreChanges ?? [])]);
  message.setDeletebeforereplace(options.deleteBeforeReplace ?? false);
  message.setDeletebeforereplacedefined(options.deleteBeforeReplace !== undefined);
  message.setAliasesList([...(options.aliases ?? [])]);
  message.setAdditionalsecretoutputsList([...(options.additionalSecretOutputs ?? [])]);
  message.setParent(options.parent ?? "");
  message.setCustomtimeouts(new proto.AnalyzerResourceOptions.CustomTimeouts());
  return message;
}

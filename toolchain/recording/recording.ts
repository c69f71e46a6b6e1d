import type { AnalyzeRequest, AnalyzerResource } from "@pulumi/pulumi/proto/analyzer_pb";
import { compare } from "../../policies/known/order";
import { type ProviderResource, type ResourceOptions, receivedResource, type SentResource } from "../wire/analyzer";
import type { Properties } from "../wire/properties";

/** The first line of every recording. */
export const recordingFormat = "azure-batch-guard recording 1";

/** The engine's requests to a policy pack in one run, in a form that is easy to read and compare: sorted by URN, without defaults. */
export interface Recording {
  readonly format: typeof recordingFormat;
  readonly providers: readonly ProviderResource[];
  readonly resources: readonly RecordedResource[];
}

/** One resource of a recording: `inputs` from the engine's `Analyze`, `outputs` and dependencies from its `AnalyzeStack`. */
export interface RecordedResource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly inputs?: Properties;
  readonly outputs?: Properties;
  readonly options?: ResourceOptions;
  /** The URN of its provider, one of {@link Recording.providers}. */
  readonly provider?: string;
  readonly parent?: string;
  readonly dependencies?: readonly string[];
  readonly propertyDependencies?: { readonly [property: string]: readonly string[] };
}

/** Makes a recording from the requests of one run. */
export function record(inputs: readonly AnalyzeRequest[], outputs: readonly AnalyzerResource[]): Recording {
  const byUrn = new Map<string, RecordedResource>();
  const providers = new Map<string, ProviderResource>();
  const add = (sent: SentResource, part: Partial<RecordedResource>) => {
    const { urn, type, name, options: { parent, ...options } = {}, provider } = sent;
    if (provider) providers.set(provider.urn, provider);
    const common = {
      urn,
      type,
      name,
      ...(Object.keys(options).length > 0 ? { options } : {}),
      ...(provider ? { provider: provider.urn } : {}),
      ...(parent ? { parent } : {}),
    };
    byUrn.set(urn, { ...common, ...byUrn.get(urn), ...part });
  };
  for (const request of inputs) {
    const sent = receivedResource(request);
    add(sent, { inputs: sent.properties });
  }
  for (const resource of outputs) {
    const sent = receivedResource(resource);
    const { dependencies = [], propertyDependencies = {} } = sent;
    const byProperty = Object.entries(propertyDependencies).map(([property, urns]) => [
      property,
      [...urns].sort(compare),
    ]);
    add(sent, {
      outputs: sent.properties,
      dependencies: [...dependencies].sort(compare),
      propertyDependencies: Object.fromEntries(byProperty),
    });
  }
  return {
    format: recordingFormat,
    providers: [...providers.values()].sort(byUrnOrder),
    resources: [...byUrn.values()].sort(byUrnOrder),
  };
}

/** The engine's requests to a policy pack in one update: inputs in `Analyze`, outputs and dependencies in `AnalyzeStack`. */
export interface Sent {
  readonly inputs: readonly SentResource[];
  readonly outputs: readonly SentResource[];
}

/** The two requests of a recorded run, to be sent again. */
export function requests(recording: Recording): Sent {
  const providers = new Map(recording.providers.map((provider) => [provider.urn, provider]));
  const sent = (resource: RecordedResource, properties: Properties): SentResource => {
    const { inputs: _inputs, outputs: _outputs, options, provider, ...rest } = resource;
    const found = provider ? providers.get(provider) : undefined;
    return {
      ...rest,
      properties,
      options: { ...options, ...(resource.parent ? { parent: resource.parent } : {}) },
      ...(found ? { provider: found } : {}),
    };
  };
  return {
    inputs: recording.resources.flatMap((resource) => (resource.inputs ? sent(resource, resource.inputs) : [])),
    outputs: recording.resources.flatMap((resource) => (resource.outputs ? sent(resource, resource.outputs) : [])),
  };
}

/** A recording as text, independent of the order of its content. */
export function formatRecording(recording: Recording): string {
  const text = JSON.stringify(sorted(recording, []), undefined, 2);
  return `${text.replaceAll(/\{\s+"\$unknown": true\s+\}/g, '{ "$unknown": true }')}\n`;
}

/** Reads a recording. Throws one sentence for any other file, including Pulumi's own plan file. */
export function parseRecording(text: string, source: string): Recording {
  const content = parseJson(text, source);
  if (isObject(content) && content.format === recordingFormat) return content as unknown as Recording;
  const isPlan = isObject(content) && "resourcePlans" in content;
  throw new Error(
    isPlan
      ? `${source} is a file of "pulumi preview --save-plan", which lacks what policies need; record with "--record".`
      : `${source} is not a recording ("format": "${recordingFormat}").`,
  );
}

function parseJson(text: string, source: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`${source} is not JSON.`);
  }
}

// The properties that readers look for first, then the others by name.
const firstFields = ["format", "urn", "type", "name"];
const lastFields = ["inputs", "outputs"];

function sorted(value: unknown, path: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => sorted(item, path));
  if (!isObject(value)) return value;
  const rank = (name: string) =>
    path.includes("inputs") || path.includes("outputs")
      ? 0
      : firstFields.includes(name)
        ? firstFields.indexOf(name) - firstFields.length
        : lastFields.indexOf(name) + 1;
  const names = Object.keys(value).sort((a, b) => rank(a) - rank(b) || compare(a, b));
  return Object.fromEntries(names.map((name) => [name, sorted(value[name], [...path, name])]));
}

function byUrnOrder(a: { readonly urn: string }, b: { readonly urn: string }): number {
  return compare(a.urn, b.urn);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

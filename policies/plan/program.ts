import { field, text } from "./property";
import type { PlannedResource } from "./resource";

/** A program as a file describes it. */
export interface Program {
  readonly resources: readonly PlannedResource[];
  /**
   * The same resources with their inputs only, as the engine's `Analyze` shows each before it is created. Resources whose
   * inputs are not in the file are left out.
   */
  readonly analyzed: readonly PlannedResource[];
  /** What the file marks as secret: it may be judged, but must not be printed. */
  readonly secrets: readonly string[];
  /** URN → where the program declares the resource, as the engine writes it: `project:///index.ts#50,17`. */
  readonly positions: ReadonlyMap<string, string>;
  /** The encrypted values in the file, which are unknown. */
  readonly encrypted: readonly EncryptedValue[];
  /** The time of its deployment, if the file states it: ISO 8601, UTC. */
  readonly time?: string;
}

/** An encrypted value in a state. */
export interface EncryptedValue {
  readonly urn: string;
  /** The path of the property. */
  readonly path: string;
}

/** One resource as a file describes it. */
export interface ReadResource {
  readonly resource: PlannedResource;
  readonly analyzed: PlannedResource | undefined;
  readonly secrets: readonly string[];
  readonly encrypted?: readonly EncryptedValue[];
  /** Where the program declares it. */
  readonly position?: string;
}

/** Why a file cannot be read as a program: one sentence for the user. */
export interface Refusal {
  readonly refused: string;
}

/** A format in which programs are written. */
export interface Format {
  /** Whether parsed JSON claims to be written in it. */
  readonly claims: (content: Readonly<Record<string, unknown>>) => boolean;
  /** Why it cannot be read, as the end of a sentence that begins with the name of the file. */
  readonly refuse: (content: Readonly<Record<string, unknown>>) => string | undefined;
  /** The time of deployment in the content, if it has one. */
  readonly time?: (content: Readonly<Record<string, unknown>>) => unknown;
  /** The path from the top of the content to its list of resources. */
  readonly list: readonly string[];
  /** Whether something can be an element of that list. */
  readonly isElement: (element: unknown) => boolean;
  /** Which elements to count while the list is read, and why a file with that many of them cannot be read. */
  readonly tally?: {
    readonly counts: (element: unknown) => boolean;
    readonly refuse: (content: Readonly<Record<string, unknown>>, count: number) => string | undefined;
  };
  /** Reads an element of that list; `undefined` for a resource that no longer exists. */
  readonly read: (element: unknown) => ReadResource | undefined;
}

/** Builds a program. `time` is the time of its deployment as written in the file. */
export function collect(read: readonly ReadResource[], time?: unknown): Program {
  const deployed = typeof time === "string" ? Date.parse(time) : Number.NaN;
  return {
    // Go's zero time means that there is no time.
    ...(deployed > 0 ? { time: new Date(deployed).toISOString() } : {}),
    resources: withProviders(read.map(({ resource }) => resource)),
    analyzed: read.flatMap(({ analyzed }) => analyzed ?? []),
    secrets: [...new Set(read.flatMap(({ secrets }) => secrets))],
    positions: new Map(read.flatMap(({ resource, position }) => (position ? [[resource.urn, position] as const] : []))),
    encrypted: read.flatMap(({ encrypted = [] }) => encrypted),
  };
}

/** Files list providers together with the resources that they manage. A listed provider shows its own configuration. */
function withProviders(resources: readonly PlannedResource[]): readonly PlannedResource[] {
  const configured = new Map(
    resources
      .filter(({ type }) => type.startsWith("pulumi:providers:"))
      .map(({ urn, properties }) => [urn, text(field(properties, "subscriptionId"))]),
  );
  return resources.map((resource) => {
    const urn = resource.provider?.urn;
    if (urn === undefined || !configured.has(urn)) return resource;
    return { ...resource, provider: { urn, subscription: configured.get(urn) } };
  });
}

/** Whether an element of a list of resources is a resource: it has a URN, whatever else it lacks. */
export function isResource(element: unknown): element is Readonly<Record<string, unknown>> & { readonly urn: string } {
  return isObject(element) && typeof element.urn === "string" && element.urn !== "";
}

/** Why a file cannot be read if its list is not a list, as the end of a sentence. A missing list counts as an empty one. */
export function listFault(list: unknown, path: readonly string[]): string | undefined {
  if (list === undefined || list === null || Array.isArray(list)) return undefined;
  return `has no list of resources: ${path.join(".")} is ${isObject(list) ? "an object" : `a ${typeof list}`}.`;
}

/** Reads a list of resources, an element at a time. */
export interface ListReader {
  readonly add: (element: unknown, index: number) => void;
  readonly read: readonly ReadResource[];
  /** What is wrong with the list, as the end of a sentence that begins with the name of the file. */
  readonly fault: (content: Readonly<Record<string, unknown>>) => string | undefined;
}

/** @param keep returns the part of each resource to keep. */
export function openList(format: Format, keep: (resource: ReadResource) => ReadResource): ListReader {
  const read: ReadResource[] = [];
  let invalid: number | undefined;
  let count = 0;
  return {
    read,
    add: (element, index) => {
      if (!format.isElement(element)) invalid ??= index;
      if (format.tally?.counts(element)) count += 1;
      const resource = format.read(element);
      if (resource) read.push(keep(resource));
    },
    fault: (content) => {
      if (invalid === undefined) return format.tally?.refuse(content, count);
      return `has something in its list of resources that is none: ${format.list.join(".")}[${invalid}] has no URN.`;
    },
  };
}

/** Whether reading a file failed. */
export function isRefusal(read: object): read is Refusal {
  return "refused" in read;
}

/** Whether parsed JSON is an object. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The texts in a list; other elements are left out. */
export function strings(list: unknown): readonly string[] {
  return Array.isArray(list) ? list.filter((item) => typeof item === "string") : [];
}

/** Property → URNs, as recordings and states write it. */
export function urnsByProperty(written: unknown): ReadonlyMap<string, readonly string[]> {
  return new Map(isObject(written) ? Object.entries(written).map(([property, urns]) => [property, strings(urns)]) : []);
}

import { field, text } from "./property";
import type { PlannedResource } from "./resource";

/** A program as a file tells it. */
export interface Program {
  readonly resources: readonly PlannedResource[];
  /**
   * The same resources by their inputs alone, as the engine's `Analyze` shows each before it is created. Those whose inputs
   * the file lacks are not among them.
   */
  readonly analyzed: readonly PlannedResource[];
  /** What the file marks as secret: it may be judged, but must not be printed. */
  readonly secrets: readonly string[];
  /** URN → where the program makes the resource, as the engine writes it: `project:///index.ts#50,17`. */
  readonly positions: ReadonlyMap<string, string>;
  /** The values that the file holds encrypted: they are unknown. */
  readonly encrypted: readonly EncryptedValue[];
  /** When it was deployed, where the file says so: ISO 8601, UTC. */
  readonly time?: string;
}

/** A value that a state holds encrypted. */
export interface EncryptedValue {
  readonly urn: string;
  /** The property. */
  readonly path: string;
}

/** One resource as a file tells it. */
export interface ReadResource {
  readonly resource: PlannedResource;
  readonly analyzed: PlannedResource | undefined;
  readonly secrets: readonly string[];
  readonly encrypted?: readonly EncryptedValue[];
  /** Where the program makes it. */
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
  /** When what it tells was deployed, where it says so. */
  readonly time?: (content: Readonly<Record<string, unknown>>) => unknown;
  /** Where its list of resources is, from the top. */
  readonly list: readonly string[];
  /** Whether something can be an element of that list. */
  readonly isElement: (element: unknown) => boolean;
  /** What has to be counted while the list is read, and what is wrong with the file where there are so many of it. */
  readonly tally?: {
    readonly counts: (element: unknown) => boolean;
    readonly refuse: (content: Readonly<Record<string, unknown>>, count: number) => string | undefined;
  };
  /** Reads an element of that list; a resource that is none any more gives `undefined`. */
  readonly read: (element: unknown) => ReadResource | undefined;
}

/** Puts a program together. `time` is when it was deployed, as its file writes it. */
export function collect(read: readonly ReadResource[], time?: unknown): Program {
  const deployed = typeof time === "string" ? Date.parse(time) : Number.NaN;
  return {
    // Go's zero time stands for none.
    ...(deployed > 0 ? { time: new Date(deployed).toISOString() } : {}),
    resources: withProviders(read.map(({ resource }) => resource)),
    analyzed: read.flatMap(({ analyzed }) => analyzed ?? []),
    secrets: [...new Set(read.flatMap(({ secrets }) => secrets))],
    positions: new Map(read.flatMap(({ resource, position }) => (position ? [[resource.urn, position] as const] : []))),
    encrypted: read.flatMap(({ encrypted = [] }) => encrypted),
  };
}

/** Files list providers beside what they make: a provider that is listed tells what it is configured with. */
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

/** Whether an element of a list of resources is one: whatever else it lacks, it has a URN. */
export function isResource(element: unknown): element is Readonly<Record<string, unknown>> & { readonly urn: string } {
  return isObject(element) && typeof element.urn === "string" && element.urn !== "";
}

/** What a list that is missing, or is none, makes of a file: the end of a sentence. No list at all is an empty one. */
export function listFault(list: unknown, path: readonly string[]): string | undefined {
  if (list === undefined || list === null || Array.isArray(list)) return undefined;
  return `has no list of resources: ${path.join(".")} is ${isObject(list) ? "an object" : `a ${typeof list}`}.`;
}

/** Reads a list of resources, an element at a time. */
export interface ListReader {
  readonly add: (element: unknown, index: number) => void;
  readonly read: readonly ReadResource[];
  /** What is wrong with the file because of its list, as the end of a sentence. */
  readonly fault: (content: Readonly<Record<string, unknown>>) => string | undefined;
}

/** @param keep what is kept of each resource. */
export function openList(format: Format, keep: (resource: ReadResource) => ReadResource): ListReader {
  const read: ReadResource[] = [];
  let stranger: number | undefined;
  let count = 0;
  return {
    read,
    add: (element, index) => {
      if (!format.isElement(element)) stranger ??= index;
      if (format.tally?.counts(element)) count += 1;
      const resource = format.read(element);
      if (resource) read.push(keep(resource));
    },
    fault: (content) => {
      if (stranger === undefined) return format.tally?.refuse(content, count);
      return `has something in its list of resources that is none: ${format.list.join(".")}[${stranger}] has no URN.`;
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

/** The texts in a list; anything else there is left out. */
export function strings(list: unknown): readonly string[] {
  return Array.isArray(list) ? list.filter((item) => typeof item === "string") : [];
}

/** Property → URNs, as recordings and states write it. */
export function urnsByProperty(written: unknown): ReadonlyMap<string, readonly string[]> {
  return new Map(isObject(written) ? Object.entries(written).map(([property, urns]) => [property, strings(urns)]) : []);
}

/** The parts of a resource's URN. */
export interface Urn {
  readonly stack: string;
  readonly project: string;
  /** The type token, without the types of its parents. */
  readonly type: string;
  /** The name in the program; it may contain `::`. */
  readonly name: string;
}

const URN = /^urn:pulumi:(.*?)::(.*?)::(.*?)::(.*)$/s;

/** Parses a URN (https://www.pulumi.com/docs/iac/concepts/resources/names/#urns); `undefined` if the text is not a URN. */
export function parseUrn(text: string): Urn | undefined {
  const match = URN.exec(text);
  if (!match) return undefined;
  const [, stack = "", project = "", qualifiedType = "", name = ""] = match;
  return { stack, project, type: qualifiedType.slice(qualifiedType.lastIndexOf("$") + 1), name };
}

/** A URN without its stack and project: its type and name. */
export function withoutStack(urn: string): string {
  const stack = stackIn(urn);
  return stack === "" ? urn : urn.slice(PREFIX.length + stack.length);
}

const PREFIX = "urn:pulumi:";

/** The part of a resource's URN that names its stack and project; `""` if the text is not a URN. */
export function stackIn(urn: string): string {
  if (!urn.startsWith(PREFIX)) return "";
  const afterStack = urn.indexOf("::", PREFIX.length);
  const afterProject = afterStack < 0 ? -1 : urn.indexOf("::", afterStack + 2);
  return afterProject < 0 ? "" : urn.slice(PREFIX.length, afterProject);
}

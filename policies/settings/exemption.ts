import { compare } from "../known/order";
import type { Identity } from "../plan/identity";
import { hasWildcard, matchesGlob, matchesGlobIgnoringCase } from "./glob";
import { dateWithin, glob, type Kind, policyName, words } from "./kind";
import { type Read, record } from "./record";

/** These two policies report what is exempted and what is configured, so they cannot be exempted. */
export const NEVER_EXEMPT: readonly string[] = ["settings", "exemptions"];

/** How far ahead the last day of an exemption may be. */
const LONGEST_YEARS = 2;

/** The fields of an exemption. */
const EXEMPTION_FIELDS = {
  policy: {
    kind: policyName(NEVER_EXEMPT),
    about: "The policy whose findings are accepted, or * for all.",
    required: true,
  },
  resource: {
    kind: glob("a pattern for the name in the program, the Azure name, the URN or the ARM id of a resource"),
    about:
      "The resources whose findings are accepted. ARM ids are known after the first deployment only, and never to the policies that judge one resource before it is created: prefer a name or a URN.",
    required: true,
  },
  rule: { kind: glob("a pattern for the name of a security rule"), about: "Only findings about these security rules." },
  project: { kind: glob("a pattern for the name of a Pulumi project"), about: "Only in these projects." },
  stack: { kind: glob("a pattern for the name of a stack"), about: "Only in these stacks." },
  reason: { kind: words("at least 10 characters of text", 10), about: "Why the finding is accepted.", required: true },
  expires: {
    kind: dateWithin(LONGEST_YEARS),
    about: "The last day on which it is accepted, in UTC.",
    required: true,
  },
  ticket: { kind: words("a string"), about: "Where the decision is recorded." },
} as const;

/** A finding that is accepted until a date, for a reason. */
export interface Exemption extends Read<typeof EXEMPTION_FIELDS> {
  /** Its place in the configuration, e.g. `exemptions[2]`. */
  readonly at: string;
}

const fields = record("an exemption", EXEMPTION_FIELDS);

export const exemptionKind: Kind<Exemption> = {
  accepts: fields.accepts,
  read: (raw, at, reading) => {
    const read = fields.read(raw, at, reading);
    return read && { ...read, at };
  },
};

/** What is exempted: a finding of a policy on a resource, about a security rule if there is one. */
export interface Target {
  readonly policy: string;
  readonly resource: Identity;
  readonly securityRule: string | undefined;
}

/** Whether an exemption is about `target`, expired or not. */
export function isAbout(exemption: Exemption, { policy, resource, securityRule }: Target): boolean {
  if (NEVER_EXEMPT.includes(policy)) return false;
  if (exemption.policy !== "*" && exemption.policy !== policy) return false;
  if (exemption.project !== undefined && !matchesGlob(exemption.project, resource.project)) return false;
  if (exemption.stack !== undefined && !matchesGlob(exemption.stack, resource.stack)) return false;
  if (exemption.rule !== undefined) {
    if (securityRule === undefined || !matchesGlobIgnoringCase(exemption.rule, securityRule)) return false;
  }
  return namesResource(exemption.resource, resource);
}

/** Whether a pattern matches this resource by its name in the program, Azure name, URN or ARM id. */
export function namesResource(pattern: string, resource: Identity): boolean {
  const { name, urn, azureName, armId } = resource;
  // Names and ids are case-insensitive in Azure, and case-sensitive in Pulumi.
  return (
    matchesGlob(pattern, name) ||
    matchesGlob(pattern, urn) ||
    (azureName !== undefined && matchesGlobIgnoringCase(pattern, azureName)) ||
    (armId !== undefined && matchesGlobIgnoringCase(pattern, armId))
  );
}

/** Why an exemption was given, on one line: `"the old pool drains until June" (NET-412)`. */
export function explain({ reason, ticket }: Exemption): string {
  const line = reason.trim().replace(/\s+/g, " ");
  const short = line.length > 80 ? `${line.slice(0, 79)}…` : line;
  return `"${short}"${ticket === undefined ? "" : ` (${ticket.trim().replace(/\s+/g, " ").slice(0, 80)})`}`;
}

/** Whether an exemption has expired. It is still valid on the day that it names. */
export function isExpired(exemption: Exemption, today: string): boolean {
  return today > exemption.expires;
}

/** Orders exemptions by the day on which they expire, the earliest first. */
export function byExpiry(one: Exemption, other: Exemption): number {
  return compare(one.expires, other.expires);
}

/**
 * Whether an exemption is for one stack only, and for this one. Only then is it a fault that it matches nothing here: most
 * exemptions in the list of an organisation match nothing in most stacks.
 */
export function isForThisStack(exemption: Exemption, project: string, stack: string): boolean {
  const { resource } = exemption;
  const fullUrn = resource.startsWith("urn:pulumi:") && !hasWildcard(resource);
  if (fullUrn && !resource.startsWith(`urn:pulumi:${stack}::${project}::`)) return false;
  if (exemption.project !== undefined && !matchesGlob(exemption.project, project)) return false;
  if (exemption.stack !== undefined && !matchesGlob(exemption.stack, stack)) return false;
  return fullUrn || (exemption.stack !== undefined && !hasWildcard(exemption.stack));
}

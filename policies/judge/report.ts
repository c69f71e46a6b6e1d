import type { Finding, Rule, Severity } from "../rules/rule";
import { type Exemption, explain } from "../settings/exemption";
import { shortened } from "../wording/shown";

/** A finding with its message, ready to be shown. */
export interface Report {
  readonly policy: string;
  /** `""` if it is about the stack. */
  readonly urn: string;
  readonly message: string;
  readonly severity: Severity;
  /** `advisory` lowers the policy's level for this finding; `undefined` leaves it. */
  readonly level: "advisory" | undefined;
  /** `undefined` if the policy could not be judged. */
  readonly finding: Finding | undefined;
}

/** The report of an error in a policy. No exemption applies to it. */
export function faultReport({ name, severity, link }: Rule, urn: string, fault: unknown): Report {
  const where = urn === "" ? "this stack" : shortened(urn, 300);
  const message = [
    `The policy ${name} could not be judged on ${where}: ${reasonOf(fault)}.`,
    "This is an error in azure-batch-guard, not in your program; it is unknown whether the program meets the policy.",
    `Fix: Report it with the program that shows it; until it is fixed, set ${name} to "disabled" to continue.`,
    `See ${link}`,
  ];
  return { policy: name, urn, message: message.join("\n"), severity, level: undefined, finding: undefined };
}

/** A location in this code, in its sources or in the bundle that is shipped. */
const OWN_CODE = /(policies[\\/][\w\\/-]{1,80}|\bpack)\.[jt]s:\d{1,6}/;

/** The kind of error and where it happened. Its message is omitted: it may quote a value of the program, which may be a secret. */
function reasonOf(fault: unknown): string {
  if (!(fault instanceof Error)) return "something was thrown";
  const frames = (fault.stack ?? "").replace(fault.message, "").split("\n");
  const place = frames.map((frame) => OWN_CODE.exec(frame)?.[0]).find((found) => found !== undefined);
  return `${fault.constructor.name}${place === undefined ? "" : ` at ${place.replaceAll("\\", "/")}`}`;
}

const MOST_LINES = 6;

/** One line for each change; if there are too many, the last line combines the rest. */
function atMost(lines: number, changes: readonly string[]): string[] {
  if (changes.length <= lines) return changes.map((change) => `Fix: ${change}`);
  const own = changes.slice(0, Math.max(0, lines - 1));
  return [...own, changes.slice(own.length).join(" ")].map((change) => `Fix: ${change}`);
}

/** Writes the message of a finding. `expired` is an exemption that applied to it. */
export function toReport(rule: Rule, item: Finding, expired?: Exemption): Report {
  const ended = expired ? [`Its exemption expired on ${expired.expires}: ${explain(expired)}.`] : [];
  const above = [item.found, item.why, ...ended].join("\n").split("\n");
  const lines = [...above, ...atMost(MOST_LINES - 1 - above.length, item.change), `See ${item.link ?? rule.link}`];
  return {
    policy: rule.name,
    urn: item.urn,
    message: lines.join("\n"),
    severity: item.severity ?? rule.severity,
    level: item.advisory ? "advisory" : undefined,
    finding: item,
  };
}

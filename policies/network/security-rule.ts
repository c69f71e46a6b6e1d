import { isUnknown, type Unknown } from "../known/value";
import { type Findings, type Remark, readNumber, readWord } from "./rule-fields";
import { type PortExtent, readPorts, readSide, refuseMixedFamilies, type Side, type SideFields } from "./rule-sides";

export type Direction = "Inbound" | "Outbound";
export type Protocol = "Tcp" | "Udp" | "Icmp" | "Esp" | "Ah";
/** `AlwaysAllow` exists in security admin rules only. */
export type Access = "Allow" | "Deny" | "AlwaysAllow";

/**
 * A security rule as the program writes it: the properties of Azure Resource Manager. Any of them, and any element of a list,
 * may be `Unknown`; `undefined`, `null`, `""` and `[]` mean absent. Values of a wrong type are problems.
 */
export interface SecurityRuleFields {
  readonly name?: unknown;
  readonly direction?: unknown;
  readonly access?: unknown;
  readonly priority?: unknown;
  readonly protocol?: unknown;
  readonly sourceAddressPrefix?: unknown;
  readonly sourceAddressPrefixes?: unknown;
  readonly sourceApplicationSecurityGroups?: unknown;
  readonly sourcePortRange?: unknown;
  readonly sourcePortRanges?: unknown;
  readonly destinationAddressPrefix?: unknown;
  readonly destinationAddressPrefixes?: unknown;
  readonly destinationApplicationSecurityGroups?: unknown;
  readonly destinationPortRange?: unknown;
  readonly destinationPortRanges?: unknown;
}

/** A security rule after reading. `undefined` means that a value is unknown, or refused and hence unknown. */
export interface SecurityRule<Ref> {
  /** The caller's identifier of the rule, for the evidence. `undefined` for Azure's default rules. */
  readonly ref: Ref | undefined;
  readonly name: string;
  readonly direction: Direction | undefined;
  readonly access: Access | undefined;
  readonly priority: number | undefined;
  readonly protocol: Protocol | "*" | undefined;
  readonly source: Side;
  readonly destination: Side;
  readonly sourcePorts: PortExtent;
  readonly destinationPorts: PortExtent;
  /** Whether it is uncertain that the rule exists: the program may leave it out, or Azure would refuse it as a whole. */
  readonly maybe: boolean;
  readonly isDefault: boolean;
  readonly unknowns: readonly Unknown[];
  /** What Azure would refuse. Verdicts that depend on it are undecided. */
  readonly problems: readonly Remark[];
  /** What Azure accepts although it is unusual. */
  readonly notes: readonly Remark[];
}

const PRIORITIES = [100, 4096] as const;
export const DIRECTIONS = ["Inbound", "Outbound"] as const;
export const ACCESSES = ["Allow", "Deny"] as const;
export const PROTOCOLS = ["Tcp", "Udp", "Icmp", "Esp", "Ah", "*"] as const;

/**
 * Reads a rule of a network security group. Never throws: what Azure would refuse is in `problems`, and what that part of the
 * rule matches counts as unknown. `maybe` means that the rule may turn out not to exist; pass the unknown value that decides
 * it, if there is one.
 *
 * https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview#security-rules
 */
export function readSecurityRule<Ref>(
  fields: SecurityRuleFields,
  ref: Ref,
  maybe: boolean | Unknown = false,
): SecurityRule<Ref> {
  const findings: Findings = { unknowns: isUnknown(maybe) ? [maybe] : [], problems: [], notes: [] };
  const source = readSide("source", sideFields(fields, "source"), findings);
  const destination = readSide("destination", sideFields(fields, "destination"), findings);
  refuseMixedFamilies(source, destination, findings);
  const { unknowns, problems, notes } = findings;
  const direction = readWord("direction", fields.direction, DIRECTIONS, findings);
  const access = readWord("access", fields.access, ACCESSES, findings);
  const priority = readNumber("priority", fields.priority, PRIORITIES, findings);
  const protocol = readWord("protocol", fields.protocol, PROTOCOLS, findings);
  const sourcePorts = readPorts("source", fields.sourcePortRange, fields.sourcePortRanges, findings);
  const destinationPorts = readPorts(
    "destination",
    fields.destinationPortRange,
    fields.destinationPortRanges,
    findings,
  );
  return {
    ref,
    name: typeof fields.name === "string" ? fields.name : "",
    direction,
    access,
    priority,
    protocol,
    source,
    destination,
    sourcePorts,
    destinationPorts,
    maybe: maybe !== false || problems.length > 0,
    isDefault: false,
    unknowns,
    problems,
    notes,
  };
}

function sideFields(fields: SecurityRuleFields, name: "source" | "destination"): SideFields {
  return name === "source"
    ? {
        prefix: fields.sourceAddressPrefix,
        prefixes: fields.sourceAddressPrefixes,
        applicationGroups: fields.sourceApplicationSecurityGroups,
      }
    : {
        prefix: fields.destinationAddressPrefix,
        prefixes: fields.destinationAddressPrefixes,
        applicationGroups: fields.destinationApplicationSecurityGroups,
      };
}

import type { ResolutionFault } from "../../policies/reach/resolution";
import type { Trace } from "../../policies/reach/trace";
import { nameOf } from "../../policies/wording/names";
import { quoted, shown } from "../../policies/wording/shown";
import type { HopDraft } from "./path-builder";
import { pathStatus } from "./path-status";

/** The hop of name resolution; `undefined` if it neither blocks packets nor makes the path undecided. */
export function nameDraft({ resolution, causes, ...trace }: Trace): HopDraft | undefined {
  if (!causes.some(({ kind }) => kind === "name resolution")) return undefined;
  const kind = "name-resolution";
  const is = pathStatus(trace);
  const name = "node management name";
  if (resolution.is === "undecided") {
    const { endpoint } = resolution.doubt;
    const where = endpoint
      ? `whether it leads to "${nameOf(endpoint.entity)}" is not known`
      : "where it leads is not known";
    return { kind, name, detail: where, is };
  }
  const fault = "fault" in resolution ? resolution.fault : undefined;
  return { kind, name, detail: fault ? FAULTS[fault.reason](fault) : "", is, ...urnOf(fault) };
}

const zoneOf = (fault: ResolutionFault) => ("zone" in fault ? quoted(shown("name", fault.zone.name)) : "");

const FAULTS: Readonly<Record<ResolutionFault["reason"], (fault: ResolutionFault) => string>> = {
  "not-linked": (fault) => `zone${zoneOf(fault)} is not linked to the network: the answer is the public address`,
  "legacy-zone": (fault) => `zone${zoneOf(fault)} cannot hold it: the answer is the public address`,
  "other-zone": (fault) => `zone${zoneOf(fault)} cannot hold it: the answer is the public address`,
  "no-record": (fault) => `zone${zoneOf(fault)} has no record for it: ${withoutRecord(fault)}`,
  "resolver-blocked": () => "a security rule blocks the nodes from their DNS servers",
};

/** With NxDomainRedirect, a name without a record is looked up in public DNS. */
function withoutRecord(fault: ResolutionFault): string {
  return "fallsBack" in fault && fault.fallsBack ? "the answer is the public address" : "there is no answer";
}

function urnOf(fault: ResolutionFault | undefined): Pick<HopDraft, "urn"> {
  return fault && "zone" in fault ? { urn: fault.zone.entity.resource.urn } : {};
}

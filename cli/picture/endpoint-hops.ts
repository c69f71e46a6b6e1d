import type { Hop } from "../../policies/reach/hop";
import type { Path, Trace } from "../../policies/reach/trace";
import type { PrivateEndpoint } from "../../policies/topology/private-endpoint";
import { describeRule } from "../../policies/wording/describe-rule";
import { nameOf } from "../../policies/wording/names";
import { outsideName } from "./names";
import { type End, type HopDraft, type PathBuilder, worst } from "./path-builder";
import { pathStatus } from "./path-status";
import { throughGroups } from "./subnet-hops";

/** Adds the hops to a private endpoint, through the security rules of the pool's subnet. */
export function throughEndpoint(builder: PathBuilder, ends: readonly End[], path: Path): readonly End[] {
  const { endpoint } = path;
  if (!endpoint) return ends;
  return [builder.through(throughGroups(builder, ends, path), "endpoint", draftOf(endpoint, path))];
}

function draftOf({ entity }: PrivateEndpoint, { hops }: Path): HopDraft {
  const own = hops.filter(({ kind }) => kind !== "security rules");
  const is = worst(own.map(({ verdict }) => pathStatus(verdict)));
  const deciding = own.find(({ verdict }) => pathStatus(verdict) === is);
  const detail = is === "open" || !deciding ? "serves node management" : detailOf(deciding);
  return { kind: "private-endpoint", name: nameOf(entity), detail, is, urn: entity.resource.urn };
}

function detailOf(hop: Hop): string {
  const isOpen = hop.verdict.is === "undecided";
  switch (hop.kind) {
    case "connection": {
      const waits = hop.verdict.because.some(({ reason }) => reason === "not-approved");
      if (!isOpen) return "its connection to the account was refused";
      return waits ? "its connection to the account has to be approved" : "whether it serves these nodes is not known";
    }
    case "peering":
      return isOpen
        ? "whether its network can be reached is not known"
        : (PEERING[hop.verdict.because.reason] ?? "its network cannot be reached");
    case "endpoint subnet": {
      const rule = hop.verdict.because.traffic?.pieces.find(({ effect }) => effect === "Deny")?.rule;
      return `in its own subnet, ${describeRule(rule)} ${isOpen ? "may deny" : "denies"} it`;
    }
    default:
      return isOpen ? "whether routes lead to it is not known" : "a route of the subnet drops packets to it";
  }
}

const PEERING: Readonly<Record<string, string>> = {
  "access-denied": "the peering to its network denies access",
  "other-subnets": "the peering to its network connects other subnets",
  disconnected: "the peering to its network is disconnected",
  "not-peered": "its network is not peered with the pool's",
};

/** An endpoint of another program is drawn only if the nodes may need it. */
export function throughUnseen(builder: PathBuilder, inside: End, { causes }: Trace): readonly End[] {
  const cause = causes.find(({ kind }) => kind === "unseen endpoint");
  if (cause?.kind !== "unseen endpoint") return [];
  const { id } = cause.unseen;
  const detail = `another program may make one for the account${id === undefined ? "" : ` in ${outsideName(id)}`}`;
  return [
    builder.through([inside], "endpoint elsewhere", {
      kind: "private-endpoint",
      name: "not shown",
      detail,
      is: "unknown",
    }),
  ];
}

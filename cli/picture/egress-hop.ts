import { isUnknown } from "../../policies/known/value";
import type { EgressHop } from "../../policies/reach/hop";
import { natGatewayOf } from "../../policies/reach/nat-gateway";
import type { Path, Trace } from "../../policies/reach/trace";
import { nameOf } from "../../policies/wording/names";
import { NONE } from "../findings/network-path";
import { outsideName } from "./names";
import type { HopDraft } from "./path-builder";
import { pathStatus } from "./path-status";

/** The hop of packets that a route sends to the internet; `undefined` if they leave with addresses of the nodes. */
export function egressDraft({ hops }: Path, { subnet }: Trace): HopDraft | undefined {
  const hop = hops.find((each): each is EgressHop => each.kind === "egress");
  if (!hop || !subnet) return undefined;
  const { because } = hop.verdict;
  const is = pathStatus(hop.verdict);
  const kind = "nat-gateway";
  const natGateway = because.find((each) => each.natGateway)?.natGateway;
  if (natGateway) {
    const { urn } = natGateway.entity.resource;
    return { kind, name: nameOf(natGateway.entity), detail: addressDetail(natGateway.hasAddress), is, urn };
  }
  const link = natGatewayOf(subnet);
  if (link.to === "external" && because.some(({ via }) => via === "nat-gateway")) {
    return { kind, name: outsideName(link.id), detail: "not part of this program", is };
  }
  if (is === "open") return undefined;
  if (because.some(({ via }) => via === "virtual-network-gateway")) {
    return { kind: "gateway", name: "virtual network gateway", detail: "it may know a default route", is };
  }
  if (link.to !== "nothing") return { kind, name: "not known", detail: "which one it is, if any", is };
  const detail =
    is === "blocked"
      ? "the nodes have no public addresses, and default outbound access does not count"
      : "whether the nodes have public addresses is not known";
  return { kind, name: NONE, detail, is };
}

function addressDetail(hasAddress: unknown): string {
  if (hasAddress === true) return "";
  return isUnknown(hasAddress) ? "whether it has a public address is not known" : "it has no public address";
}

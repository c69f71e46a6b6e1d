import { isUnknown } from "../../policies/known/value";
import type { Route } from "../../policies/network/user-route";
import type { RouteNode } from "../../policies/topology/route-table";
import type { Subnet } from "../../policies/topology/subnet";
import type { PoolNode } from "../../policies/topology/topology";
import { nameOf } from "../../policies/wording/names";
import { leavesBy, passage } from "./judge-way";
import { outsideName } from "./names";
import type { Sight } from "./sketch";

/** What packets pass that a route sends to the internet; `undefined` where they leave from addresses of the nodes. */
export function egressSight(route: Route<RouteNode>, pool: PoolNode, subnet: Subnet): Sight | undefined {
  const verdict = leavesBy(route, pool, subnet);
  const is = passage(verdict);
  const { way, natGateway } = verdict.because;
  const kind = "nat-gateway";
  if (way === "virtual-network-gateway") {
    return { kind: "gateway", name: "virtual network gateway", detail: "no route to it is known", is };
  }
  if (natGateway) {
    const { urn } = natGateway.entity.resource;
    return { kind, name: nameOf(natGateway.entity), detail: addressDetail(natGateway.hasAddress), is, urn };
  }
  const link = subnet.natGateway;
  if (link.to === "external" && way === "nat-gateway") {
    return { kind, name: outsideName(link.id), detail: "not part of this program", is };
  }
  if (is === "open") return undefined;
  if (link.to !== "nothing") return { kind, name: "not known", detail: "which one it is, if any", is };
  const detail =
    is === "blocked"
      ? "the nodes have no public addresses, and default outbound access does not count"
      : "whether the nodes have public addresses is not known";
  return { kind, name: "none", detail, is };
}

function addressDetail(hasAddress: unknown): string {
  if (hasAddress === true) return "";
  return isUnknown(hasAddress) ? "whether it has a public address is not known" : "it has no public address";
}

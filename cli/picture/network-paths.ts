import { isUnknown } from "../../policies/known/value";
import { hasNoPublicAddresses } from "../../policies/reach/egress";
import type { PoolReach, Reach } from "../../policies/reach/reach";
import type { Trace } from "../../policies/reach/trace";
import { isSubnetId } from "../../policies/topology/arm-id";
import { candidates } from "../../policies/topology/link";
import type { PoolNode } from "../../policies/topology/topology";
import { nameOf } from "../../policies/wording/names";
import { batchTag } from "../../policies/wording/tags";
import { type NetworkPath, NONE } from "../findings/network-path";
import { throughAccount } from "./account-hops";
import { MOST, outsideName, placeName } from "./names";
import { type End, type HopDraft, newPathBuilder, type PathBuilder, perhaps } from "./path-builder";
import { pathStatus } from "./path-status";
import { throughSubnet } from "./subnet-hops";

/** The path of each pool of a program, in the order of its pools; including pools declared in settings. */
export function networkPathsOf(reach: Reach): readonly NetworkPath[] {
  return reach.all().map(networkPathOf);
}

/** A pool's traces as one path for a picture. */
function networkPathOf(reached: PoolReach): NetworkPath {
  const { pool } = reached;
  const is = pathStatus(reached);
  const builder = newPathBuilder();
  const nodes = builder.through([], "nodes", nodesOf(pool));
  const ends = throughNetwork(builder, nodes, reached);
  builder.through(ends, "service", { kind: "service", name: "Batch service", detail: batchTag(reached.region), is });
  const { urn } = pool.entity.resource;
  return { pool: urn, name: poolName(pool), region: regionOf(reached), is, ...builder.finish() };
}

/** The region as service tags spell it. */
function regionOf({ region }: PoolReach): string {
  return isUnknown(region) ? "" : (batchTag(region).split(".")[1] ?? "");
}

/** The name of a pool in the program; pools declared in settings are named by their subnet. */
function poolName(pool: PoolNode): string {
  return pool.declared ? `pools in ${candidates(pool.subnet).map(placeName).join()}` : nameOf(pool.entity);
}

function nodesOf(pool: PoolNode): HopDraft {
  const without = hasNoPublicAddresses(pool) === true && !pool.declared;
  return {
    kind: "nodes",
    name: poolName(pool),
    detail: without ? "without public IP addresses" : "",
    is: "open",
    urn: pool.entity.resource.urn,
  };
}

function throughNetwork(builder: PathBuilder, nodes: End, reached: PoolReach): readonly End[] {
  const { traces, is } = reached;
  const [first] = traces;
  if (first && !first.subnet) return withoutSubnet(builder, nodes, first);
  const ends = perhaps([nodes], traces.length > 1 && is === "undecided");
  const shown = traces.slice(0, MOST.subnets);
  const left = shown.flatMap((trace) => throughSubnet(builder, ends, trace));
  const rest = traces.length - shown.length;
  return rest > 0 ? [...left, builder.through(ends, "more subnets", moreSubnets(rest, reached))] : left;
}

function withoutSubnet(builder: PathBuilder, nodes: End, trace: Trace): readonly End[] {
  const { subnet: link } = trace.pool;
  const before =
    link.to === "nothing" || link.to === "nodes" ? nodes : builder.through([nodes], "subnet", hiddenSubnet(link));
  const stray = trace.causes.some((cause) => cause.kind === "hop" && cause.hop.kind === "egress");
  const after = stray ? builder.through([before], "no subnet", noSubnet(trace)) : before;
  return throughAccount(builder, [after], trace);
}

function noSubnet(trace: Trace): HopDraft {
  return { kind: "nat-gateway", name: NONE, detail: "no public addresses, and no subnet", is: pathStatus(trace) };
}

function hiddenSubnet(link: Exclude<PoolNode["subnet"], { to: "nothing" | "nodes" }>): HopDraft {
  const [name, detail] =
    link.to === "external"
      ? [outsideName(link.id), isSubnetId(link.id) ? "not part of this program" : "its id is not that of a subnet"]
      : ["not known", "which one it is, if any"];
  return { kind: "subnet", name, detail, is: "unknown" };
}

function moreSubnets(count: number, reached: PoolReach): HopDraft {
  return { kind: "subnet", name: `${count} more`, detail: "any of these may be the pool's", is: pathStatus(reached) };
}

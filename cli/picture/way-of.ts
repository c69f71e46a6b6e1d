import { isUnknown } from "../../policies/known/value";
import { regionOf } from "../../policies/network/regions";
import { BATCH_TAG, batchTagName } from "../../policies/network/service-tags";
import { hasNoPublicAddresses } from "../../policies/reach/pool-egress";
import type { Context } from "../../policies/settings/context";
import { candidates } from "../../policies/topology/link";
import type { PoolNode, Topology } from "../../policies/topology/topology";
import { nameOf } from "../../policies/wording/names";
import type { Way } from "../findings/way";
import { throughAccount } from "./account-stops";
import { type JudgedWay, judgeWay } from "./judge-way";
import { MOST, outsideName, placeName } from "./names";
import { type End, type Left, newSketch, perhaps, type Sight, type Sketch } from "./sketch";
import { throughSubnet } from "./subnet-stops";

/** The way of each pool of a program, in the order of its pools; with the pools that the settings tell of. */
export function waysOf(topology: Topology, context: Context): readonly Way[] {
  return topology.pools.map((pool) => wayOf(judgeWay(pool, topology, context), topology, context));
}

/** What the picture of a judged way shows. */
function wayOf(judged: JudgedWay, topology: Topology, context: Context): Way {
  const { pool, is } = judged;
  const region = isUnknown(judged.region) ? undefined : regionOf(judged.region);
  const sketch = newSketch();
  const nodes = sketch.through([], "nodes", nodesOf(pool, judged));
  const { open, served } = throughNetwork(sketch, nodes, judged, topology, context);
  const ends = [...served, ...throughAccount(sketch, open, judged, topology)];
  const detail = region ? batchTagName(region) : BATCH_TAG;
  sketch.through(ends, "service", { kind: "service", name: "Batch service", detail, is });
  const { urn } = pool.entity.resource;
  return { pool: urn, name: poolName(pool), region: region?.tagSuffix ?? "", is, ...sketch.finish() };
}

/** A pool by its name in the program; where only the settings tell of pools, by their subnet. */
function poolName(pool: PoolNode): string {
  return pool.designated ? `pools in ${candidates(pool.subnet).map(placeName).join()}` : nameOf(pool.entity);
}

function nodesOf(pool: PoolNode, { network }: JudgedWay): Sight {
  const without = hasNoPublicAddresses(pool) === true && !pool.designated;
  const isStray = pool.subnet.to === "nothing" && network === "unknown";
  return {
    kind: "nodes",
    name: poolName(pool),
    detail: without ? "without public IP addresses" : "",
    is: isStray ? "unknown" : "open",
    urn: pool.entity.resource.urn,
  };
}

function throughNetwork(sketch: Sketch, nodes: End, judged: JudgedWay, topology: Topology, context: Context): Left {
  const { subnet: link } = judged.pool;
  if (link.to === "nothing") return { open: [nodes], served: [] };
  if (link.to !== "nodes") return { open: [sketch.through([nodes], "subnet", hiddenSubnet(link))], served: [] };
  const ends = perhaps([nodes], link.nodes.length > 1 && judged.is === "unknown");
  const shown = link.nodes.slice(0, MOST.subnets);
  const left = shown.map((subnet) => throughSubnet(sketch, ends, subnet, judged, topology, context));
  const rest = link.nodes.length - shown.length;
  const more = rest > 0 ? [sketch.through(ends, "more subnets", moreSubnets(rest, judged))] : [];
  return {
    open: [...left.flatMap(({ open }) => open), ...more],
    served: left.flatMap(({ served }) => served),
  };
}

function hiddenSubnet(link: Exclude<PoolNode["subnet"], { to: "nothing" | "nodes" }>): Sight {
  const [name, detail] =
    link.to === "external"
      ? [outsideName(link.id), "not part of this program"]
      : ["not known", "which one it is, if any"];
  return { kind: "subnet", name, detail, is: "unknown" };
}

function moreSubnets(count: number, { is }: JudgedWay): Sight {
  return { kind: "subnet", name: `${count} more`, detail: "any of these may be the pool's", is };
}

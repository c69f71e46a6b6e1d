import { inOrder } from "../../remedies/remedy";
import type { PoolNode } from "../../topology/topology";
import { type Finding, finding } from "../rule";

/**
 * The finding on the pool instead of on a resource of its network: every subnet that the pool may use has a fault, so the pool certainly
 * cannot reach the Batch service, but it is unknown which fault to fix.
 */
export function onPool({ securityRule: _, pools: __, ...example }: Finding, { entity, subnetId }: PoolNode): Finding {
  return finding({
    ...example,
    urn: entity.resource.urn,
    path: subnetId.path,
    found: `No subnet that may be the pool's allows its nodes to reach the Batch service. In one of them: ${example.found}`,
    remedies: [{ do: "ask", example: inOrder(...example.remedies) }],
  });
}

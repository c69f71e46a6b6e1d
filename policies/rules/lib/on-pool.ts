import { inOrder } from "../../remedies/remedy";
import type { PoolNode } from "../../topology/topology";
import { type Finding, finding } from "../rule";

/**
 * The finding on a pool instead of on a part of its network: every subnet that may turn out to be the pool's has such a fault,
 * so the pool certainly does not work, but nobody can say yet where that has to be mended.
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

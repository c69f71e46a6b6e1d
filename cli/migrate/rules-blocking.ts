import type { PoolReach } from "../../policies/reach/reach";
import type { FilterCase } from "../../policies/reach/security-rules";
import type { PrivateEndpoint } from "../../policies/topology/private-endpoint";

/** Security rules that certainly block a pool's nodes from the addresses that the name of their account resolves to. */
export interface BlockingRules {
  readonly at: FilterCase;
  /** `undefined`: the public addresses of node management. */
  readonly endpoint: PrivateEndpoint | undefined;
}

/** The security rules that block a pool, for each subnet that it may use. */
export function rulesBlocking({ traces, is }: PoolReach): readonly BlockingRules[] {
  if (is !== "violated") return [];
  return traces.flatMap(({ causes }) =>
    causes.flatMap((cause): readonly BlockingRules[] => {
      if (cause.kind !== "hop" || cause.hop.kind !== "security rules") return [];
      const { endpoint } = cause.path;
      return cause.hop.verdict.because.map((at) => ({ at, endpoint }));
    }),
  );
}

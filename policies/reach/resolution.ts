import type { Unknown } from "../known/value";
import type { PrivateEndpoint } from "../topology/private-endpoint";
import type { PrivateZone, ZoneRecord } from "../topology/private-zone";
import type { VirtualNetwork } from "../topology/virtual-network";
import type { BlockedResolver } from "./resolver";

/** What the name of their node management endpoint resolves to for the nodes of a pool. */
export type Resolution =
  /** The address of one of these endpoints. */
  | { readonly is: "private"; readonly endpoints: readonly PrivateEndpoint[] }
  /** A public address; `fault` is the reason why it is not that of an existing endpoint. */
  | { readonly is: "public"; readonly fault?: ResolutionFault }
  /** Nothing: the name does not exist, or no DNS server can be reached. */
  | { readonly is: "none"; readonly fault: ResolutionFault }
  | {
      readonly is: "undecided";
      readonly doubt: ResolutionDoubt;
      readonly unknowns: readonly Unknown[];
      /** Whether there may be no answer at all. */
      readonly mayFail?: true;
    };

/** Why a name does not resolve to a private endpoint. */
export type ResolutionFault =
  | {
      readonly reason: "not-linked" | "legacy-zone" | "other-zone";
      readonly endpoint: PrivateEndpoint;
      readonly zone: PrivateZone;
      readonly network: VirtualNetwork;
    }
  /** The zone answers for the network, and has no record for the endpoint. */
  | {
      readonly reason: "no-record";
      readonly endpoint: PrivateEndpoint;
      readonly zone: PrivateZone;
      readonly network: VirtualNetwork;
      /** A record of a node management host that has another address. */
      readonly stray?: ZoneRecord;
      /** The link has the policy `NxDomainRedirect`: public DNS answers instead. */
      readonly fallsBack?: true;
    }
  | { readonly reason: "resolver-blocked"; readonly network: VirtualNetwork; readonly blocked: BlockedResolver };

/** Why it is undecided what a name resolves to. */
export interface ResolutionDoubt {
  readonly reason:
    | "resolver-doubtful"
    | "custom-servers"
    | "forwarding"
    | "no-records"
    | "zone-outside"
    | "zone-unclear"
    | "link-unclear"
    | "record-unclear"
    | "network-outside";
  readonly endpoint?: PrivateEndpoint;
  readonly zone?: PrivateZone;
  readonly network?: VirtualNetwork;
  readonly blocked?: BlockedResolver;
}

/** A name whose address is undecided, and the values that decide. */
export function undecided(
  doubt: ResolutionDoubt,
  ...unknowns: readonly (Unknown | undefined)[]
): Extract<Resolution, { is: "undecided" }> {
  return { is: "undecided", doubt, unknowns: unknowns.filter((each) => each !== undefined) };
}

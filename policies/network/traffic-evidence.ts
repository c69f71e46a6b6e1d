import { type AddressSet, type Family, sizeV4, subtract, unionAll } from "./address-set";
import { witness } from "./address-text";
import { type Endpoint, type Flow, STAND_IN_ADDRESS } from "./flow";
import { asAddressSet } from "./packet-box";
import type { PortSet } from "./port-set";
import type { Remark } from "./rule-fields";
import type { Effect } from "./rule-order";
import type { Decision } from "./security-group";
import type { SecurityRule } from "./security-rule";

/** Packets with the same effect, and the rule that decides it. The sets leave out addresses that are unknown until deployment. */
export interface Piece<Ref> {
  readonly effect: Effect;
  /** The deciding rule, which may be a default rule of Azure; `undefined` if the subnet has no network security group. */
  readonly rule: SecurityRule<Ref> | undefined;
  readonly local: AddressSet;
  readonly localPorts: PortSet;
  readonly remote: AddressSet;
  readonly remotePorts: PortSet;
}

/** One packet. An address is `undefined` if it is unknown until deployment. */
export interface Packet {
  readonly local: string | undefined;
  readonly localPort: number;
  readonly remote: string | undefined;
  readonly remotePort: number;
}

/** Something about a deciding rule that Azure would refuse, or whose meaning is known only to Azure. */
export interface Doubt<Ref> extends Remark {
  readonly rule: SecurityRule<Ref> | undefined;
}

/** The reasons for a verdict about traffic. */
export interface TrafficEvidence<Ref> {
  /** What happens to the packets: for `violated` what is certain, for `undecided` the worst case. Violations come first. */
  readonly pieces: readonly Piece<Ref>[];
  /** A packet that does not meet the demand (for `holds`: one that does); `undefined` if the flow is empty. */
  readonly witness: Packet | undefined;
  /** The remote addresses of packets that do not meet the demand. Empty if the verdict is `holds`. */
  readonly faulty: AddressSet;
  /** How many IPv4 addresses of the remote side are `faulty`, and how many there are. */
  readonly faultyCount: number;
  readonly count: number;
  /** What makes the verdict undecided, apart from unknown values. Empty for other verdicts. */
  readonly doubts: readonly Doubt<Ref>[];
}

/** A decision with its family. Boxes of both families are handled alike, whether their addresses are numbers or bigints. */
export interface Disposition<Ref> extends Decision<number, Ref> {
  readonly family: Family;
}

/** The dispositions with this effect. */
export function having<Ref>(dispositions: readonly Disposition<Ref>[], effect: Effect): Disposition<Ref>[] {
  return dispositions.filter((disposition) => disposition.effect === effect);
}

/** Builds the evidence of a verdict; `bad` is the effect that does not meet the demand. */
export function evidence<Ref>(
  flow: Flow,
  dispositions: readonly Disposition<Ref>[],
  bad: Effect,
  doubts: readonly Doubt<Ref>[],
): TrafficEvidence<Ref> {
  const faults = having(dispositions, bad);
  const faulty = unionAll(faults.map(({ family, box }) => known(asAddressSet(family, box.remote), flow.remote)));
  return {
    pieces: piecesOf(flow, dispositions),
    witness: packetOf(flow, dispositions[0]),
    faulty,
    faultyCount: sizeV4(faulty),
    count: sizeV4(flow.remote.known),
    doubts,
  };
}

function known(set: AddressSet, { unknown }: Endpoint): AddressSet {
  return unknown === undefined ? set : subtract(set, STAND_IN_ADDRESS);
}

function packetOf<Ref>(flow: Flow, disposition: Disposition<Ref> | undefined): Packet | undefined {
  if (disposition === undefined) return undefined;
  const { family, box } = disposition;
  return {
    local: witness(known(asAddressSet(family, box.local), flow.local)),
    localPort: box.localPorts[0] as number,
    remote: witness(known(asAddressSet(family, box.remote), flow.remote)),
    remotePort: box.remotePorts[0] as number,
  };
}

/** Merges the packets of one rule that differ only in their remote address. */
function piecesOf<Ref>(flow: Flow, dispositions: readonly Disposition<Ref>[]): Piece<Ref>[] {
  const alike = new Map<string, Disposition<Ref>[]>();
  const rules = new Map<SecurityRule<Ref> | undefined, number>();
  for (const disposition of dispositions) {
    if (!rules.has(disposition.rule)) rules.set(disposition.rule, rules.size);
    const { local, localPorts, remotePorts } = disposition.box;
    const key = [
      disposition.effect,
      rules.get(disposition.rule),
      disposition.family,
      ...[local, localPorts, remotePorts].map((side) => side.join(" ")),
    ].join();
    alike.set(key, [...(alike.get(key) ?? []), disposition]);
  }
  return [...alike.values()].map((group) => {
    const { effect, rule, family, box } = group[0] as Disposition<Ref>;
    return {
      effect,
      rule,
      local: known(asAddressSet(family, box.local), flow.local),
      localPorts: box.localPorts,
      remote: known(unionAll(group.map((each) => asAddressSet(family, each.box.remote))), flow.remote),
      remotePorts: box.remotePorts,
    };
  });
}

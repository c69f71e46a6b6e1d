import { type AddressSet, type Family, sizeV4, subtract, unionAll } from "./address-set";
import { witness } from "./address-text";
import { type Endpoint, type Flow, STAND_IN_ADDRESS } from "./flow";
import { asAddressSet } from "./packet-box";
import type { PortSet } from "./port-set";
import type { Remark } from "./rule-fields";
import type { Effect } from "./rule-order";
import type { Decision } from "./security-group";
import type { SecurityRule } from "./security-rule";

/** Packets with the same disposition, and what decides it. Addresses that are not known before deployment are left out of the sets. */
export interface Piece<Ref> {
  readonly effect: Effect;
  /** The deciding rule, a default rule of Azure included; `undefined` where the subnet has no network security group. */
  readonly rule: SecurityRule<Ref> | undefined;
  readonly local: AddressSet;
  readonly localPorts: PortSet;
  readonly remote: AddressSet;
  readonly remotePorts: PortSet;
}

/** One packet. An address is `undefined` where it is not known before deployment. */
export interface Packet {
  readonly local: string | undefined;
  readonly localPort: number;
  readonly remote: string | undefined;
  readonly remotePort: number;
}

/** Something about a deciding rule that Azure would refuse, or whose meaning nobody but Azure knows. */
export interface Doubt<Ref> extends Remark {
  readonly rule: SecurityRule<Ref> | undefined;
}

/** Why a verdict about traffic is what it is. */
export interface TrafficEvidence<Ref> {
  /** What becomes of the packets: for `violated` what is certain, for `undecided` the worst case. Faults come first. */
  readonly pieces: readonly Piece<Ref>[];
  /** A packet that meets the demand's opposite (for `holds`: one that meets the demand); `undefined` where the flow is empty. */
  readonly witness: Packet | undefined;
  /** The remote addresses with a packet that does not meet the demand. Empty where the verdict is `holds`. */
  readonly faulty: AddressSet;
  /** How many IPv4 addresses of the remote side are `faulty`, and how many there are. */
  readonly faultyCount: number;
  readonly count: number;
  /** What, beside unknown values, makes the verdict undecided. Empty unless it is. */
  readonly doubts: readonly Doubt<Ref>[];
}

/** A decision with its family; boxes of both families are handled alike, whatever numbers they are made of. */
export interface Disposition<Ref> extends Decision<number, Ref> {
  readonly family: Family;
}

/** The dispositions with this effect. */
export function having<Ref>(dispositions: readonly Disposition<Ref>[], effect: Effect): Disposition<Ref>[] {
  return dispositions.filter((disposition) => disposition.effect === effect);
}

/** Puts the evidence of a verdict together; `bad` is the effect that does not meet the demand. */
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

/** Puts the packets of one rule together that differ in their remote address only. */
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
